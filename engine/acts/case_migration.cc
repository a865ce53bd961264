#include "engine/acts/case_migration.h"

#include <algorithm>

#include "engine/acts/due_times.h"
#include "engine/acts/facts.h"

namespace norma::acts {
namespace {

const StateDuties& duties_of(const Definition& definition, std::string_view state) {
  static const StateDuties kNone;
  const auto found = definition.duties.find(state);
  return found == definition.duties.end() ? kNone : found->second;
}

template <class Template>
const Template* find_key(const std::vector<Template>& templates, std::string_view key) {
  const auto found =
      std::find_if(templates.begin(), templates.end(), [&](const Template& one) { return one.key == key; });
  return found == templates.end() ? nullptr : &*found;
}

/// Whether the term runs with its state, not with one of its tasks.
bool is_of_state(const StateDuties& duties, std::string_view term) {
  return find_key(duties.terms, term) != nullptr &&
         std::none_of(duties.tasks.begin(), duties.tasks.end(),
                      [&](const TaskTemplate& task) { return task.term == term; });
}

bool asks_the_same(const TaskTemplate& before, const TaskTemplate& after) {
  return before.part == after.part && before.command == after.command && before.outcomes == after.outcomes &&
         before.term == after.term && before.on == after.on;
}

}  // namespace

CaseMigration::CaseMigration(Deliberation& deliberation, std::string case_id, const MigrationPlan& plan,
                             const PlannedDefinitions& definitions)
    : deliberation_(deliberation),
      case_id_(std::move(case_id)),
      plan_(plan),
      from_(*definitions.from),
      to_(*definitions.to) {}

const v1::CaseState& CaseMigration::state() const { return **deliberation_.find(case_id_); }

Result<void> CaseMigration::run(const std::string& plan_text) {
  Result<statechart::MappedSession> mapped = map();
  if (!mapped) return tl::unexpected(mapped.error());
  const Context& context = deliberation_.context();
  statechart::Input input;
  input.now = context.now;
  input.seed = context.seed;
  Result<statechart::Step> step = context.interpreter.adopt(*to_.chart, *mapped, input);
  if (!step) return tl::unexpected(step.error());
  if (!step->record.incidents.empty()) return fail(Reason::kExpressionFailed, step->record.incidents.front().reason);
  note_staying(*mapped, *step);
  if (const Result<void> sorted = sort_tasks(); !sorted) return sorted;
  if (const Result<void> sorted = sort_terms(); !sorted) return sorted;
  emit_migrated(*mapped, *step, plan_text);
  end_what_ends();
  for (const Reopening& reopening : reopened_) {
    if (const Result<void> opened = reopen(reopening); !opened) return opened;
  }
  if (const Result<void> opened = open_new_duties(); !opened) return opened;
  return deliberation_.follow(case_id_, *step, {}, 0);
}

Result<statechart::MappedSession> CaseMigration::map() const {
  const Result<statechart::Session> session = statechart::decode(*from_.chart, state().session());
  if (!session) return tl::unexpected(session.error());
  if (!session->running) return fail(Reason::kMigrationImpossible, "it has ended");
  const bool selected = plan_.predicate.holds(case_facts(state(), deliberation_.today()), [&](std::string_view id) {
    return statechart::is_active(*from_.chart, *session, id);
  });
  if (!selected) return fail(Reason::kMigrationNotSelected);
  return statechart::map_session(*from_.chart, *session, *to_.chart, plan_.rules);
}

/// A state that went on but was left again before the machine rested asks for nothing any more.
void CaseMigration::note_staying(const statechart::MappedSession& mapped, const statechart::Step& step) {
  const auto& exited = step.record.exited;
  for (const auto& [before, after] : mapped.kept) {
    if (!step.session.configuration.contains(after)) continue;
    if (std::find(exited.begin(), exited.end(), after) != exited.end()) continue;
    staying_.emplace(from_.chart->id(before), to_.chart->id(after));
  }
}

Result<void> CaseMigration::sort_tasks() {
  for (const v1::TaskState& task : state().tasks()) {
    const auto staying = staying_.find(task.state());
    if (staying == staying_.end()) {
      closed_.emplace_back(task.task(), v1::WITHDRAWN);
      continue;
    }
    const TaskTemplate* before = find_key(duties_of(from_, task.state()).tasks, task.key());
    const TaskTemplate* after = find_key(duties_of(to_, staying->second).tasks, task.key());
    const bool asked = before != nullptr && after != nullptr && plan_.tasks != TaskPolicy::kClose;
    if (asked && plan_.tasks == TaskPolicy::kKeep && asks_the_same(*before, *after)) {
      if (const Result<void> kept = keep_task(task, staying->second, *after); !kept) return kept;
      continue;
    }
    closed_.emplace_back(task.task(), v1::REPLACED);
    if (asked) reopened_.push_back({task, staying->second, before, after});
  }
  return {};
}

Result<void> CaseMigration::keep_task(const v1::TaskState& task, const std::string& state, const TaskTemplate& after) {
  v1::MigratedTask changed;
  changed.set_task(task.task());
  changed.set_state(state);
  const TermTemplate* term = find_key(duties_of(to_, state).terms, after.term);
  if (task.has_due() && term != nullptr) {
    Result<v1::DueTime> due = moved_due(task.due(), *term);
    if (!due) return tl::unexpected(due.error());
    if (due->SerializeAsString() != task.due().SerializeAsString()) {
      *changed.mutable_due() = *due;
      if (task.term() != 0) {
        v1::MigratedTerm& running = *migrated_.add_terms();
        running.set_term(task.term());
        *running.mutable_due() = std::move(*due);
      }
    }
  }
  if (state != task.state() || changed.has_due()) *migrated_.add_tasks() = std::move(changed);
  return {};
}

Result<void> CaseMigration::sort_terms() {
  for (const v1::TermState& term : state().terms()) {
    // A task's term goes with its task; a wording's belongs to no state.
    if (term.task() != 0 || term.item() != 0) continue;
    const auto owner = std::find_if(from_.duties.begin(), from_.duties.end(), [&](const auto& entry) {
      return find_key(entry.second.terms, term.key()) != nullptr;
    });
    if (owner == from_.duties.end()) continue;
    const auto staying = staying_.find(owner->first);
    const StateDuties& after = duties_of(to_, staying == staying_.end() ? std::string() : staying->second);
    if (!is_of_state(after, term.key())) {
      cancelled_.push_back(term.term());
      continue;
    }
    Result<v1::DueTime> due = moved_due(term.due(), *find_key(after.terms, term.key()));
    if (!due) return tl::unexpected(due.error());
    if (due->SerializeAsString() == term.due().SerializeAsString()) continue;
    v1::MigratedTerm& changed = *migrated_.add_terms();
    changed.set_term(term.term());
    *changed.mutable_due() = std::move(*due);
  }
  return {};
}

Result<v1::DueTime> CaseMigration::moved_due(const v1::DueTime& due, const TermTemplate& after) const {
  // What stood still, or still does, is not known to the rule: such a due time is somebody's decision and stays.
  if (plan_.terms == TermPolicy::kKeepDue || due.suspensions_size() > 0) return due;
  const std::optional<Date> started = parse_date(due.started_on());
  if (!started) return fail(Reason::kStorageCorrupt, "started_on " + due.started_on());
  return start_due_time(after, state(), *started, deliberation_.context().legal_time);
}

void CaseMigration::emit_migrated(const statechart::MappedSession& mapped, const statechart::Step& step,
                                  const std::string& plan_text) {
  migrated_.set_from_hash(from_.hash);
  migrated_.set_to_hash(to_.hash);
  *migrated_.mutable_plan() = deliberation_.context().texts.seal(plan_text);
  for (const auto& [before, after] : mapped.kept) {
    if (from_.chart->id(before) == to_.chart->id(after)) continue;
    v1::RenamedState& renamed = *migrated_.add_renamed();
    renamed.set_from(from_.chart->id(before));
    renamed.set_to(to_.chart->id(after));
  }
  for (const statechart::StateIndex left : mapped.left) migrated_.add_exited(from_.chart->id(left));
  for (const statechart::StateIndex left : step.record.exited) migrated_.add_exited(to_.chart->id(left));
  for (const statechart::StateIndex entered : step.record.entered) migrated_.add_entered(to_.chart->id(entered));
  for (const std::string& id : statechart::atomic_configuration(*to_.chart, step.session)) {
    migrated_.add_configuration(id);
  }
  migrated_.set_session(statechart::encode(*to_.chart, step.session));
  v1::Event event;
  *event.mutable_case_migrated() = std::move(migrated_);
  deliberation_.emit(case_id_, std::move(event));
}

void CaseMigration::end_what_ends() {
  for (const auto& [task, end] : closed_) deliberation_.close_task(case_id_, task, end);
  for (const std::uint32_t term : cancelled_) {
    v1::Event event;
    event.mutable_term_cancelled()->set_term(term);
    deliberation_.emit(case_id_, std::move(event));
  }
}

Result<void> CaseMigration::reopen(const Reopening& reopening) {
  const TaskTemplate& after = *reopening.after;
  const v1::TaskState& task = reopening.task;
  std::optional<v1::DueTime> due;
  if (const TermTemplate* term = find_key(duties_of(to_, reopening.state).terms, after.term)) {
    const bool had = reopening.before->term == after.term && task.has_due();
    Result<v1::DueTime> computed =
        had ? moved_due(task.due(), *term)
            : start_due_time(*term, state(), deliberation_.today(), deliberation_.context().legal_time);
    if (!computed) return tl::unexpected(computed.error());
    due = std::move(*computed);
  }
  if (reopening.before->part == after.part) {
    deliberation_.open_task(case_id_, reopening.state, after, {task.assignee(), task.item()}, due);
    return {};
  }
  if (!reassigned_.insert(after.key + " " + std::to_string(task.item())).second) return {};
  const Context& context = deliberation_.context();
  for (const Assignee& assignee :
       assignees_of(after.part, state(), after.command, task.item(), context.authority, context.moment())) {
    deliberation_.open_task(case_id_, reopening.state, after, assignee, due);
  }
  return {};
}

Result<void> CaseMigration::open_new_duties() {
  std::set<std::string> states;
  for (const auto& [before, after] : staying_) states.insert(after);
  for (const std::string& id : states) {
    const StateDuties& after = duties_of(to_, id);
    const auto is_known = [&](const auto member, std::string_view key) {
      return std::any_of(staying_.begin(), staying_.end(), [&](const auto& entry) {
        return entry.second == id && find_key(duties_of(from_, entry.first).*member, key) != nullptr;
      });
    };
    StateDuties fresh;
    for (const TaskTemplate& task : after.tasks) {
      if (plan_.tasks == TaskPolicy::kClose || is_known(&StateDuties::tasks, task.key)) continue;
      fresh.tasks.push_back(task);
      if (const TermTemplate* term = find_key(after.terms, task.term)) fresh.terms.push_back(*term);
    }
    for (const TermTemplate& term : after.terms) {
      if (is_of_state(after, term.key) && !is_known(&StateDuties::terms, term.key)) fresh.terms.push_back(term);
    }
    if (const Result<void> opened = deliberation_.open_duties(case_id_, id, fresh, 0); !opened) return opened;
  }
  return {};
}

}  // namespace norma::acts
