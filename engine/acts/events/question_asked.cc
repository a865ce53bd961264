#include "engine/acts/events/appliers.h"

namespace norma::acts {

void apply(v1::CaseState& state, const v1::QuestionAsked& event, const TurnHeader&) {
  v1::QuestionState& question = *state.mutable_act()->add_questions();
  question.set_question(event.question());
  question.set_asker(event.asker());
  *question.mutable_text() = event.text();
  question.set_wording(event.wording());
}

}  // namespace norma::acts
