#include "workflows/scenarios/step_comparison.h"

#include <map>
#include <set>
#include <utility>

#include "workflows/scenarios/keywords.h"

namespace norma::workflows::scenarios {
namespace {

using statechart::StateIndex;

std::vector<StateIndex> atomic(const Subject& subject, const statechart::StateSet& configuration) {
  std::vector<StateIndex> states;
  configuration.each([&](StateIndex state) {
    if (subject.chart->is_atomic(state)) states.push_back(state);
  });
  return states;
}

std::string text_of(const Subject& subject, const std::vector<StateIndex>& states, Language language) {
  std::vector<std::string> texts;
  for (const StateIndex state : states) texts.push_back(state_text(subject, state, language));
  return joined(texts);
}

class StepComparison {
 public:
  StepComparison(const Subject& subject, const Step& step, Language language)
      : subject_(subject), step_(step), language_(language) {}

  std::vector<Mismatch> run(const statechart::StateSet& before, const CaseModel& after, const Changes& changes) {
    compare_states(before, after.session().configuration);
    compare_set(Keyword::kAgain, step_.again, only_atomic(changes.again));
    compare_tasks(Keyword::kOpens, step_.opens, changes.opened);
    compare_tasks(Keyword::kWithdraws, step_.withdraws, changes.withdrawn);
    compare_tasks(Keyword::kMisses, step_.misses, changes.missed);
    compare_due_days(changes);
    std::vector<RunningTerm> started;
    for (const RunningTerm& term : changes.started) {
      if (term.task == 0) started.push_back(term);
    }
    compare_terms(Keyword::kStartsTerm, step_.starts, started);
    compare_terms(Keyword::kStopsTerm, step_.stops, changes.stopped);
    return std::move(mismatches_);
  }

 private:
  void mismatch(std::uint32_t line, Keyword keyword, std::string expected, std::string found) {
    mismatches_.push_back({line, spellings(keyword), std::move(expected), std::move(found)});
  }

  [[nodiscard]] std::vector<StateIndex> only_atomic(const std::vector<StateIndex>& states) const {
    std::vector<StateIndex> kept;
    for (const StateIndex state : states) {
      if (subject_.chart->is_atomic(state)) kept.push_back(state);
    }
    return kept;
  }

  void compare_states(const statechart::StateSet& before, const statechart::StateSet& after) {
    if (step_.states) return compare_set(Keyword::kStates, *step_.states, atomic(subject_, after));
    if (before == after) return;
    mismatch(step_.line, Keyword::kStates, "as before: " + states_text(subject_, before, language_),
             states_text(subject_, after, language_));
  }

  void compare_set(Keyword keyword, const std::vector<Reference>& expected, const std::vector<StateIndex>& found) {
    std::set<StateIndex> named;
    const std::uint32_t line = expected.empty() ? step_.line : expected.front().line;
    for (const Reference& reference : expected) {
      const Named<StateIndex> state = find_state(subject_, reference);
      if (!state) return mismatch(reference.line, keyword, reference.text, state.error());
      if (!subject_.chart->is_atomic(*state)) {
        return mismatch(reference.line, keyword, "states without states inside them", state_text(subject_, *state, language_));
      }
      if (!named.insert(*state).second) return mismatch(reference.line, keyword, reference.text + " once", "twice");
    }
    const std::vector<StateIndex> wanted(named.begin(), named.end());
    if (wanted == found) return;
    mismatch(line, keyword, text_of(subject_, wanted, language_), text_of(subject_, found, language_));
  }

  using TaskCounts = std::map<std::string, std::pair<const acts::TaskTemplate*, std::uint32_t>, std::less<>>;

  [[nodiscard]] std::string text_of_tasks(const TaskCounts& counts) const {
    std::vector<std::string> texts;
    for (const auto& [key, counted] : counts) {
      const auto& [task, count] = counted;
      texts.push_back((count == 1 ? "" : std::to_string(count) + " × ") + task_text(subject_, *task, language_) + " (" +
                      std::string(part_name(task->part, language_)) + ", " + task->command + ")");
    }
    return joined(texts);
  }

  void compare_tasks(Keyword keyword, const std::vector<TaskLine>& expected, const std::vector<OpenTask>& found) {
    TaskCounts wanted;
    for (const TaskLine& line : expected) {
      const acts::TaskTemplate* task = task_named(subject_, line, spellings(keyword), language_, mismatches_);
      if (task == nullptr) return;
      if (!wanted.emplace(task->key, std::pair{task, line.count}).second) {
        return mismatch(line.task.line, keyword, task->key + " on one line", "on two");
      }
    }
    TaskCounts counted;
    for (const OpenTask& task : found) {
      auto& [known, count] = counted[task.task->key];
      known = task.task;
      ++count;
    }
    if (wanted == counted) return;
    mismatch(expected.empty() ? step_.line : expected.front().task.line, keyword, text_of_tasks(wanted),
             text_of_tasks(counted));
  }

  /// The last days of the terms that bound the tasks which were opened.
  void compare_due_days(const Changes& changes) {
    for (const TaskLine& line : step_.opens) {
      const Named<const acts::TaskTemplate*> task = find_task(subject_, line.task);
      if (!task) continue;
      std::string found = "no term";
      for (const OpenTask& open : changes.opened) {
        for (const RunningTerm& term : changes.started) {
          if (open.task == *task && term.task == open.number) found = term.due.last_day();
        }
      }
      const std::string expected = line.until ? format_date(*line.until) : "no term";
      if (expected == found) continue;
      mismatch(line.task.line, Keyword::kOpens, (*task)->key + " until " + expected, (*task)->key + " until " + found);
    }
  }

  void compare_terms(Keyword keyword, const std::vector<TermLine>& expected, const std::vector<RunningTerm>& found) {
    std::multiset<std::string> wanted;
    std::multiset<std::string> there;
    for (const TermLine& line : expected) {
      const Named<const acts::TermTemplate*> term = find_term(subject_, line.term);
      if (!term) return mismatch(line.term.line, keyword, line.term.text, term.error());
      wanted.insert((*term)->key + (line.until ? " " + format_date(*line.until) : ""));
    }
    for (const RunningTerm& term : found) {
      const bool dated = keyword == Keyword::kStartsTerm;
      there.insert(term.term->key + (dated ? " " + term.due.last_day() : ""));
    }
    if (wanted == there) return;
    mismatch(expected.empty() ? step_.line : expected.front().term.line, keyword,
             joined({wanted.begin(), wanted.end()}), joined({there.begin(), there.end()}));
  }

  const Subject& subject_;
  const Step& step_;
  const Language language_;
  std::vector<Mismatch> mismatches_;
};

}  // namespace

std::vector<Mismatch> compare_changes(const Subject& subject, const Step& step, Language language,
                                      const statechart::StateSet& before, const CaseModel& after,
                                      const Changes& changes) {
  return StepComparison{subject, step, language}.run(before, after, changes);
}

const acts::TaskTemplate* task_named(const Subject& subject, const TaskLine& line, const std::string& what,
                                     Language language, std::vector<Mismatch>& mismatches) {
  const Named<const acts::TaskTemplate*> task = find_task(subject, line.task);
  if (!task) {
    mismatches.push_back({line.task.line, what, line.task.text, task.error()});
    return nullptr;
  }
  const std::string part{part_name((*task)->part, language)};
  if (!line.role.empty() && !part_spelled(line.role)) {
    mismatches.push_back({line.task.line, what, "one of the parts " + part_names(), line.role});
  } else if (!line.role.empty() && part_spelled(line.role) != (*task)->part) {
    mismatches.push_back({line.task.line, what, (*task)->key + " for " + line.role, part});
  }
  if (!line.command.empty() && line.command != (*task)->command) {
    mismatches.push_back({line.task.line, what, (*task)->key + " done by " + line.command, (*task)->command});
  }
  return *task;
}

std::string states_text(const Subject& subject, const statechart::StateSet& configuration, Language language) {
  return text_of(subject, atomic(subject, configuration), language);
}

}  // namespace norma::workflows::scenarios
