#include "engine/acts/alignment_rows.h"

#include <algorithm>

#include "engine/acts/apply.h"
#include "engine/acts/parts.h"
#include "engine/statechart/session.h"

namespace norma::acts {
namespace {

void put_citation(FoldTarget& target, const std::string& act, const v1::Citation& citation, Position suspect,
                  const TurnHeader& turn) {
  v1::CitationRow row;
  row.set_target_version(citation.target_version());
  row.set_verdict(citation.verdict());
  row.set_suspect(suspect);
  target.put(Table::kCitation, citation_key(turn.partition, citation.target(), citation.requirement(), act),
             row.SerializeAsString());
}

void mark(FoldTarget& target, const v1::CaseState& before, const v1::SuspectRaised& raised, const TurnHeader& turn) {
  for (const v1::Citation& citation : before.act().citations()) {
    const auto& marked = raised.requirements();
    const bool concerned = citation.target() == raised.general_act() &&
                           std::find(marked.begin(), marked.end(), citation.requirement()) != marked.end();
    if (concerned) put_citation(target, before.case_id(), citation, raised.revision(), turn);
  }
}

void erase_citations(FoldTarget& target, const v1::CaseState& before, const TurnHeader& turn) {
  for (const v1::Citation& citation : before.act().citations()) {
    target.erase(Table::kCitation,
                 citation_key(turn.partition, citation.target(), citation.requirement(), before.case_id()));
  }
}

/// The row of a re-check as the event leaves it; a re-check is small, whatever the number of its acts.
void put_recheck(FoldTarget& target, const v1::CaseState& before, const v1::Event& event, const TurnHeader& turn) {
  v1::CaseState after = before;
  apply_event(after, event, turn);
  v1::RecheckRow row;
  row.set_recheck(after.case_id());
  *row.mutable_owner() = owner_of(placement_of(after));
  row.set_scale(after.scale());
  *row.mutable_progress() = after.recheck();
  if (!after.tasks().empty()) row.set_due_on(after.tasks(0).due().last_day());
  target.put(Table::kRecheck, recheck_key(turn.partition, after.recheck().revision(), after.case_id()),
             row.SerializeAsString());
}

void put_act(FoldTarget& target, const std::string& recheck, const std::string& act, const v1::RecheckActRow& row,
             const TurnHeader& turn) {
  target.put(Table::kRecheckAct, recheck_act_key(turn.partition, recheck, act), row.SerializeAsString());
}

}  // namespace

void write_alignment_rows(FoldTarget& target, const v1::CaseState& before, const v1::Event& event,
                          const TurnHeader& turn) {
  switch (event.kind_case()) {
    case v1::Event::kCitationsRecorded:
      for (const v1::Citation& citation : event.citations_recorded().citations()) {
        put_citation(target, before.case_id(), citation, 0, turn);
      }
      return;
    case v1::Event::kSuspectRaised:
      return mark(target, before, event.suspect_raised(), turn);
    case v1::Event::kStatesChanged:
      if (statechart::has_ended(event.states_changed().session())) erase_citations(target, before, turn);
      return;
    case v1::Event::kRecheckOpened:
      return put_recheck(target, before, event, turn);
    case v1::Event::kRecheckExtended:
      put_act(target, before.case_id(), event.recheck_extended().act(), {}, turn);
      return put_recheck(target, before, event, turn);
    case v1::Event::kRecheckAdvanced: {
      v1::RecheckActRow row;
      row.set_cleared(true);
      row.set_how(event.recheck_advanced().how());
      row.set_misaligned(event.recheck_advanced().misaligned());
      put_act(target, before.case_id(), event.recheck_advanced().act(), row, turn);
      return put_recheck(target, before, event, turn);
    }
    case v1::Event::kTaskOpened:
    case v1::Event::kTaskClosed:
    case v1::Event::kTermSuspended:
    case v1::Event::kTermResumed:
    case v1::Event::kTermShortened:
      if (before.kind() == v1::RECHECK) put_recheck(target, before, event, turn);
      return;
    default:
      return;
  }
}

}  // namespace norma::acts
