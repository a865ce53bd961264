#include "engine/acts/commands/alignment_checks.h"
#include "engine/acts/commands/alignment_watch.h"
#include "engine/acts/commands/amended_wordings.h"
#include "engine/acts/commands/collisions.h"
#include "engine/acts/commands/deciders.h"
#include "engine/acts/commands/proposals.h"
#include "engine/acts/facts.h"
#include "engine/acts/independence.h"

namespace norma::acts {
namespace {

/// What must be there before anyone signs (pu2-6.md 3.2 ready_for_adoption).
Result<void> check_ready(const Deliberation& deliberation, const v1::CaseState& state, const std::string& evaluate_on) {
  const v1::PreparationState& preparation = state.preparation();
  if (state.kind() == v1::ACT && state.act().goals().empty()) return fail(Reason::kGoalsMissing);
  if (evaluate_on.empty()) return fail(Reason::kEvaluationDateMissing);
  if (latest_draft(preparation) == 0) return fail(Reason::kDraftMissing);
  if (const Result<void> aligned = check_alignment(deliberation, state); !aligned) return aligned;
  if (const std::uint32_t row = first_open_row(preparation); row != 0) {
    return fail(Reason::kOpenObjection, std::to_string(row));
  }
  return {};
}

/// What adopting an amendment changes elsewhere: the act's wordings, other drafts, the proposals that went along.
Result<void> adopt_amendment(Deliberation& deliberation, const std::string& amendment) {
  if (const Result<void> adopted = adopt_into_act(deliberation, amendment); !adopted) return adopted;
  const Result<void> settled = settle_collisions(deliberation, amendment, v1::CollisionSettled::OTHER_ADOPTED);
  if (!settled) return settled;
  return close_offers(deliberation, amendment, true);
}

}  // namespace

/// Adopts an act or amendment: the approver signs the latest draft, and may fix the goal evaluation's date anew. Of an
/// amendment the wordings that it makes are derived here, on the day of each instruction.
///
/// Errors, in this order: drafter_is_approver, four_eyes_required, goals_missing, evaluation_date_missing,
/// draft_missing, those of check_alignment(), open_objection, adoption_in_future, commencement_before_adoption
/// (OPTIL 9(5)), term_before_start (the goals are evaluated before the act commences); for an amendment then those of
/// adopt_into_act(): wording_gap, paragraph_unknown, paragraph_exists, number_misfit, number_taken, words_not_found,
/// later_amendment_broken, limit_exceeded.
/// Source: VPIL 72, 77; pu2-6.md 3.2.
Result<std::string> decide_adopt_act(const v1::CommandBody& body, Deliberation& deliberation) {
  const v1::AdoptAct& command = body.adopt_act();
  const Result<const v1::CaseState*> state = deliberation.find(command.case_id());
  if (!state) return tl::unexpected(state.error());
  const v1::PreparationState& preparation = (*state)->preparation();
  const std::string& approver = deliberation.command().actor.str();
  const std::string& principal = deliberation.capacity().on_behalf_of.str();
  for (const std::string* person : {&approver, &principal}) {
    if (!person->empty() && is_drafter(preparation, *person)) return fail(Reason::kDrafterIsApprover);
    if (!person->empty() && needs_other_eyes(**state, *person)) return fail(Reason::kFourEyesRequired, *person);
  }
  const std::string& evaluate_on = command.evaluate_on().empty() ? preparation.evaluate_on() : command.evaluate_on();
  if (const Result<void> ready = check_ready(deliberation, **state, evaluate_on); !ready) {
    return tl::unexpected(ready.error());
  }
  const std::string adopted_on =
      command.adopted_on().empty() ? format_date(deliberation.today()) : command.adopted_on();
  const std::string commences_on = command.commences_on().empty() ? adopted_on : command.commences_on();
  if (adopted_on > format_date(deliberation.today())) return fail(Reason::kAdoptionInFuture);
  if (commences_on < adopted_on) return fail(Reason::kCommencementBeforeAdoption);
  // An amendment has the date of its act, which may have passed.
  const bool evaluated_here = (*state)->kind() == v1::ACT || !command.evaluate_on().empty();
  if (evaluated_here && evaluate_on < commences_on) return fail(Reason::kTermBeforeStart, evaluate_on, commences_on);
  v1::Event event;
  v1::ActAdopted& adopted = *event.mutable_act_adopted();
  adopted.set_number(command.number());
  adopted.set_adopted_on(adopted_on);
  adopted.set_commences_on(commences_on);
  adopted.set_evaluate_on(command.evaluate_on());
  adopted.set_approver(approver);
  adopted.set_draft_version(latest_draft(preparation));
  const v1::DraftState& draft = preparation.drafts(preparation.drafts_size() - 1);
  *adopted.mutable_text() = draft.text();
  if (draft.has_instructions()) *adopted.mutable_instructions() = draft.instructions();
  deliberation.emit(command.case_id(), std::move(event));
  if ((*state)->kind() == v1::AMENDMENT) {
    const Result<void> entered = adopt_amendment(deliberation, command.case_id());
    if (!entered) return tl::unexpected(entered.error());
  } else {
    const Result<void> cited = record_citations(deliberation, command.case_id(), command.case_id());
    if (!cited) return tl::unexpected(cited.error());
  }
  return finish_step(deliberation, command.case_id(), "adopt-act");
}

}  // namespace norma::acts
