#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "norma/v1/turn.pb.h"
#include "server/cli/api_client.h"
#include "server/cli/demo/subscription.h"
#include "server/cli/outcome.h"

namespace norma::server::cli {

/// The whole journal as the auditor reads it: the registry's turns, then the cases'.
struct Journal {
  std::vector<v1::Turn> registry;
  std::vector<v1::Turn> cases;

  /// The last position of each partition.
  [[nodiscard]] std::map<std::uint32_t, std::uint64_t> heads() const;
};

/// Reads every turn of both partitions through GET /v1/audit/turns. Requires: the client is an auditor's.
Outcome<Journal> read_journal(ApiClient& auditor);

/// The turns after these heads.
[[nodiscard]] std::set<TurnPlace> turns_after(const Journal& journal, const std::map<std::uint32_t, std::uint64_t>& heads);

/// What a person was to get over the stream: replayed from the journal and the role assignments recorded in it,
/// each turn judged by the authority of its own moment. Nothing that the publisher says enters.
[[nodiscard]] std::set<TurnPlace> expected_of(const Journal& journal, const std::set<TurnPlace>& among,
                                              const std::string& person);

}  // namespace norma::server::cli
