#include "engine/acts/deliberation.h"

#include <algorithm>

#include "engine/acts/apply.h"
#include "engine/acts/audience.h"
#include "engine/acts/due_times.h"
#include "engine/acts/facts.h"
#include "engine/acts/parts.h"
#include "engine/acts/rows.h"

namespace norma::acts {

Deliberation::Deliberation(const StateView& view, const Command& command, const Context& context)
    : view_(view), command_(command), context_(context), event_day_(riga_date(context.now)) {}

Result<const v1::CaseState*> Deliberation::find(const std::string& case_id) {
  const auto known = working_.find(case_id);
  if (known != working_.end()) return &known->second.now;
  Result<const v1::CaseState*> found = view_.find_case(case_id);
  if (!found) return tl::unexpected(found.error());
  if (*found == nullptr) return fail(Reason::kCaseNotFound, case_id);
  WorkingCase& copy = working_[case_id];
  copy.before = *found;
  copy.now = **found;
  return &copy.now;
}

std::string Deliberation::open(std::string_view prefix) {
  std::string case_id = context_.ids.fresh(prefix);
  open_as(case_id);
  return case_id;
}

void Deliberation::open_as(const std::string& case_id) {
  WorkingCase& opened = working_[case_id];
  opened.now.set_case_id(case_id);
  created_.push_back(case_id);
}

void Deliberation::emit(const std::string& case_id, v1::Event event) {
  event.set_case_id(case_id);
  // The position is not known yet; no applier keeps it.
  const TurnHeader header{context_.partition, 0, context_.now, command_.actor.str(), capacity_.on_behalf_of.str()};
  apply_event(working_.at(case_id).now, event, header);
  events_.push_back(std::move(event));
}

void Deliberation::emit_registry(v1::Event event) { events_.push_back(std::move(event)); }

const Definition* Deliberation::definition_of(const v1::CaseState& state) const {
  return context_.definitions.by_hash(state.definition_hash());
}

Result<void> Deliberation::begin(const std::string& case_id) {
  const v1::CaseState& state = working_.at(case_id).now;
  const Definition* definition = definition_of(state);
  if (definition == nullptr) return fail(Reason::kDefinitionUnknown, case_id);
  statechart::Input input;
  input.now = context_.now;
  input.seed = context_.seed;
  Result<statechart::Step> step = context_.interpreter.start(*definition->chart, input);
  if (!step) return tl::unexpected(step.error());
  return follow(case_id, *step, {}, 0);
}

Result<void> Deliberation::advance(const std::string& case_id, const std::string& event, std::uint32_t item) {
  const v1::CaseState& state = working_.at(case_id).now;
  const Definition* definition = definition_of(state);
  if (definition == nullptr) return fail(Reason::kDefinitionUnknown, case_id);
  Result<statechart::Session> session = statechart::decode(*definition->chart, state.session());
  if (!session) return tl::unexpected(session.error());
  statechart::Input input;
  input.event = event;
  input.data_json = facts_json(state, today());
  input.now = context_.now;
  input.seed = context_.seed;
  Result<statechart::Step> step = context_.interpreter.step(*definition->chart, *session, input);
  if (!step) return tl::unexpected(step.error());
  if (!step->record.accepted) return not_accepted(state, *definition->chart, *session);
  return follow(case_id, *step, event, item);
}

bool Deliberation::accepts(const std::string& case_id, std::string_view event) const {
  const v1::CaseState& state = working_.at(case_id).now;
  const Definition* definition = definition_of(state);
  if (definition == nullptr) return false;
  const Result<statechart::Session> session = statechart::decode(*definition->chart, state.session());
  return session && statechart::accepts(*definition->chart, *session, event);
}

Result<void> Deliberation::follow(const std::string& case_id, const statechart::Step& step, const std::string& event,
                                  std::uint32_t item) {
  const v1::CaseState& state = working_.at(case_id).now;
  const statechart::Chart& chart = *definition_of(state)->chart;
  if (!step.record.incidents.empty()) return fail(Reason::kExpressionFailed, step.record.incidents.front().reason);
  const std::string session = statechart::encode(chart, step.session);
  if (session != state.session()) {
    v1::Event changed;
    v1::StatesChanged& payload = *changed.mutable_states_changed();
    for (const statechart::StateIndex index : step.record.exited) payload.add_exited(chart.id(index));
    for (const statechart::StateIndex index : step.record.entered) payload.add_entered(chart.id(index));
    for (const std::string& id : statechart::atomic_configuration(chart, step.session)) payload.add_configuration(id);
    payload.set_session(session);
    emit(case_id, std::move(changed));
  }
  for (const statechart::StateIndex index : step.record.exited) leave(case_id, chart.id(index));
  for (const statechart::StateIndex index : step.record.entered) {
    // A state entered and left again within the step asks nothing of anyone.
    if (!step.session.configuration.contains(index)) continue;
    if (const Result<void> entered = enter(case_id, chart.id(index), item); !entered) return entered;
  }
  return event.empty() ? Result<void>{} : react(case_id, event, item);
}

void Deliberation::leave(const std::string& case_id, const std::string& state_id) {
  const v1::CaseState& state = working_.at(case_id).now;
  std::vector<std::uint32_t> tasks;
  for (const v1::TaskState& task : state.tasks()) {
    if (task.state() == state_id) tasks.push_back(task.task());
  }
  for (const std::uint32_t task : tasks) close_task(case_id, task, v1::WITHDRAWN);
  const Definition* definition = definition_of(state);
  const auto duties = definition->duties.find(state_id);
  if (duties == definition->duties.end()) return;
  std::vector<std::uint32_t> terms;
  for (const v1::TermState& term : state.terms()) {
    const bool of_state = std::any_of(duties->second.terms.begin(), duties->second.terms.end(),
                                      [&](const TermTemplate& candidate) { return candidate.key == term.key(); });
    if (of_state && term.item() == 0) terms.push_back(term.term());
  }
  for (const std::uint32_t term : terms) {
    v1::Event cancelled;
    cancelled.mutable_term_cancelled()->set_term(term);
    emit(case_id, std::move(cancelled));
  }
}

Result<void> Deliberation::enter(const std::string& case_id, const std::string& state_id, std::uint32_t item) {
  const v1::CaseState& state = working_.at(case_id).now;
  const Definition* definition = definition_of(state);
  const auto duties = definition->duties.find(state_id);
  return duties == definition->duties.end() ? Result<void>{} : open_duties(case_id, state_id, duties->second, item);
}

Result<void> Deliberation::open_duties(const std::string& case_id, const std::string& state_id,
                                       const StateDuties& duties, std::uint32_t item) {
  for (const TermTemplate& term : duties.terms) {
    const bool of_task = std::any_of(duties.tasks.begin(), duties.tasks.end(),
                                     [&](const TaskTemplate& task) { return task.term == term.key; });
    if (of_task) continue;
    if (const Result<void> started = start_state_term(case_id, term); !started) return started;
  }
  for (const TaskTemplate& task : duties.tasks) {
    if (!task.on.empty()) continue;
    if (const Result<void> opened = open_tasks(case_id, state_id, duties, task, item); !opened) return opened;
  }
  return {};
}

Result<void> Deliberation::react(const std::string& case_id, const std::string& event, std::uint32_t item) {
  const v1::CaseState& state = working_.at(case_id).now;
  const Definition* definition = definition_of(state);
  const Result<statechart::Session> session = statechart::decode(*definition->chart, state.session());
  if (!session) return tl::unexpected(session.error());
  for (const auto& [active, duties] : definition->duties) {
    if (!statechart::is_active(*definition->chart, *session, active)) continue;
    for (const TaskTemplate& task : duties.tasks) {
      if (task.on != event) continue;
      if (const Result<void> opened = open_tasks(case_id, active, duties, task, item); !opened) return opened;
    }
  }
  return {};
}

Result<void> Deliberation::open_tasks(const std::string& case_id, const std::string& state_id,
                                      const StateDuties& duties, const TaskTemplate& task, std::uint32_t item) {
  const v1::CaseState& state = working_.at(case_id).now;
  const auto term = std::find_if(duties.terms.begin(), duties.terms.end(),
                                 [&](const TermTemplate& candidate) { return candidate.key == task.term; });
  std::optional<v1::DueTime> due;
  if (term != duties.terms.end()) {
    Result<v1::DueTime> computed = start_due_time(*term, state, event_day_, context_.legal_time);
    if (!computed) return tl::unexpected(computed.error());
    due = std::move(*computed);
  }
  for (const Assignee& assignee :
       assignees_of(task.part, state, task.command, item, context_.authority, context_.moment())) {
    open_task(case_id, state_id, task, assignee, due);
  }
  return {};
}

void Deliberation::open_task(const std::string& case_id, const std::string& state_id, const TaskTemplate& task,
                             const Assignee& assignee, const std::optional<v1::DueTime>& due) {
  v1::Event event;
  v1::TaskOpened& opened = *event.mutable_task_opened();
  const std::uint32_t number = std::max<std::uint32_t>(1, working_.at(case_id).now.next_task());
  opened.set_task(number);
  opened.set_key(task.key);
  opened.set_state(state_id);
  opened.set_item(assignee.item);
  *opened.mutable_assignee() = assignee.selector;
  opened.set_command(task.command);
  for (const std::string& outcome : task.outcomes) opened.add_outcomes(outcome);
  if (due) *opened.mutable_due() = *due;
  emit(case_id, std::move(event));
  if (due) start_term(case_id, task.term, *due, number, 0);
}

void Deliberation::complete_own_task(const std::string& case_id, std::string_view command, std::uint32_t item,
                                     const std::string& outcome) {
  const v1::CaseState& state = working_.at(case_id).now;
  for (const v1::TaskState& task : state.tasks()) {
    const bool about = item == 0 || task.item() == item;
    if (!about || task.command() != command) continue;
    if (!is_own(task)) continue;
    close_task(case_id, task.task(), v1::COMPLETED, outcome);
    return;
  }
}

void Deliberation::close_task(const std::string& case_id, std::uint32_t number, v1::TaskEnd end,
                              const std::string& outcome, const v1::TextRef& note) {
  const v1::CaseState& state = working_.at(case_id).now;
  const auto task = std::find_if(state.tasks().begin(), state.tasks().end(),
                                 [&](const v1::TaskState& candidate) { return candidate.task() == number; });
  if (task == state.tasks().end()) return;
  const std::uint32_t term = task->term();
  const bool running = std::any_of(state.terms().begin(), state.terms().end(),
                                   [&](const v1::TermState& candidate) { return candidate.term() == term; });
  v1::Event closed;
  closed.mutable_task_closed()->set_task(number);
  closed.mutable_task_closed()->set_end(end);
  closed.mutable_task_closed()->set_outcome(outcome);
  if (note.size_bytes() > 0) *closed.mutable_task_closed()->mutable_note() = note;
  emit(case_id, std::move(closed));
  if (!running || term == 0) return;
  v1::Event cancelled;
  cancelled.mutable_term_cancelled()->set_term(term);
  emit(case_id, std::move(cancelled));
}

tl::unexpected<Error> Deliberation::not_accepted(const v1::CaseState& state, const statechart::Chart& chart,
                                                 const statechart::Session& session) {
  const auto join = [](const auto& words) {
    std::string joined;
    for (const std::string& word : words) joined += (joined.empty() ? "" : ", ") + word;
    return joined;
  };
  return fail(Reason::kCommandNotAccepted, join(state.configuration()),
              join(statechart::accepted_events(chart, session)));
}

bool Deliberation::acts_as(const std::string& person) const {
  return command_.actor.str() == person || (!person.empty() && capacity_.on_behalf_of.str() == person);
}

bool Deliberation::is_own(const v1::TaskState& task) const {
  if (context_.authority.matches(task.assignee(), command_.actor, context_.moment())) return true;
  return !capacity_.on_behalf_of.empty() && !capacity_.by_delegation &&
         context_.authority.matches(task.assignee(), capacity_.on_behalf_of, context_.moment());
}

void Deliberation::note_participant(const std::string& case_id, const v1::CaseState& state) {
  const bool takes_part = !command_.internal && capacity_.role != v1::ADDRESSEE && capacity_.role != v1::AUDITOR;
  if (!takes_part) return;
  const std::string on = format_date(today());
  const auto& known = state.participants();
  const bool noted = std::any_of(known.begin(), known.end(), [&](const v1::ParticipantState& participant) {
    return participant.person() == command_.actor.str() && participant.role() == capacity_.role &&
           participant.last_on() == on;
  });
  if (noted) return;
  v1::Event event;
  event.mutable_participant_noted()->set_person(command_.actor.str());
  event.mutable_participant_noted()->set_role(capacity_.role);
  event.mutable_participant_noted()->set_on(on);
  emit(case_id, std::move(event));
}

Decision Deliberation::finish(const std::string& case_id) {
  Decision decision;
  decision.case_id = case_id;
  decision.role_held = capacity_.role;
  decision.on_behalf_of = capacity_.on_behalf_of;
  const v1::CaseState nothing;
  for (const auto& [id, working] : working_) {
    const bool changed = std::any_of(events_.begin(), events_.end(),
                                     [&, &key = id](const v1::Event& event) { return event.case_id() == key; });
    if (changed) note_participant(id, working.now);
    if (changed) add_audience(working.before == nullptr ? nothing : *working.before, working.now, events_,
                              decision.audience);
    if (id == case_id) decision.definition_hash = working.now.definition_hash();
  }
  decision.reply.set_case_id(case_id);
  for (const std::string& created : created_) decision.reply.add_created_cases(created);
  for (const v1::Event& event : events_) {
    if (event.has_task_opened()) decision.reply.add_opened_tasks(task_id(event.case_id(), event.task_opened().task()));
  }
  decision.events = std::move(events_);
  return decision;
}

}  // namespace norma::acts
