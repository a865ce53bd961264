#include "engine/acts/events/appliers.h"

namespace norma::acts {

void apply(v1::CaseState& state, const v1::GoalsEvaluated& event, const TurnHeader&) {
  v1::EvaluationState& evaluation = *state.mutable_act()->add_evaluations();
  evaluation.set_evaluation(event.evaluation());
  *evaluation.mutable_measurements() = event.measurements();
  evaluation.set_decision(event.decision());
  *evaluation.mutable_text() = event.text();
  evaluation.set_amendment(event.amendment());
}

}  // namespace norma::acts
