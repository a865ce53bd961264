#include "engine/acts/commands/deciders.h"

namespace norma::acts {

/// Opens a need (pu2-6.md 3.1, action B1). Errors: definition_unknown.
Result<std::string> decide_raise_need(const v1::CommandBody& body, Deliberation& deliberation) {
  const v1::RaiseNeed& command = body.raise_need();
  const Definition* definition = deliberation.context().definitions.newest(v1::NEED);
  if (definition == nullptr) return fail(Reason::kDefinitionUnknown, "need");
  const std::string need = deliberation.open("need");
  v1::Event event;
  v1::NeedRaised& raised = *event.mutable_need_raised();
  raised.set_scale(command.scale());
  raised.set_object(command.object());
  raised.set_institution(command.institution());
  raised.set_trigger_task(command.trigger_task());
  *raised.mutable_conditions() = command.conditions();
  *raised.mutable_problem() = deliberation.context().texts.seal(command.problem());
  raised.set_definition_hash(definition->hash);
  deliberation.emit(need, std::move(event));
  if (const Result<void> begun = deliberation.begin(need); !begun) return tl::unexpected(begun.error());
  return need;
}

}  // namespace norma::acts
