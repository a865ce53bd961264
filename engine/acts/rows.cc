#include "engine/acts/rows.h"

#include <algorithm>

#include "engine/acts/alignment_rows.h"
#include "engine/acts/due_times.h"
#include "engine/statechart/session.h"

namespace norma::acts {
namespace {

Instant due_of(bool has_due, const v1::DueTime& due) { return has_due ? due_instant(due) : kNoDue; }

std::string key_of(const v1::CaseState& state, const v1::TaskState& task, PartitionId partition) {
  return inbox_key(partition, task.assignee(), due_of(task.has_due(), task.due()), state.case_id(), task.task());
}

const v1::TaskState* find_task(const v1::CaseState& state, std::uint32_t number) {
  const auto found = std::find_if(state.tasks().begin(), state.tasks().end(),
                                  [&](const v1::TaskState& task) { return task.task() == number; });
  return found == state.tasks().end() ? nullptr : &*found;
}

const v1::TermState* find_term(const v1::CaseState& state, std::uint32_t number) {
  const auto found = std::find_if(state.terms().begin(), state.terms().end(),
                                  [&](const v1::TermState& term) { return term.term() == number; });
  return found == state.terms().end() ? nullptr : &*found;
}

void open_task(FoldTarget& target, const v1::CaseState& before, const v1::TaskOpened& opened,
               const TurnHeader& turn) {
  v1::TaskState task;
  task.set_task(opened.task());
  task.set_key(opened.key());
  task.set_state(opened.state());
  task.set_item(opened.item());
  *task.mutable_assignee() = opened.assignee();
  task.set_command(opened.command());
  *task.mutable_outcomes() = opened.outcomes();
  if (opened.has_due()) *task.mutable_due() = opened.due();
  *task.mutable_opened_at() = to_timestamp(turn.time);
  target.put(Table::kInbox, key_of(before, task, turn.partition), inbox_row(before, task).SerializeAsString());
}

void delegate_task(FoldTarget& target, const v1::CaseState& before, const v1::TaskDelegated& delegated,
                   const TurnHeader& turn) {
  const v1::TaskState* task = find_task(before, delegated.task());
  if (task == nullptr) return;
  target.erase(Table::kInbox, key_of(before, *task, turn.partition));
  v1::TaskState moved = *task;
  moved.mutable_assignee()->Clear();
  moved.mutable_assignee()->set_person(delegated.person());
  moved.set_delegated_by(delegated.delegator());
  moved.set_delegated_role(delegated.delegator_role());
  target.put(Table::kInbox, key_of(before, moved, turn.partition), inbox_row(before, moved).SerializeAsString());
}

void end_term(FoldTarget& target, const v1::CaseState& before, std::uint32_t number, const TurnHeader& turn) {
  const v1::TermState* term = find_term(before, number);
  if (term == nullptr || is_suspended(term->due())) return;
  target.erase(Table::kTimer, timer_key(turn.partition, due_instant(term->due()), before.case_id(), number));
}

void put_timer(FoldTarget& target, const std::string& case_id, std::uint32_t number, const v1::DueTime& due,
               const TurnHeader& turn) {
  if (is_suspended(due)) return;
  v1::TimerRow row;
  row.set_case_id(case_id);
  row.set_term(number);
  target.put(Table::kTimer, timer_key(turn.partition, due_instant(due), case_id, number), row.SerializeAsString());
}

/// Gives a running term, and the task it bounds, another due time: suspended, resumed or shortened.
void change_due(FoldTarget& target, const v1::CaseState& before, std::uint32_t number, const v1::DueTime& due,
                const TurnHeader& turn) {
  end_term(target, before, number, turn);
  put_timer(target, before.case_id(), number, due, turn);
  for (const v1::TaskState& task : before.tasks()) {
    if (task.term() != number) continue;
    target.erase(Table::kInbox, key_of(before, task, turn.partition));
    v1::TaskState changed = task;
    *changed.mutable_due() = due;
    target.put(Table::kInbox, key_of(before, changed, turn.partition), inbox_row(before, changed).SerializeAsString());
  }
}

void put_clock(FoldTarget& target, const v1::ClockVersion& version, const TurnHeader& turn) {
  v1::ClockState row;
  *row.mutable_version() = version;
  row.set_actor(std::string(turn.actor));
  *row.mutable_at() = to_timestamp(turn.time);
  target.put(Table::kClock, clock_key(turn.partition, version.clock().id()), row.SerializeAsString());
}

void write_legal_time(FoldTarget& target, const v1::Event& event, const TurnHeader& turn) {
  for (const v1::ClockVersion& version : event.clocks_published().clocks()) put_clock(target, version, turn);
  if (event.has_clock_configured()) put_clock(target, event.clock_configured().clock(), turn);
  if (!event.has_calendar_published()) return;
  v1::CalendarState row;
  *row.mutable_published() = event.calendar_published();
  row.set_actor(std::string(turn.actor));
  *row.mutable_at() = to_timestamp(turn.time);
  target.put(Table::kCalendar, calendar_key(turn.partition, turn.position), row.SerializeAsString());
}

void list_case(FoldTarget& target, const v1::CaseState& before, v1::CaseKind kind, const std::string& definition,
               const TurnHeader& turn) {
  target.put(Table::kCaseList, case_list_key(turn.partition, kind, turn.time, before.case_id()), {});
  target.put(Table::kPinned, pinned_key(turn.partition, definition, before.case_id()), {});
}

void unpin(FoldTarget& target, const v1::CaseState& before, const TurnHeader& turn) {
  target.erase(Table::kPinned, pinned_key(turn.partition, before.definition_hash(), before.case_id()));
}

void migrate(FoldTarget& target, const v1::CaseState& before, const v1::CaseMigrated& migrated,
             const TurnHeader& turn) {
  unpin(target, before, turn);
  if (!statechart::has_ended(migrated.session())) {
    target.put(Table::kPinned, pinned_key(turn.partition, migrated.to_hash(), before.case_id()), {});
  }
  for (const v1::MigratedTask& changed : migrated.tasks()) {
    const v1::TaskState* task = find_task(before, changed.task());
    if (task == nullptr) continue;
    v1::TaskState moved = *task;
    moved.set_state(changed.state());
    if (changed.has_due()) *moved.mutable_due() = changed.due();
    target.erase(Table::kInbox, key_of(before, *task, turn.partition));
    target.put(Table::kInbox, key_of(before, moved, turn.partition), inbox_row(before, moved).SerializeAsString());
  }
  for (const v1::MigratedTerm& changed : migrated.terms()) {
    if (find_term(before, changed.term()) == nullptr) continue;
    end_term(target, before, changed.term(), turn);
    put_timer(target, before.case_id(), changed.term(), changed.due(), turn);
  }
}

void deploy(FoldTarget& target, const v1::DefinitionDeployed& deployed, const TurnHeader& turn) {
  v1::DeploymentState row;
  row.set_hash(deployed.hash());
  row.set_kind(deployed.kind());
  row.set_actor(std::string(turn.actor));
  *row.mutable_at() = to_timestamp(turn.time);
  target.put(Table::kDeployment, deployment_key(turn.partition, turn.position), row.SerializeAsString());
  target.put(Table::kDocument, document_key(turn.partition, deployed.hash()), deployed.document());
}

}  // namespace

std::string task_id(std::string_view case_id, std::uint32_t task) {
  return std::string(case_id) + "." + std::to_string(task);
}

v1::InboxRow inbox_row(const v1::CaseState& state, const v1::TaskState& task) {
  v1::InboxRow row;
  row.set_task(task_id(state.case_id(), task.task()));
  row.set_case_id(state.case_id());
  row.set_key(task.key());
  row.set_state(task.state());
  *row.mutable_assignee() = task.assignee();
  row.set_command(task.command());
  *row.mutable_outcomes() = task.outcomes();
  if (task.has_due()) *row.mutable_due() = task.due();
  row.set_item(task.item());
  *row.mutable_opened_at() = task.opened_at();
  row.set_delegated_by(task.delegated_by());
  return row;
}

void write_case_rows(FoldTarget& target, const v1::CaseState& before, const v1::Event& event,
                     const TurnHeader& turn) {
  if (event.has_need_raised()) list_case(target, before, v1::NEED, event.need_raised().definition_hash(), turn);
  if (event.has_act_planned()) list_case(target, before, v1::ACT, event.act_planned().definition_hash(), turn);
  if (event.has_amendment_opened()) {
    list_case(target, before, v1::AMENDMENT, event.amendment_opened().definition_hash(), turn);
  }
  if (event.has_recheck_opened()) list_case(target, before, v1::RECHECK, event.recheck_opened().definition_hash(), turn);
  write_alignment_rows(target, before, event, turn);
  if (event.has_case_migrated()) migrate(target, before, event.case_migrated(), turn);
  if (event.has_states_changed() && statechart::has_ended(event.states_changed().session())) {
    unpin(target, before, turn);
  }
  if (event.has_task_opened()) open_task(target, before, event.task_opened(), turn);
  if (event.has_task_delegated()) delegate_task(target, before, event.task_delegated(), turn);
  if (event.has_task_closed()) {
    const v1::TaskState* task = find_task(before, event.task_closed().task());
    if (task != nullptr) target.erase(Table::kInbox, key_of(before, *task, turn.partition));
  }
  if (event.has_term_started()) {
    put_timer(target, before.case_id(), event.term_started().term(), event.term_started().due(), turn);
  }
  if (event.has_term_cancelled()) end_term(target, before, event.term_cancelled().term(), turn);
  if (event.has_term_elapsed()) end_term(target, before, event.term_elapsed().term(), turn);
  if (event.has_term_suspended()) {
    change_due(target, before, event.term_suspended().term(), event.term_suspended().due(), turn);
  }
  if (event.has_term_resumed()) {
    change_due(target, before, event.term_resumed().term(), event.term_resumed().due(), turn);
  }
  if (event.has_term_shortened()) {
    change_due(target, before, event.term_shortened().term(), event.term_shortened().due(), turn);
  }
}

void write_registry_rows(FoldTarget& target, const v1::Event& event, const TurnHeader& turn) {
  if (LegalTime::concerns(event)) {
    write_legal_time(target, event, turn);
  } else if (event.has_definition_deployed()) {
    deploy(target, event.definition_deployed(), turn);
  } else if (event.has_person_registered()) {
    v1::PersonState person;
    person.set_person(event.person_registered().person());
    *person.mutable_display_name() = event.person_registered().display_name();
    target.put(Table::kPerson, person_key(turn.partition, person.person()), person.SerializeAsString());
  } else if (event.has_role_assigned()) {
    const v1::RoleAssigned& assigned = event.role_assigned();
    v1::AssignmentState row;
    row.set_person(assigned.person());
    row.set_role(assigned.role());
    row.set_object(assigned.object());
    *row.mutable_valid_from() = assigned.valid_from();
    if (assigned.has_valid_until()) *row.mutable_valid_until() = assigned.valid_until();
    row.set_recorded_position(turn.position);
    target.put(Table::kAssignment,
               assignment_key(turn.partition, row.person(), row.role(), row.object(), turn.position),
               row.SerializeAsString());
  } else if (event.has_role_revoked()) {
    const v1::RoleRevoked& revoked = event.role_revoked();
    v1::AssignmentState row;
    row.set_person(revoked.person());
    row.set_role(revoked.role());
    row.set_object(revoked.object());
    *row.mutable_revoked_at() = revoked.revoked_at();
    row.set_revoked_position(turn.position);
    target.put(Table::kAssignment,
               assignment_key(turn.partition, row.person(), row.role(), row.object(), turn.position),
               row.SerializeAsString());
  }
}

void write_idempotency_row(FoldTarget& target, const v1::Turn& turn, const TurnHeader& header) {
  if (turn.idempotency_key().empty()) return;
  v1::IdempotencyRow row;
  row.set_payload_fingerprint(turn.payload_fingerprint());
  row.set_position(header.position);
  if (turn.has_reply()) *row.mutable_reply() = turn.reply();
  if (turn.has_rejection()) *row.mutable_rejection() = turn.rejection();
  target.put(Table::kIdempotency, idempotency_key(header.partition, turn.actor(), turn.idempotency_key()),
             row.SerializeAsString());
}

}  // namespace norma::acts
