#include "engine/acts/commands/deciders.h"

namespace norma::acts {

/// Ends a need, an act or an amendment before adoption.
Result<std::string> decide_withdraw_case(const v1::CommandBody& body, Deliberation& deliberation) {
  const v1::WithdrawCase& command = body.withdraw_case();
  v1::Event event;
  *event.mutable_case_withdrawn()->mutable_reason() = deliberation.context().texts.seal(command.reason());
  deliberation.emit(command.case_id(), std::move(event));
  return finish_step(deliberation, command.case_id(), "withdraw-case");
}

}  // namespace norma::acts
