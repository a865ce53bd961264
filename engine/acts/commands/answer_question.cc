#include <algorithm>

#include "engine/acts/commands/deciders.h"

namespace norma::acts {

/// Answers a question about applying the act (action A1). Errors, in this order: question_not_found,
/// question_answered.
Result<std::string> decide_answer_question(const v1::CommandBody& body, Deliberation& deliberation) {
  const v1::AnswerQuestion& command = body.answer_question();
  const Result<const v1::CaseState*> state = deliberation.find(command.act());
  if (!state) return tl::unexpected(state.error());
  const auto& questions = (*state)->act().questions();
  const auto found = std::find_if(questions.begin(), questions.end(), [&](const v1::QuestionState& question) {
    return question.question() == command.question();
  });
  if (found == questions.end()) return fail(Reason::kQuestionNotFound, std::to_string(command.question()));
  if (found->has_answer()) return fail(Reason::kQuestionAnswered, std::to_string(command.question()));
  v1::Event event;
  event.mutable_question_answered()->set_question(command.question());
  *event.mutable_question_answered()->mutable_text() = deliberation.context().texts.seal(command.text());
  deliberation.emit(command.act(), std::move(event));
  return finish_step(deliberation, command.act(), "answer-question", command.question());
}

}  // namespace norma::acts
