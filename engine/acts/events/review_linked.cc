#include "engine/acts/events/appliers.h"

namespace norma::acts {

void apply(v1::CaseState& state, const v1::ReviewLinked& event, const TurnHeader&) {
  state.mutable_act()->add_reviews(event.need());
}

}  // namespace norma::acts
