#include "engine/acts/events/appliers.h"

namespace norma::acts {

void apply(v1::CaseState& state, const v1::AmendmentLinked& event, const TurnHeader&) {
  state.mutable_act()->add_amendments(event.amendment());
}

}  // namespace norma::acts
