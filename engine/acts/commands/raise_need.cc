#include "engine/acts/commands/deciders.h"
#include "engine/acts/commands/need_statement.h"

namespace norma::acts {
namespace {

v1::Level level_of(const v1::RaiseNeed& command) {
  if (command.level() != v1::LEVEL_UNSPECIFIED) return command.level();
  return command.scale() == v1::RESOURCE_SCALE ? v1::SUPPORT_LEVEL : v1::CORE_BUSINESS_LEVEL;
}

/// As much of the needs statement as the raiser gives; the rest may follow while the need is assessed.
void state(const v1::RaiseNeed& command, TextVault& texts, v1::NeedRaised& raised) {
  raised.set_trigger_task(command.trigger_task());
  *raised.mutable_conditions() = command.conditions();
  *raised.mutable_problem() = texts.seal(command.problem());
  raised.set_phase(command.phase());
  *raised.mutable_addressees() = command.addressees();
  if (!command.alternatives().empty()) *raised.mutable_alternatives() = texts.seal(command.alternatives());
  if (!command.wanted_effect().empty()) *raised.mutable_wanted_effect() = texts.seal(command.wanted_effect());
  if (command.origin().event() != v1::NeedOrigin::EVENT_UNSPECIFIED) *raised.mutable_origin() = command.origin();
}

}  // namespace

/// Opens a need (pu2-6.md 3.1, action B1). Requires: check_placement() accepted the object.
///
/// Errors, in this order: object_ended, those of check_statement_codes(), those of check_origin(), definition_unknown.
Result<std::string> decide_raise_need(const v1::CommandBody& body, Deliberation& deliberation) {
  const v1::RaiseNeed& command = body.raise_need();
  const RegisteredObject* object = deliberation.context().registers.objects.find(command.object());
  if (object != nullptr && object->has_ended_by(format_date(deliberation.today()))) {
    return fail(Reason::kObjectEnded, command.object(), object->ended_on);
  }
  const Result<void> codes =
      check_statement_codes(deliberation, command.trigger_task(), command.conditions(), command.phase());
  if (!codes) return tl::unexpected(codes.error());
  if (const Result<void> origin = check_origin(deliberation, command.origin()); !origin) {
    return tl::unexpected(origin.error());
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
  state(command, deliberation.context().texts, raised);
  raised.set_definition_hash(definition->hash);
  deliberation.emit(need, std::move(event));
  if (const Result<void> begun = deliberation.begin(need); !begun) return tl::unexpected(begun.error());
  return need;
}

}  // namespace norma::acts
