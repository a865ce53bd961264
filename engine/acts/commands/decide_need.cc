#include <algorithm>

#include "engine/acts/commands/amendments.h"
#include "engine/acts/commands/deciders.h"
#include "engine/acts/commands/need_statement.h"
#include "engine/acts/commands/reference_rules.h"

namespace norma::acts {
namespace {

/// The act that a new one would say again: found by the duplication check, or fully covering by the inventory.
std::string duplicated_act(const v1::NeedState& need) {
  const v1::DuplicationChecked& check = need.duplication();
  if (check.result() == v1::DUPLICATES_AN_ACT && !check.acts().empty()) return check.acts(0);
  const auto covering = std::find_if(need.inventory().begin(), need.inventory().end(),
                                     [](const v1::InventoryRow& row) { return row.verdict() == v1::COVERS; });
  return covering == need.inventory().end() ? std::string() : covering->act();
}

Result<void> check_escalation(const v1::DecideNeed& command, const v1::CaseState& need,
                              const Deliberation& deliberation) {
  if (command.issuer().empty()) return fail(Reason::kMissingField, "issuer");
  if (command.issuing_institution().empty()) return fail(Reason::kMissingField, "issuing_institution");
  const Result<void> issuer = check_reference(deliberation, v1::ISSUER_ITEM, command.issuer());
  if (!issuer) return issuer;
  const bool outside = command.issuing_institution() != need.institution();
  return outside ? Result<void>{} : fail(Reason::kIssuerNotOutside, command.issuing_institution());
}

Result<void> check_outcome(const v1::DecideNeed& command, const v1::CaseState& need,
                           const Deliberation& deliberation) {
  switch (command.outcome()) {
    case v1::NEW_ACT_NEEDED: {
      const std::string duplicated = duplicated_act(need.need());
      return duplicated.empty() ? Result<void>{} : fail(Reason::kActDuplicates, duplicated);
    }
    case v1::AMEND_EXISTING:
      return command.act().empty() ? fail(Reason::kMissingField, "act") : Result<void>{};
    case v1::ESCALATED:
      return check_escalation(command, need, deliberation);
    case v1::MERGED:
      return fail(Reason::kInvalidField, "outcome", "merge-need");
    default:
      return {};
  }
}

}  // namespace

/// Ends the assessment of a need; "no act needed" is a full outcome (pu2-6.md 1.12), and so is handing it to an issuer
/// outside (1.10).
///
/// Errors, in this order: those of check_assessed(): inventory_missing, need_statement_incomplete, duplication_unchecked;
/// act_duplicates (a new act; MK 108 p.3); missing_field (act; issuer, issuing_institution), reference_unknown and
/// reference_retired (issuer), issuer_not_outside; invalid_field (merged is the outcome of merge-need); case_not_found,
/// wrong_case_kind, definition_unknown (the act to amend).
Result<std::string> decide_decide_need(const v1::CommandBody& body, Deliberation& deliberation) {
  const v1::DecideNeed& command = body.decide_need();
  const Result<const v1::CaseState*> need = deliberation.find(command.need());
  if (!need) return tl::unexpected(need.error());
  if (const Result<void> assessed = check_assessed((*need)->need()); !assessed) return tl::unexpected(assessed.error());
  if (const Result<void> outcome = check_outcome(command, **need, deliberation); !outcome) {
    return tl::unexpected(outcome.error());
  }
  const bool escalates = command.outcome() == v1::ESCALATED;
  v1::Event event;
  v1::NeedDecided& decided = *event.mutable_need_decided();
  decided.set_outcome(command.outcome());
  decided.set_act(command.act());
  *decided.mutable_reason() = deliberation.context().texts.seal(command.reason());
  if (escalates) decided.set_issuer(command.issuer());
  if (escalates) decided.set_issuing_institution(command.issuing_institution());
  const std::string trigger_task = (*need)->need().trigger_task();
  deliberation.emit(command.need(), std::move(event));
  if (command.outcome() == v1::AMEND_EXISTING) {
    AmendmentOrigin origin;
    origin.need = command.need();
    origin.trigger_task = trigger_task;
    const Result<std::string> opened = open_amendment(deliberation, command.act(), origin);
    if (!opened) return opened;
  }
  return finish_step(deliberation, command.need(), "decide-need");
}

}  // namespace norma::acts
