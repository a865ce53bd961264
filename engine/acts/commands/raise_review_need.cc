#include <algorithm>

#include "engine/acts/commands/deciders.h"

namespace norma::acts {
namespace {

/// What the need says in place of a person's words.
std::string problem_of(const v1::RaiseReviewNeed& command) {
  const bool reorganised = command.cause() == v1::INSTITUTION_REORGANISED;
  return (reorganised ? "Iestāde " : "Objekts ") + command.object() + (reorganised ? " reorganizēta " : " likvidēts ") +
         command.ended_on() + "; jāpārskata akts " + command.act() + ".";
}

}  // namespace

/// Raises a need to review one act because what it is about ended (pu2-6.md 3.1, 3.5). Only the service gives this
/// command. Errors: definition_unknown.
Result<std::string> decide_raise_review_need(const v1::CommandBody& body, Deliberation& deliberation) {
  const v1::RaiseReviewNeed& command = body.raise_review_need();
  const Result<const v1::CaseState*> found = deliberation.find(command.act());
  if (!found) return tl::unexpected(found.error());
  const v1::CaseState& act = **found;
  const Definition* definition = deliberation.context().definitions.newest(v1::NEED);
  if (definition == nullptr) return fail(Reason::kDefinitionUnknown, "need");
  const std::string need = deliberation.open("need");
  v1::Event event;
  v1::NeedRaised& raised = *event.mutable_need_raised();
  raised.set_scale(act.scale());
  raised.set_level(act.level());
  raised.set_object(act.object());
  raised.set_institution(act.institution());
  raised.set_trigger_task("PU2-20");
  *raised.mutable_problem() = deliberation.context().texts.seal(problem_of(command));
  raised.set_definition_hash(definition->hash);
  raised.set_review_of(command.act());
  raised.set_review_cause(command.cause());
  if (command.cause() == v1::OBJECT_LIQUIDATED) {
    raised.mutable_origin()->set_event(v1::NeedOrigin::OBJECT_LIQUIDATED);
    raised.mutable_origin()->set_reference(command.object());
  }
  deliberation.emit(need, std::move(event));
  if (const Result<void> begun = deliberation.begin(need); !begun) return tl::unexpected(begun.error());
  v1::Event linked;
  linked.mutable_review_linked()->set_need(need);
  deliberation.emit(command.act(), std::move(linked));
  return need;
}

}  // namespace norma::acts
