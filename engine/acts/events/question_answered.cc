#include "engine/acts/events/appliers.h"

namespace norma::acts {

void apply(v1::CaseState& state, const v1::QuestionAnswered& event, const TurnHeader&) {
  for (v1::QuestionState& question : *state.mutable_act()->mutable_questions()) {
    if (question.question() == event.question()) *question.mutable_answer() = event.text();
  }
}

}  // namespace norma::acts
