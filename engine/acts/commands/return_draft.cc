#include "engine/acts/commands/deciders.h"

namespace norma::acts {

/// Sends a finished draft back to drafting.
Result<std::string> decide_return_draft(const v1::CommandBody& body, Deliberation& deliberation) {
  const v1::ReturnDraft& command = body.return_draft();
  v1::Event event;
  *event.mutable_draft_returned()->mutable_reason() = deliberation.context().texts.seal(command.reason());
  deliberation.emit(command.case_id(), std::move(event));
  return finish_step(deliberation, command.case_id(), "return-draft");
}

}  // namespace norma::acts
