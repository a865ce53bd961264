#pragma once

#include <cstdint>

#include "engine/acts/state.h"
#include "norma/v1/event.pb.h"
#include "norma/v1/state.pb.h"

namespace norma::acts {

/// How each event changes its case; one file per event. Pure, total, and never changed once released:
/// an event with a new meaning is a new event.
///
/// Requires: the events of the case before this one have been applied.
#define NORMA_APPLIER(Name) void apply(v1::CaseState& state, const v1::Name& event, const TurnHeader& turn)
NORMA_APPLIER(NeedRaised);
NORMA_APPLIER(InventoryRecorded);
NORMA_APPLIER(NeedDecided);
NORMA_APPLIER(NeedAnswered);
NORMA_APPLIER(ActPlanned);
NORMA_APPLIER(AmendmentOpened);
NORMA_APPLIER(DrafterAssigned);
NORMA_APPLIER(DraftSubmitted);
NORMA_APPLIER(AlignmentRecorded);
NORMA_APPLIER(OpinionsRequested);
NORMA_APPLIER(OpinionGiven);
NORMA_APPLIER(RowAnswered);
NORMA_APPLIER(RowConfirmed);
NORMA_APPLIER(ActAdopted);
NORMA_APPLIER(DraftReturned);
NORMA_APPLIER(CaseWithdrawn);
NORMA_APPLIER(ActPublished);
NORMA_APPLIER(WordingScheduled);
NORMA_APPLIER(WordingCommenced);
NORMA_APPLIER(QuestionAsked);
NORMA_APPLIER(QuestionAnswered);
NORMA_APPLIER(FindingRecorded);
NORMA_APPLIER(FindingClosed);
NORMA_APPLIER(GoalsEvaluated);
NORMA_APPLIER(ActAcknowledged);
NORMA_APPLIER(ActRepealed);
NORMA_APPLIER(AmendmentLinked);
NORMA_APPLIER(StatesChanged);
NORMA_APPLIER(TaskOpened);
NORMA_APPLIER(TaskDelegated);
NORMA_APPLIER(TaskClosed);
NORMA_APPLIER(TermStarted);
NORMA_APPLIER(TermCancelled);
NORMA_APPLIER(TermElapsed);
NORMA_APPLIER(CaseMigrated);
NORMA_APPLIER(ParticipantNoted);
NORMA_APPLIER(AuditOpened);
NORMA_APPLIER(AuditClosed);
NORMA_APPLIER(ReviewLinked);
NORMA_APPLIER(TermSuspended);
NORMA_APPLIER(TermResumed);
NORMA_APPLIER(TermShortened);
NORMA_APPLIER(TermLengthSet);
NORMA_APPLIER(UrgencyDeclared);
NORMA_APPLIER(RehearsalOpened);
NORMA_APPLIER(RehearsalScheduled);
NORMA_APPLIER(RehearsalStepped);
NORMA_APPLIER(RehearsalClockMoved);
NORMA_APPLIER(RehearsalInvokeFailed);
#undef NORMA_APPLIER

/// Gives a running term, and the task it bounds, another due time.
void set_due(v1::CaseState& state, std::uint32_t term, const v1::DueTime& due);

}  // namespace norma::acts
