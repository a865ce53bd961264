#include "engine/acts/commands/deciders.h"

namespace norma::acts {

/// Takes an act in force out of force.
Result<std::string> decide_repeal_act(const v1::CommandBody& body, Deliberation& deliberation) {
  const v1::RepealAct& command = body.repeal_act();
  v1::Event event;
  *event.mutable_act_repealed()->mutable_reason() = deliberation.context().texts.seal(command.reason());
  deliberation.emit(command.act(), std::move(event));
  return finish_step(deliberation, command.act(), "repeal-act");
}

}  // namespace norma::acts
