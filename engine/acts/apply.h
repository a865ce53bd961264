#pragma once

#include "engine/acts/state.h"
#include "engine/result.h"
#include "norma/v1/event.pb.h"
#include "norma/v1/turn.pb.h"

namespace norma::acts {

/// Applies one event to its case. Requires: the event belongs to a case (not to the registry).
void apply_event(v1::CaseState& state, const v1::Event& event, const TurnHeader& turn);

/// Folds a whole turn into the projections: the one way state ever changes, live, at restart and in replay.
///
/// Pure apart from the target; runs no definition, reads no clock. A rejected turn changes only what is kept
/// of rejections. Errors: storage_corrupt, storage_unavailable (from the target).
Result<void> fold_turn(FoldTarget& target, const v1::Turn& turn);

}  // namespace norma::acts
