#include "engine/acts/events/appliers.h"

namespace norma::acts {

void apply(v1::CaseState& state, const v1::ActRepealed&, const TurnHeader&) {
  state.mutable_act()->set_repealed(true);
}

}  // namespace norma::acts
