#include "engine/acts/commands/deciders.h"
#include "engine/acts/facts.h"

namespace norma::acts {

/// Hands in the next version of the draft (action W1).
Result<std::string> decide_submit_draft(const v1::CommandBody& body, Deliberation& deliberation) {
  const v1::SubmitDraft& command = body.submit_draft();
  const Result<const v1::CaseState*> state = deliberation.find(command.case_id());
  if (!state) return tl::unexpected(state.error());
  v1::Event event;
  v1::DraftSubmitted& submitted = *event.mutable_draft_submitted();
  submitted.set_version(latest_draft((*state)->preparation()) + 1);
  *submitted.mutable_text() = deliberation.context().texts.seal(command.text());
  *submitted.mutable_note() = deliberation.context().texts.seal(command.note());
  deliberation.emit(command.case_id(), std::move(event));
  return finish_step(deliberation, command.case_id(), "submit-draft");
}

}  // namespace norma::acts
