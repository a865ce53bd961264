#include "engine/acts/events/appliers.h"
#include "engine/acts/events/open_drafts.h"

namespace norma::acts {

void apply(v1::CaseState& state, const v1::AmendmentClosed& event, const TurnHeader&) {
  forget_open_draft(*state.mutable_act(), event.amendment());
}

}  // namespace norma::acts
