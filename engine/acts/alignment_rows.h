#pragma once

#include "engine/acts/state.h"
#include "norma/v1/event.pb.h"

namespace norma::acts {

/// Changes the rows of what acts cite and of re-checks that follow from one event of a case.
///
/// Requires: `before` is the case as it was before this event.
void write_alignment_rows(FoldTarget& target, const v1::CaseState& before, const v1::Event& event,
                          const TurnHeader& turn);

}  // namespace norma::acts
