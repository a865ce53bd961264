#include "engine/acts/commands/amendments.h"

#include "engine/acts/commands/proposals.h"

namespace norma::acts {

Result<std::string> open_amendment(Deliberation& deliberation, const std::string& act_id,
                                   const AmendmentOrigin& origin) {
  const Result<const v1::CaseState*> act = deliberation.find(act_id);
  if (!act) return tl::unexpected(act.error());
  if ((*act)->kind() != v1::ACT) return fail(Reason::kWrongCaseKind, act_id);
  const Definition* definition = deliberation.context().definitions.newest(v1::AMENDMENT);
  if (definition == nullptr) return fail(Reason::kDefinitionUnknown, "amendment");
  const std::string amendment = deliberation.open("amendment");
  v1::Event event;
  v1::AmendmentOpened& opened = *event.mutable_amendment_opened();
  opened.set_act(act_id);
  opened.set_finding(origin.finding);
  opened.set_goal_evaluation(origin.evaluation);
  opened.set_proposal(origin.proposal);
  opened.set_need(origin.need);
  opened.set_trigger_task(origin.trigger_task);
  opened.set_scale((*act)->scale());
  opened.set_level((*act)->level());
  opened.set_object((*act)->object());
  opened.set_institution((*act)->institution());
  opened.set_definition_hash(definition->hash);
  *opened.mutable_title() = (*act)->preparation().title();
  opened.set_evaluate_on((*act)->preparation().evaluate_on());
  deliberation.emit(amendment, std::move(event));
  if (const Result<void> begun = deliberation.begin(amendment); !begun) return tl::unexpected(begun.error());
  v1::Event linked;
  linked.mutable_amendment_linked()->set_amendment(amendment);
  deliberation.emit(act_id, std::move(linked));
  offer_parked(deliberation, act_id, amendment);
  return amendment;
}

}  // namespace norma::acts
