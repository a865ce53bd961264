#include "engine/acts/commands/amendments.h"
#include "engine/acts/commands/deciders.h"

namespace norma::acts {

/// Ends the assessment of a need; "no act needed" is a full outcome (pu2-6.md 1.12).
///
/// Errors, in this order: inventory_missing, missing_field (act), case_not_found, wrong_case_kind,
/// definition_unknown.
Result<std::string> decide_decide_need(const v1::CommandBody& body, Deliberation& deliberation) {
  const v1::DecideNeed& command = body.decide_need();
  const Result<const v1::CaseState*> need = deliberation.find(command.need());
  if (!need) return tl::unexpected(need.error());
  if (!(*need)->need().inventory_recorded()) return fail(Reason::kInventoryMissing);
  const bool amends = command.outcome() == v1::AMEND_EXISTING;
  if (amends && command.act().empty()) return fail(Reason::kMissingField, "act");
  v1::Event event;
  v1::NeedDecided& decided = *event.mutable_need_decided();
  decided.set_outcome(command.outcome());
  decided.set_act(command.act());
  *decided.mutable_reason() = deliberation.context().texts.seal(command.reason());
  const std::string trigger_task = (*need)->need().trigger_task();
  deliberation.emit(command.need(), std::move(event));
  if (amends) {
    AmendmentOrigin origin;
    origin.need = command.need();
    origin.trigger_task = trigger_task;
    const Result<std::string> opened = open_amendment(deliberation, command.act(), origin);
    if (!opened) return opened;
  }
  return finish_step(deliberation, command.need(), "decide-need");
}

}  // namespace norma::acts
