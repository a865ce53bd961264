#pragma once

#include <string>
#include <string_view>

#include "engine/acts/tables.h"
#include "engine/ids.h"
#include "engine/instant.h"
#include "engine/result.h"
#include "norma/v1/state.pb.h"

namespace norma::acts {

/// What a decision may read: the cases of its partition as the turns before it left them.
class StateView {
 public:
  StateView() = default;
  StateView(const StateView&) = delete;
  StateView& operator=(const StateView&) = delete;
  virtual ~StateView() = default;

  /// The case, or null when there is none. The pointer stays valid until the next turn is folded.
  /// Errors: storage_corrupt, storage_unavailable.
  virtual Result<const v1::CaseState*> find_case(std::string_view case_id) const = 0;
};

/// What the fold writes: cases to change in place, and rows of the other tables.
class FoldTarget {
 public:
  FoldTarget() = default;
  FoldTarget(const FoldTarget&) = delete;
  FoldTarget& operator=(const FoldTarget&) = delete;
  virtual ~FoldTarget() = default;

  /// The case to change; an empty one is made when there is none. Valid until the fold of the turn ends.
  /// Errors: storage_corrupt, storage_unavailable.
  virtual Result<v1::CaseState*> edit_case(std::string_view case_id) = 0;

  virtual void put(Table table, std::string key, std::string value) = 0;
  virtual void erase(Table table, std::string key) = 0;
};

/// What every event of one turn has in common.
struct TurnHeader {
  PartitionId partition{};
  Position position = 0;
  Instant time;
  std::string_view actor;
  std::string_view on_behalf_of;  ///< Empty: the actor acts for themself.
};

}  // namespace norma::acts
