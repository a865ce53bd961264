#include "engine/acts/events/appliers.h"

namespace norma::acts {

void apply(v1::CaseState& state, const v1::NeedAnswered& event, const TurnHeader&) {
  state.mutable_need()->set_act(event.act());
}

}  // namespace norma::acts
