#include "engine/acts/commands/deciders.h"
#include "engine/acts/commands/reference_rules.h"

namespace norma::acts {

/// Plans a new act from a need (pu2-6.md 3.2 planned). Issuer and legal basis are mandatory (VPIL 72).
///
/// Errors, in this order: need_outcome_mismatch, need_already_used, object_ended, reference_unknown and
/// reference_retired (group), term_before_start (the goals would be evaluated before today), definition_unknown.
Result<std::string> decide_plan_act(const v1::CommandBody& body, Deliberation& deliberation) {
  const v1::PlanAct& command = body.plan_act();
  const Result<const v1::CaseState*> need = deliberation.find(command.need());
  if (!need) return tl::unexpected(need.error());
  if ((*need)->need().outcome() != v1::NEW_ACT_NEEDED) return fail(Reason::kNeedOutcomeMismatch);
  if (!(*need)->need().act().empty()) return fail(Reason::kNeedAlreadyUsed, (*need)->need().act());
  const std::string today = format_date(deliberation.today());
  const RegisteredObject* object = deliberation.context().registers.objects.find((*need)->object());
  if (object != nullptr && object->has_ended_by(today)) return fail(Reason::kObjectEnded, object->id, object->ended_on);
  if (!command.group().empty()) {
    const Result<void> group = check_reference(deliberation, v1::REGULATION_GROUP_ITEM, command.group());
    if (!group) return tl::unexpected(group.error());
  }
  if (!command.evaluate_on().empty() && command.evaluate_on() < today) {
    return fail(Reason::kTermBeforeStart, command.evaluate_on(), today);
  }
  const Definition* definition = deliberation.context().definitions.newest(v1::ACT);
  if (definition == nullptr) return fail(Reason::kDefinitionUnknown, "act");
  const std::string act = deliberation.open("act");
  v1::Event event;
  v1::ActPlanned& planned = *event.mutable_act_planned();
  planned.set_need(command.need());
  *planned.mutable_title() = deliberation.context().texts.seal(command.title());
  planned.set_kind(command.kind());
  planned.set_group(command.group());
  planned.set_issuer(command.issuer());
  planned.set_legal_basis(command.legal_basis());
  *planned.mutable_goals() = command.goals();
  planned.set_evaluate_on(command.evaluate_on());
  planned.set_scale((*need)->scale());
  planned.set_level((*need)->level());
  planned.set_object((*need)->object());
  planned.set_institution((*need)->institution());
  planned.set_definition_hash(definition->hash);
  deliberation.emit(act, std::move(event));
  if (const Result<void> begun = deliberation.begin(act); !begun) return tl::unexpected(begun.error());
  v1::Event answered;
  answered.mutable_need_answered()->set_act(act);
  deliberation.emit(command.need(), std::move(answered));
  return finish_step(deliberation, command.need(), "plan-act");
}

}  // namespace norma::acts
