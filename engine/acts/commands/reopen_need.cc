#include "engine/acts/commands/deciders.h"

namespace norma::acts {

/// Takes a closed need up again, for a reason; how it was closed stays with it (pu2-6.md 3.1).
Result<std::string> decide_reopen_need(const v1::CommandBody& body, Deliberation& deliberation) {
  const v1::ReopenNeed& command = body.reopen_need();
  v1::Event event;
  *event.mutable_need_reopened()->mutable_reason() = deliberation.context().texts.seal(command.reason());
  deliberation.emit(command.need(), std::move(event));
  return finish_step(deliberation, command.need(), "reopen-need");
}

}  // namespace norma::acts
