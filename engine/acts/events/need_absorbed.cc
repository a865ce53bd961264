#include "engine/acts/events/appliers.h"

namespace norma::acts {

void apply(v1::CaseState& state, const v1::NeedAbsorbed& event, const TurnHeader&) {
  state.mutable_need()->add_absorbed(event.need());
}

}  // namespace norma::acts
