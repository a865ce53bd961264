#include "engine/acts/events/appliers.h"

namespace norma::acts {

void apply(v1::CaseState& state, const v1::WordingCommenced& event, const TurnHeader&) {
  for (v1::WordingState& wording : *state.mutable_act()->mutable_wordings()) {
    if (wording.wording() == event.wording()) wording.set_commenced(true);
  }
}

}  // namespace norma::acts
