#include "engine/acts/commands/deciders.h"
#include "engine/acts/commands/reference_rules.h"

namespace norma::acts {
namespace {

v1::Level level_of(const v1::RaiseNeed& command) {
  if (command.level() != v1::LEVEL_UNSPECIFIED) return command.level();
  return command.scale() == v1::RESOURCE_SCALE ? v1::SUPPORT_LEVEL : v1::CORE_BUSINESS_LEVEL;
}

}  // namespace

/// Opens a need (pu2-6.md 3.1, action B1). Requires: check_placement() accepted the object.
///
/// Errors, in this order: object_ended, reference_unknown and reference_retired (trigger task, then conditions),
/// definition_unknown.
Result<std::string> decide_raise_need(const v1::CommandBody& body, Deliberation& deliberation) {
  const v1::RaiseNeed& command = body.raise_need();
  const RegisteredObject* object = deliberation.context().registers.objects.find(command.object());
  if (object != nullptr && object->has_ended_by(format_date(deliberation.today()))) {
    return fail(Reason::kObjectEnded, command.object(), object->ended_on);
  }
  if (const Result<void> task = check_reference(deliberation, v1::TASK_ITEM, command.trigger_task()); !task) {
    return tl::unexpected(task.error());
  }
  for (const std::string& code : command.conditions()) {
    const Result<void> condition = check_reference(deliberation, v1::CONDITION_ITEM, code);
    if (!condition) return tl::unexpected(condition.error());
  }
  const Definition* definition = deliberation.context().definitions.newest(v1::NEED);
  if (definition == nullptr) return fail(Reason::kDefinitionUnknown, "need");
  const std::string need = deliberation.open("need");
  v1::Event event;
  v1::NeedRaised& raised = *event.mutable_need_raised();
  raised.set_scale(command.scale());
  raised.set_level(level_of(command));
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
