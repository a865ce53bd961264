#include "workflows/scenarios/case_model.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <string_view>
#include <utility>

#include "engine/acts/clocks.h"
#include "engine/acts/due_times.h"

namespace norma::workflows::scenarios {
namespace {

using statechart::StateIndex;

constexpr std::size_t kMostOpenTasks = 10000;
constexpr std::chrono::hours kWorkBegins{9};

/// What the scenarios of a definition may use of it; sends and invocations have no place in them.
Result<void> check_step(const statechart::Step& step) {
  if (!step.record.incidents.empty()) {
    const statechart::Incident& incident = step.record.incidents.front();
    return fail(Reason::kExpressionFailed, std::to_string(incident.line) + ":" + std::to_string(incident.column) +
                                               ": " + incident.reason);
  }
  if (!step.effects.empty()) return fail(Reason::kDefinitionInvalid, "scenarios do not follow <send> and <invoke>");
  return {};
}

/// The text of a JSON string; nothing of anything else.
std::string_view text_of(std::string_view json) {
  const bool is_string = json.size() >= 2 && json.front() == '"';
  return is_string ? json.substr(1, json.size() - 2) : std::string_view{};
}

/// Whether the end of a term leaves its task to be done, late.
bool keeps_task(const v1::DueTime& due, const acts::Clocks& clocks) {
  const v1::ClockVersion* clock = due.clock().empty() ? nullptr : clocks.find(due.clock());
  return clock != nullptr && clock->clock().effect() == acts::clock_effect::kOverdue;
}

bool ends_before(const RunningTerm& left, const RunningTerm& right) {
  return acts::due_instant(left.due) < acts::due_instant(right.due);
}

}  // namespace

void CaseModel::set_day(Date day) { now_ = std::max(now_, riga_start_of_day(day) + kWorkBegins); }

const RunningTerm* CaseModel::term_ending_by(Date day) const {
  const auto first = std::min_element(terms_.begin(), terms_.end(), ends_before);
  return first != terms_.end() && acts::due_instant(first->due) <= riga_start_of_day(day) + kWorkBegins ? &*first : nullptr;
}

const RunningTerm* CaseModel::first_term(std::string_view key) const {
  const RunningTerm* first = nullptr;
  for (const RunningTerm& term : terms_) {
    if (term.term->key == key && (first == nullptr || ends_before(term, *first))) first = &term;
  }
  return first;
}

bool CaseModel::complete(std::string_view task_key) {
  const auto found = std::find_if(tasks_.begin(), tasks_.end(),
                                  [task_key](const OpenTask& open) { return open.task->key == task_key; });
  if (found == tasks_.end()) return false;
  close(found->number);
  return true;
}

void CaseModel::close(std::uint32_t task) {
  std::erase_if(tasks_, [task](const OpenTask& open) { return open.number == task; });
  std::erase_if(terms_, [task](const RunningTerm& term) { return term.task == task; });
}

statechart::Input CaseModel::input(const std::string& event) const {
  statechart::Input input;
  input.event = event;
  for (const auto& [name, json] : facts_) {
    input.data_json += (input.data_json.empty() ? "{\"" : ",\"") + name + "\":" + json;
  }
  input.data_json += input.data_json.empty() ? "{}" : "}";
  input.now = now_;
  return input;
}

const acts::StateDuties* CaseModel::duties_of(StateIndex state) const {
  const auto found = subject_->duties.find(subject_->chart->id(state));
  return found == subject_->duties.end() ? nullptr : &found->second;
}

Result<Changes> CaseModel::start(statechart::Interpreter& interpreter, const Holders& holders) {
  statechart::Input begin;
  begin.now = now_;
  event_day_ = today();
  const Result<statechart::Step> step = interpreter.start(*subject_->chart, begin);
  if (!step) return tl::unexpected(step.error());
  Changes changes;
  if (const Result<void> followed = follow(*step, {}, holders, changes); !followed) {
    return tl::unexpected(followed.error());
  }
  changes.accepted = true;
  return changes;
}

Result<Changes> CaseModel::give(statechart::Interpreter& interpreter, const std::string& event,
                                const Holders& holders) {
  event_day_ = today();
  return take(interpreter, event, holders);
}

Result<Changes> CaseModel::take(statechart::Interpreter& interpreter, const std::string& event,
                                const Holders& holders) {
  const Result<statechart::Step> step = interpreter.step(*subject_->chart, session_, input(event));
  if (!step) return tl::unexpected(step.error());
  Changes changes;
  if (!step->record.accepted) {
    changes.accepts = statechart::accepted_events(*subject_->chart, session_);
    return changes;
  }
  if (const Result<void> followed = follow(*step, event, holders, changes); !followed) {
    return tl::unexpected(followed.error());
  }
  changes.accepted = true;
  return changes;
}

Result<Changes> CaseModel::end_term(statechart::Interpreter& interpreter, const std::string& key,
                                    const Holders& holders) {
  const RunningTerm ended = *first_term(key);
  now_ = std::max(now_, acts::due_instant(ended.due));
  std::vector<OpenTask> missed;
  std::erase_if(terms_, [&ended](const RunningTerm& term) { return term.term == ended.term && term.task == ended.task; });
  if (ended.task != 0 && !keeps_task(ended.due, legal_time_->clocks())) {
    std::copy_if(tasks_.begin(), tasks_.end(), std::back_inserter(missed),
                 [&ended](const OpenTask& open) { return open.number == ended.task; });
    close(ended.task);
  }
  event_day_ = parse_date(ended.due.last_day()).value_or(today());
  Result<Changes> changes = take(interpreter, "term." + key, holders);
  if (changes) changes->missed = std::move(missed);
  return changes;
}

Result<void> CaseModel::follow(const statechart::Step& step, const std::string& event, const Holders& holders,
                               Changes& changes) {
  if (Result<void> usable = check_step(step); !usable) return usable;
  session_ = step.session;
  changes.taken = step.record.taken;
  statechart::StateSet left{subject_->chart->state_count()};
  statechart::StateSet entered{subject_->chart->state_count()};
  for (const StateIndex state : step.record.exited) {
    if (!left.contains(state)) leave(state, changes);
    left.insert(state);
  }
  for (const StateIndex state : step.record.entered) {
    // A state entered and left again within the step asks nothing of anyone.
    if (entered.contains(state) || !session_.configuration.contains(state)) continue;
    entered.insert(state);
    if (left.contains(state)) changes.again.push_back(state);
    const acts::StateDuties* duties = duties_of(state);
    if (duties == nullptr) continue;
    if (Result<void> asked = enter(state, *duties, holders, changes); !asked) return asked;
  }
  std::sort(changes.again.begin(), changes.again.end());
  if (event.empty()) return {};
  for (const StateIndex state : session_.configuration.members()) {
    const acts::StateDuties* duties = duties_of(state);
    if (duties == nullptr) continue;
    for (const acts::TaskTemplate& task : duties->tasks) {
      if (task.on != event) continue;
      if (Result<void> opened = open(state, *duties, task, holders, changes); !opened) return opened;
    }
  }
  return {};
}

void CaseModel::leave(StateIndex state, Changes& changes) {
  for (const OpenTask& task : std::vector<OpenTask>(tasks_)) {
    if (task.state != state) continue;
    changes.withdrawn.push_back(task);
    close(task.number);
  }
  for (const RunningTerm& term : terms_) {
    if (term.state == state) changes.stopped.push_back(term);
  }
  std::erase_if(terms_, [state](const RunningTerm& term) { return term.state == state; });
}

Result<void> CaseModel::enter(StateIndex state, const acts::StateDuties& duties, const Holders& holders,
                              Changes& changes) {
  for (const acts::TermTemplate& term : duties.terms) {
    const bool of_task = std::any_of(duties.tasks.begin(), duties.tasks.end(),
                                     [&term](const acts::TaskTemplate& task) { return task.term == term.key; });
    if (of_task) continue;
    if (Result<void> started = start_term(term, state, 0, changes); !started) return started;
  }
  for (const acts::TaskTemplate& task : duties.tasks) {
    if (!task.on.empty()) continue;
    if (Result<void> opened = open(state, duties, task, holders, changes); !opened) return opened;
  }
  return {};
}

Result<void> CaseModel::open(StateIndex state, const acts::StateDuties& duties, const acts::TaskTemplate& task,
                             const Holders& holders, Changes& changes) {
  const auto held = holders.find(task.key);
  const std::uint32_t people = held == holders.end() ? 1 : held->second;
  if (tasks_.size() + people > kMostOpenTasks) {
    return fail(Reason::kLimitExceeded, "open tasks", std::to_string(kMostOpenTasks));
  }
  const auto term = std::find_if(duties.terms.begin(), duties.terms.end(),
                                 [&task](const acts::TermTemplate& candidate) { return candidate.key == task.term; });
  for (std::uint32_t person = 0; person < people; ++person) {
    const OpenTask opened{&task, state, next_task_++};
    tasks_.push_back(opened);
    changes.opened.push_back(opened);
    if (term == duties.terms.end()) continue;
    if (Result<void> started = start_term(*term, state, opened.number, changes); !started) return started;
  }
  return {};
}

Result<v1::DueTime> CaseModel::due_time(const acts::TermTemplate& term) const {
  v1::CaseState known;
  const auto day_of = [this](std::string_view fact) {
    const auto found = facts_.find(fact);
    return std::string(found == facts_.end() ? std::string_view{} : text_of(found->second));
  };
  known.mutable_preparation()->set_commences_on(day_of("commences_on"));
  known.mutable_preparation()->set_evaluate_on(day_of("evaluate_on"));
  for (const RunningTerm& running : terms_) *known.add_terms()->mutable_due() = running.due;
  return acts::start_due_time(term, known, event_day_, *legal_time_);
}

Result<void> CaseModel::start_term(const acts::TermTemplate& term, StateIndex state, std::uint32_t task,
                                   Changes& changes) {
  const auto fact = facts_.find(term.until);
  if (!term.until.empty() && fact == facts_.end()) return fail(Reason::kMissingField, term.until);
  if (!term.until.empty() && fact->second == "null") return {};
  Result<v1::DueTime> due = due_time(term);
  if (!due) return tl::unexpected(due.error());
  terms_.push_back({&term, state, task, std::move(*due)});
  changes.started.push_back(terms_.back());
  return {};
}

}  // namespace norma::workflows::scenarios
