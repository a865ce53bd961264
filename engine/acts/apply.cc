#include "engine/acts/apply.h"

#include <set>
#include <string>

#include "engine/acts/events/appliers.h"
#include "engine/acts/rows.h"

namespace norma::acts {

void apply_event(v1::CaseState& state, const v1::Event& event, const TurnHeader& turn) {
  switch (event.kind_case()) {
#define NORMA_APPLY(Case, field) \
  case v1::Event::Case:          \
    return apply(state, event.field(), turn);
    NORMA_APPLY(kNeedRaised, need_raised)
    NORMA_APPLY(kInventoryRecorded, inventory_recorded)
    NORMA_APPLY(kNeedDecided, need_decided)
    NORMA_APPLY(kNeedAnswered, need_answered)
    NORMA_APPLY(kActPlanned, act_planned)
    NORMA_APPLY(kAmendmentOpened, amendment_opened)
    NORMA_APPLY(kDrafterAssigned, drafter_assigned)
    NORMA_APPLY(kDraftSubmitted, draft_submitted)
    NORMA_APPLY(kAlignmentRecorded, alignment_recorded)
    NORMA_APPLY(kOpinionsRequested, opinions_requested)
    NORMA_APPLY(kOpinionGiven, opinion_given)
    NORMA_APPLY(kRowAnswered, row_answered)
    NORMA_APPLY(kRowConfirmed, row_confirmed)
    NORMA_APPLY(kActAdopted, act_adopted)
    NORMA_APPLY(kDraftReturned, draft_returned)
    NORMA_APPLY(kCaseWithdrawn, case_withdrawn)
    NORMA_APPLY(kActPublished, act_published)
    NORMA_APPLY(kWordingScheduled, wording_scheduled)
    NORMA_APPLY(kWordingCommenced, wording_commenced)
    NORMA_APPLY(kQuestionAsked, question_asked)
    NORMA_APPLY(kQuestionAnswered, question_answered)
    NORMA_APPLY(kFindingRecorded, finding_recorded)
    NORMA_APPLY(kFindingClosed, finding_closed)
    NORMA_APPLY(kGoalsEvaluated, goals_evaluated)
    NORMA_APPLY(kActAcknowledged, act_acknowledged)
    NORMA_APPLY(kActRepealed, act_repealed)
    NORMA_APPLY(kAmendmentLinked, amendment_linked)
    NORMA_APPLY(kStatesChanged, states_changed)
    NORMA_APPLY(kTaskOpened, task_opened)
    NORMA_APPLY(kTaskDelegated, task_delegated)
    NORMA_APPLY(kTaskClosed, task_closed)
    NORMA_APPLY(kTermStarted, term_started)
    NORMA_APPLY(kTermCancelled, term_cancelled)
    NORMA_APPLY(kTermElapsed, term_elapsed)
    NORMA_APPLY(kCaseMigrated, case_migrated)
    NORMA_APPLY(kParticipantNoted, participant_noted)
    NORMA_APPLY(kAuditOpened, audit_opened)
    NORMA_APPLY(kAuditClosed, audit_closed)
    NORMA_APPLY(kReviewLinked, review_linked)
    NORMA_APPLY(kTermSuspended, term_suspended)
    NORMA_APPLY(kTermResumed, term_resumed)
    NORMA_APPLY(kTermShortened, term_shortened)
    NORMA_APPLY(kTermLengthSet, term_length_set)
    NORMA_APPLY(kUrgencyDeclared, urgency_declared)
    NORMA_APPLY(kRehearsalOpened, rehearsal_opened)
    NORMA_APPLY(kRehearsalScheduled, rehearsal_scheduled)
    NORMA_APPLY(kRehearsalStepped, rehearsal_stepped)
    NORMA_APPLY(kRehearsalClockMoved, rehearsal_clock_moved)
    NORMA_APPLY(kRehearsalInvokeFailed, rehearsal_invoke_failed)
#undef NORMA_APPLY
    case v1::Event::kPersonRegistered:
    case v1::Event::kRoleAssigned:
    case v1::Event::kRoleRevoked:
    case v1::Event::kDefinitionDeployed:
    case v1::Event::kCatalogueImported:
    case v1::Event::kReferenceItemRecorded:
    case v1::Event::kObjectRegistered:
    case v1::Event::kObjectChanged:
    case v1::Event::kObjectEnded:
    case v1::Event::kReviewsCompleted:
    case v1::Event::kSubstituteAssigned:
    case v1::Event::kSubstitutionEnded:
    case v1::Event::kCalendarPublished:
    case v1::Event::kClocksPublished:
    case v1::Event::kClockConfigured:
    case v1::Event::KIND_NOT_SET:
      return;
  }
}

Result<void> fold_turn(FoldTarget& target, const v1::Turn& turn) {
  const TurnHeader header{PartitionId{turn.partition()}, turn.position(), from_timestamp(turn.time()), turn.actor(),
                          turn.on_behalf_of()};
  std::set<std::string> touched;
  for (const v1::Event& event : turn.events()) {
    if (event.case_id().empty()) {
      write_registry_rows(target, event, header);
      continue;
    }
    Result<v1::CaseState*> edited = target.edit_case(event.case_id());
    if (!edited) return tl::unexpected(edited.error());
    v1::CaseState& state = **edited;
    if (state.case_id().empty()) state.set_case_id(event.case_id());
    write_case_rows(target, state, event, header);
    apply_event(state, event, header);
    state.set_revision(header.position);
    *state.mutable_changed_at() = turn.time();
    touched.insert(event.case_id());
  }
  if (turn.has_rejection() && !turn.case_id().empty()) touched.insert(turn.case_id());
  for (const std::string& case_id : touched) {
    target.put(Table::kHistory, history_key(header.partition, case_id, header.position), {});
  }
  write_idempotency_row(target, turn, header);
  return {};
}

}  // namespace norma::acts
