#pragma once

#include <string>

#include "engine/acts/general_acts.h"
#include "engine/result.h"
#include "norma/v1/alignment_api.pb.h"
#include "storage/store.h"

namespace norma::server {

/// How far the marking of suspect acts and their re-check are, by what is durable in the snapshot.
///
/// today: a date; who has not finished by the last day before it is overdue.
/// Errors: storage_corrupt, storage_unavailable.
[[nodiscard]] Result<v1::RecheckProgress> recheck_progress(const storage::Snapshot& snapshot, const std::string& general_act,
                                                           const acts::GeneralActVersion& version,
                                                           const std::string& today);

}  // namespace norma::server
