#include "engine/acts/apply.h"

#include <set>
#include <string>

#include "engine/acts/events/appliers.h"
#include "engine/acts/rows.h"

namespace norma::acts {

void apply_event(v1::CaseState& state, const v1::Event& event, const TurnHeader& turn) {
  switch (event.kind_case()) {
#define NORMA_CASE_EVENT(Name, field) \
  case v1::Event::k##Name:            \
    return apply(state, event.field(), turn);
#include "engine/acts/events/case_events.def"
#undef NORMA_CASE_EVENT
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
    case v1::Event::kGeneralActVersionRegistered:
    case v1::Event::kSuspectsCompleted:
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
