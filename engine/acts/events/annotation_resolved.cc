#include "engine/acts/events/appliers.h"

namespace norma::acts {

void apply(v1::CaseState& state, const v1::AnnotationResolved& event, const TurnHeader& turn) {
  for (v1::AnnotationState& annotation : *state.mutable_preparation()->mutable_annotations()) {
    if (annotation.annotation() != event.annotation()) continue;
    annotation.set_outcome(event.outcome());
    annotation.set_resolver(std::string(turn.actor));
    *annotation.mutable_resolution() = event.text();
  }
}

}  // namespace norma::acts
