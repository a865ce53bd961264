#include "workflows/scenarios/step_check.h"

#include <algorithm>
#include <set>
#include <utility>

#include "engine/acts/due_times.h"
#include "workflows/scenarios/keywords.h"
#include "workflows/scenarios/step_comparison.h"
#include "workflows/vocabulary.h"

namespace norma::workflows::scenarios {
namespace {

using statechart::StateIndex;
using statechart::TransitionIndex;

/// `task.KEY.OUTCOME`
bool is_outcome_of(const acts::TaskTemplate& task, std::string_view event) {
  return std::any_of(task.outcomes.begin(), task.outcomes.end(), [&](const std::string& outcome) {
    return event == "task." + task.key + "." + outcome;
  });
}

bool completes(const acts::TaskTemplate& task, std::string_view event) {
  return task.outcomes.empty() ? task.command == event : is_outcome_of(task, event);
}

class StepCheck {
 public:
  StepCheck(const Subject& subject, statechart::Interpreter& interpreter, const Step& step, Language language,
            CaseModel& model)
      : subject_(subject), interpreter_(interpreter), step_(step), language_(language), model_(model) {}

  StepOutcome run() {
    set_facts();
    set_day();
    find_holders();
    if (step_.action == Action::kRefuses) {
      check_event_is_known();
      check_facts_are_known(step_.event);
      if (outcome_.mismatches.empty()) check_refusal();
      return std::move(outcome_);
    }
    const statechart::StateSet before = model_.session().configuration;
    const Result<Changes> changes = act();
    if (!outcome_.mismatches.empty()) return std::move(outcome_);
    if (!changes) {
      failed(changes.error());
    } else if (!changes->accepted) {
      mismatch(step_.line, Keyword::kEvent, step_.event, "not accepted; accepted: " + joined(changes->accepts));
    } else {
      outcome_.taken = changes->taken;
      outcome_.mismatches = compare_changes(subject_, step_, language_, before, model_, *changes);
    }
    return std::move(outcome_);
  }

 private:
  void mismatch(std::uint32_t line, Keyword keyword, std::string expected, std::string found) {
    outcome_.mismatches.push_back({line, spellings(keyword), std::move(expected), std::move(found)});
  }

  void failed(const Error& error) {
    if (error.reason == Reason::kMissingField) {
      mismatch(step_.line, Keyword::kFacts, "the day that a term waits for: " + error.details.front() + " = …", "nothing");
      return;
    }
    mismatch(step_.line, Keyword::kEvent, step_.event, reason_message(error.reason, Language::kEn, error.details));
  }

  void set_facts() {
    for (const Fact& fact : step_.facts) {
      if (subject_.names_all_facts && !subject_.facts.contains(fact.name)) {
        mismatch(fact.line, Keyword::kFacts,
                 "a fact that " + subject_.file + " asks for: " + joined({subject_.facts.begin(), subject_.facts.end()}),
                 fact.name);
      }
      model_.set_fact(fact.name, fact.json);
    }
  }

  void set_day() {
    if (!step_.day) return;
    if (*step_.day < model_.today()) {
      mismatch(step_.line, Keyword::kDay, "a day from " + format_date(model_.today()) + " on", format_date(*step_.day));
    } else if (const RunningTerm* term = model_.term_ending_by(*step_.day)) {
      mismatch(step_.line, Keyword::kDay, "first " + spellings(Keyword::kTermEnds) + ": " + term->term->key,
               format_date(*step_.day) + ", but the term ends by then");
    } else {
      model_.set_day(*step_.day);
    }
  }

  const acts::TaskTemplate* task_of(const TaskLine& line, Keyword keyword) {
    return task_named(subject_, line, spellings(keyword), language_, outcome_.mismatches);
  }

  void find_holders() {
    for (const TaskLine& line : step_.opens) {
      const acts::TaskTemplate* task = task_of(line, Keyword::kOpens);
      if (task == nullptr) continue;
      const bool many = task->part == acts::Part::kOpinionGiver || task->part == acts::Part::kAddressee;
      if (line.count > 1 && !many) {
        mismatch(line.task.line, Keyword::kOpens, std::to_string(line.count) + " × " + task->key,
                 "one person alone is " + std::string(part_name(task->part, language_)));
      }
      if (line.role.empty()) {
        mismatch(line.task.line, Keyword::kOpens, task->key + " without part and command",
                 "(" + std::string(part_name(task->part, language_)) + ", " + task->command + ")");
      }
      holders_[task->key] = line.count;
    }
  }

  void check_event_is_known() {
    if (!knows_event(subject_, step_.event)) {
      mismatch(step_.line, Keyword::kRefuses, "an event that a case can be given", step_.event + ", which nothing takes");
    }
  }

  /// A condition that read a fact nobody told would be false without a reason.
  void check_facts_are_known(const std::string& event) {
    std::set<std::string> missing;
    for (const StateIndex state : model_.session().configuration.members()) {
      for (const TransitionIndex index : subject_.chart->state(state).transitions) {
        const statechart::Transition& transition = subject_.chart->transition(index);
        if (!statechart::transition_matches(transition, event)) continue;
        for (const std::string& fact : facts_of(transition.condition_text)) {
          if (!model_.knows_fact(fact)) missing.insert(fact);
        }
      }
    }
    if (missing.empty()) return;
    mismatch(step_.line, Keyword::kFacts, "what the conditions on " + event + " ask for: " +
             joined({missing.begin(), missing.end()}), "nothing");
  }

  void check_refusal() {
    CaseModel trial = model_;
    const Result<Changes> changes = trial.give(interpreter_, step_.event, {});
    if (!changes) return failed(changes.error());
    if (changes->accepted) {
      return mismatch(step_.line, Keyword::kRefuses, step_.event + " is not accepted",
                      "accepted; states: " + states_text(subject_, trial.session().configuration, language_));
    }
    if (!step_.accepts) return;
    const std::set<std::string> expected(step_.accepts->begin(), step_.accepts->end());
    const std::set<std::string> found(changes->accepts.begin(), changes->accepts.end());
    if (expected == found) return;
    mismatch(step_.line, Keyword::kAccepts, joined({expected.begin(), expected.end()}),
             joined({found.begin(), found.end()}));
  }

  Result<Changes> act() {
    if (step_.action == Action::kStart) {
      if (!outcome_.mismatches.empty()) return Changes{};
      return model_.start(interpreter_, holders_);
    }
    if (step_.action == Action::kTermEnds) return end_term();
    const std::string_view term = std::string_view{step_.event}.starts_with("term.") ? std::string_view{step_.event}.substr(5) : "";
    if (!term.empty() && find_term(subject_, {std::string(term), false, step_.line})) {
      mismatch(step_.line, Keyword::kEvent, spellings(Keyword::kTermEnds) + ": " + std::string(term), step_.event);
    }
    check_facts_are_known(step_.event);
    complete_tasks();
    if (!outcome_.mismatches.empty()) return Changes{};
    return model_.give(interpreter_, step_.event, holders_);
  }

  Result<Changes> end_term() {
    const RunningTerm* term = model_.first_term(step_.event);
    if (term == nullptr) {
      std::vector<std::string> running;
      for (const RunningTerm& other : model_.terms()) running.push_back(other.term->key);
      mismatch(step_.line, Keyword::kTermEnds, step_.event, "not running; running: " + joined(running));
      return Changes{};
    }
    for (const RunningTerm& other : model_.terms()) {
      if (acts::due_instant(other.due) >= acts::due_instant(term->due)) continue;
      mismatch(step_.line, Keyword::kTermEnds, step_.event,
               other.term->key + " ends before it, on " + other.due.last_day());
      return Changes{};
    }
    check_facts_are_known("term." + step_.event);
    if (!step_.completes.empty()) {
      mismatch(step_.line, Keyword::kCompletes, "nothing, as no command is given", step_.completes.front().task.text);
    }
    if (!outcome_.mismatches.empty()) return Changes{};
    return model_.end_term(interpreter_, step_.event, holders_);
  }

  void complete_tasks() {
    std::set<std::string> completable;
    for (const OpenTask& open : model_.tasks()) {
      if (completes(*open.task, step_.event)) completable.insert(open.task->key);
    }
    if (step_.completes.empty() && !step_.completes_nothing && !completable.empty()) {
      mismatch(step_.line, Keyword::kCompletes, "nothing (say - if the task stays open)",
               joined({completable.begin(), completable.end()}));
    }
    for (const TaskLine& line : step_.completes) {
      const acts::TaskTemplate* task = task_of(line, Keyword::kCompletes);
      if (task == nullptr) continue;
      if (line.count != 1) mismatch(line.task.line, Keyword::kCompletes, "one task", std::to_string(line.count));
      if (!completes(*task, step_.event)) {
        mismatch(line.task.line, Keyword::kCompletes, task->key, step_.event + " does not complete it");
      } else if (!model_.complete(task->key)) {
        mismatch(line.task.line, Keyword::kCompletes, task->key, "it is not open");
      }
    }
  }

  const Subject& subject_;
  statechart::Interpreter& interpreter_;
  const Step& step_;
  const Language language_;
  CaseModel& model_;
  StepOutcome outcome_;
  CaseModel::Holders holders_;
};

}  // namespace

StepOutcome check_step(const Subject& subject, statechart::Interpreter& interpreter, const Step& step,
                       Language language, CaseModel& model) {
  return StepCheck{subject, interpreter, step, language, model}.run();
}

}  // namespace norma::workflows::scenarios
