#include "engine/acts/commands/deciders.h"

namespace norma::acts {

/// Notes that every act that cites a changed paragraph was marked. Only the service gives this command.
///
/// Errors: general_act_version_unknown.
Result<std::string> decide_complete_suspects(const v1::CommandBody& body, Deliberation& deliberation) {
  const v1::CompleteSuspects& command = body.complete_suspects();
  const GeneralAct* act = deliberation.context().registers.general_acts.find(command.general_act());
  const GeneralActVersion* version = act == nullptr ? nullptr : act->find(command.version_on());
  if (version == nullptr || version->revision != command.revision()) {
    return fail(Reason::kGeneralActVersionUnknown, command.general_act(), command.version_on());
  }
  v1::Event event;
  v1::SuspectsCompleted& completed = *event.mutable_suspects_completed();
  completed.set_general_act(command.general_act());
  completed.set_version_on(command.version_on());
  completed.set_revision(command.revision());
  completed.set_acts(command.acts());
  completed.set_unwatched(command.unwatched());
  deliberation.emit_registry(std::move(event));
  return std::string();
}

}  // namespace norma::acts
