#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/acts/state.h"
#include "engine/result.h"
#include "norma/v1/turn.pb.h"
#include "storage/journal.h"
#include "storage/store.h"

namespace norma::server {

/// Reads turns of a partition in order, from the position after `after`, and gives each to `visit`; false ends it.
///
/// Errors: storage_corrupt (bytes that are no turn), storage_unavailable.
Result<void> each_turn(const storage::Journal& journal, PartitionId partition, Position after,
                       const std::function<bool(const v1::Turn&)>& visit);

/// The turn at a position. Errors: position_unknown, storage_corrupt, storage_unavailable.
Result<v1::Turn> turn_at(const storage::Journal& journal, PartitionId partition, Position position);

/// The position of the last turn that is not later than a time; 0 when every turn is.
/// Errors: storage_corrupt, storage_unavailable.
Result<Position> position_at(const storage::Journal& journal, PartitionId partition, Instant time);

/// How the projections of a store differ from a fold of its journal.
struct FoldComparison {
  std::uint64_t turns = 0;
  std::uint64_t rows = 0;
  std::vector<std::string> differences;  ///< The first ten, as hex of the keys.
};

/// Folds the whole journal from nothing and compares every row with what is stored, byte for byte.
///
/// Source: DESIGN section 8, invariant 1. Errors: storage_corrupt, storage_unavailable.
Result<FoldComparison> compare_fold(const storage::Journal& journal, const storage::Store& store,
                                    std::size_t partitions);

/// One case as its own turns leave it at a point of record time.
struct CaseAt {
  v1::CaseState state;
  Position position = 0;  ///< The last turn in it; 0: the case did not exist yet.
};

/// Replays one case up to and including a time or a position, whichever comes first.
///
/// Errors: case_not_found, storage_corrupt, storage_unavailable.
Result<CaseAt> replay_case(const storage::Journal& journal, const storage::Snapshot& snapshot, PartitionId partition,
                           const std::string& case_id, std::optional<Instant> until_time,
                           std::optional<Position> until_position);

}  // namespace norma::server
