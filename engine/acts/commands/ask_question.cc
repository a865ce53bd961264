#include "engine/acts/commands/deciders.h"
#include "engine/acts/facts.h"

namespace norma::acts {

/// Asks how an act in force is to be applied (action A1).
Result<std::string> decide_ask_question(const v1::CommandBody& body, Deliberation& deliberation) {
  const v1::AskQuestion& command = body.ask_question();
  const Result<const v1::CaseState*> state = deliberation.find(command.act());
  if (!state) return tl::unexpected(state.error());
  const auto number = static_cast<std::uint32_t>((*state)->act().questions_size()) + 1;
  const v1::WordingState* wording = wording_in_force((*state)->act(), deliberation.today());
  v1::Event event;
  v1::QuestionAsked& asked = *event.mutable_question_asked();
  asked.set_question(number);
  asked.set_asker(deliberation.command().actor.str());
  *asked.mutable_text() = deliberation.context().texts.seal(command.text());
  asked.set_wording(wording == nullptr ? 0 : wording->wording());
  deliberation.emit(command.act(), std::move(event));
  return advance_step(deliberation, command.act(), "ask-question", number);
}

}  // namespace norma::acts
