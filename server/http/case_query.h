#pragma once

#include <optional>
#include <string>

#include "engine/acts/authority.h"
#include "norma/v1/api.pb.h"
#include "server/http/message.h"
#include "server/runtime/service.h"
#include "storage/store.h"

namespace norma::server {

/// The times a query asks about.
struct AskedTimes {
  Date effective;
  std::optional<Instant> recorded;
  std::optional<Position> position;
};

/// Reads `as_of` and `recorded_at`. Errors: invalid_field.
Result<AskedTimes> asked_times(const Request& request, Instant now);

/// The committed case, if the person may read it. Errors: case_not_found, storage_corrupt, storage_unavailable.
Result<v1::CaseState> readable_case(const Service& service, const storage::Snapshot& snapshot,
                                    const std::string& case_id, const PersonId& person);

/// The committed case, whoever asks. Errors: case_not_found, storage_corrupt, storage_unavailable.
Result<v1::CaseState> committed_case(const storage::Snapshot& snapshot, const std::string& case_id);

/// A case as the API shows it: without the machine's session, with force and wording on the effective day.
[[nodiscard]] v1::CaseView case_view(const Service& service, v1::CaseState state, const AskedTimes& times);

}  // namespace norma::server
