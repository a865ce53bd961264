#include "workflows/duties.h"

#include <algorithm>
#include <initializer_list>
#include <optional>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/acts/terms.h"
#include "workflows/clocks.h"
#include "workflows/vocabulary.h"

namespace norma::workflows {
namespace {

using statechart::Element;

constexpr std::size_t kMostNameBytes = 64;

std::string quoted(std::string_view text) { return "'" + std::string(text) + "'"; }

/// Keys become parts of event names and of column keys, so they are plain.
bool is_key(std::string_view text) {
  return !text.empty() && text.size() <= kMostNameBytes &&
         std::all_of(text.begin(), text.end(), [](char character) {
           return (character >= 'a' && character <= 'z') || (character >= '0' && character <= '9') || character == '_';
         });
}

class DutiesReader {
 public:
  explicit DutiesReader(Findings& findings) : findings_(findings) {}

  DutiesByState read(const Element& root) {
    read_state(root);
    check_outer_clocks();
    return std::move(duties_);
  }

 private:
  void read_state(const Element& state) {
    const bool holds_duties = state.name == "state" || state.name == "parallel";
    acts::StateDuties duties;
    for (const Element& child : state.children) {
      if (child.name_space == statechart::kScxmlNamespace) {
        read_state(child);
      } else if (child.name_space == statechart::kWorkflowNamespace) {
        read_own(child, holds_duties, duties);
      }
    }
    if (duties.tasks.empty() && duties.terms.empty()) return;
    check_term_references(state, duties);
    const auto id = state.attribute("id");
    if (!id || id->empty()) return findings_.error(state, "a state with tasks or terms needs an id");
    duties_.emplace(*id, std::move(duties));
  }

  void read_own(const Element& element, bool holds_duties, acts::StateDuties& duties) {
    if (element.name == "label") return check_label(element);
    if (element.name != "task" && element.name != "term") {
      return findings_.error(element, "unknown element norma:" + element.name);
    }
    if (!holds_duties) return findings_.error(element, "norma:" + element.name + " belongs to a state or a parallel");
    if (element.name == "term") {
      if (auto term = read_term(element)) duties.terms.push_back(std::move(*term));
    } else if (auto task = read_task(element)) {
      duties.tasks.push_back(std::move(*task));
    }
  }

  std::optional<acts::TaskTemplate> read_task(const Element& element) {
    check_attributes(element, {"id", "role", "command", "outcomes", "term", "on"});
    check_children(element);
    acts::TaskTemplate task;
    task.key = read_key(element, task_keys_);
    const auto part = read_part(element);
    if (part) task.part = *part;
    task.command = element.attribute("command").value_or("");
    if (task.command.empty()) {
      findings_.error(element, "a task needs a command");
    } else if (!is_command(task.command)) {
      findings_.error(element, "unknown command " + quoted(task.command));
    }
    read_outcomes(element, task);
    task.term = element.attribute("term").value_or("");
    task.on = element.attribute("on").value_or("");
    if (task.key.empty() || !part || task.command.empty()) return std::nullopt;
    return task;
  }

  std::optional<acts::Part> read_part(const Element& element) {
    const auto role = element.attribute("role");
    if (!role) {
      findings_.error(element, "a task needs a role");
      return std::nullopt;
    }
    const auto part = part_named(*role);
    if (!part) findings_.error(element, "unknown role " + quoted(*role));
    return part;
  }

  void read_outcomes(const Element& element, acts::TaskTemplate& task) {
    for (const std::string_view outcome : words(element.attribute("outcomes").value_or(""))) {
      if (!is_key(outcome)) findings_.error(element, "an outcome is made of a-z, 0-9 and _: " + quoted(outcome));
      if (std::find(task.outcomes.begin(), task.outcomes.end(), outcome) != task.outcomes.end()) {
        findings_.error(element, "outcome " + quoted(outcome) + " is there twice");
      }
      task.outcomes.emplace_back(outcome);
    }
    if (task.command == "complete-task" && task.outcomes.empty()) {
      findings_.error(element, "a task that complete-task completes needs outcomes");
    }
    if (task.command != "complete-task" && !task.outcomes.empty()) {
      findings_.error(element, "only a task that complete-task completes has outcomes");
    }
  }

  std::optional<acts::TermTemplate> read_term(const Element& element) {
    check_attributes(element, {"id", "clock", "duration", "until", "rule"});
    check_children(element);
    acts::TermTemplate term;
    term.key = read_key(element, term_keys_);
    term.clock = element.attribute("clock").value_or("");
    term.duration = element.attribute("duration").value_or("");
    term.until = element.attribute("until").value_or("");
    term.rule = element.attribute("rule").value_or("");
    if (term.clock.empty()) {
      check_own_term(element, term);
    } else {
      take_clock(element, term);
    }
    if (term.key.empty()) return std::nullopt;
    return term;
  }

  void check_own_term(const Element& element, const acts::TermTemplate& term) {
    if (term.duration.empty() == term.until.empty()) {
      findings_.error(element, "a term needs either duration or until");
    }
    if (!term.duration.empty() && !acts::parse_duration(term.duration)) {
      findings_.error(element, "unknown duration " + quoted(term.duration));
    }
    if (!term.until.empty() && term.until != "commences_on" && term.until != "evaluate_on") {
      findings_.error(element, "until is commences_on or evaluate_on, not " + quoted(term.until));
    }
    if (term.rule.empty()) findings_.error(element, "a term needs the rule that it follows");
    for (const v1::Clock& clock : built_in_clocks().clocks()) {
      if (clock.configurable() && clock.rule() == term.rule && !term.duration.empty()) {
        findings_.error(element, "the length under " + quoted(term.rule) + " is configuration: write clock=\"" +
                                     clock.id() + "\"");
      }
    }
  }

  void take_clock(const Element& element, acts::TermTemplate& term) {
    if (!term.duration.empty() || !term.until.empty() || !term.rule.empty()) {
      findings_.error(element, "a term by clock has its duration, until and rule from the clock");
    }
    const v1::Clock* clock = built_in_clock(term.clock);
    if (clock == nullptr) return findings_.error(element, "unknown clock " + quoted(term.clock));
    term.duration = clock->duration();
    term.until = clock->until();
    term.rule = clock->rule();
    clocks_.insert(term.clock);
    if (!clock->within().empty()) inner_terms_.push_back({&element, clock});
  }

  /// A clock that runs inside another needs a term by that one.
  void check_outer_clocks() {
    for (const auto& [element, clock] : inner_terms_) {
      if (clocks_.contains(clock->within())) continue;
      findings_.error(*element, "clock " + quoted(clock->id()) + " runs inside " + quoted(clock->within()) +
                                    ", which no term follows");
    }
  }

  std::string read_key(const Element& element, std::set<std::string, std::less<>>& taken) {
    const std::string key{element.attribute("id").value_or("")};
    if (!is_key(key)) {
      findings_.error(element, "norma:" + element.name + " needs an id of a-z, 0-9 and _");
      return {};
    }
    if (!taken.insert(key).second) findings_.error(element, "the id " + quoted(key) + " is taken");
    return key;
  }

  void check_label(const Element& label) {
    check_attributes(label, {"lang"});
    const auto language = label.attribute("lang");
    if (language != "lv" && language != "en") findings_.error(label, "a label is in lv or en");
    if (words(label.text).empty()) findings_.error(label, "a label is not empty");
  }

  void check_attributes(const Element& element, std::initializer_list<std::string_view> known) {
    for (const statechart::Attribute& attribute : element.attributes) {
      if (std::find(known.begin(), known.end(), attribute.name) == known.end()) {
        findings_.error(element, "norma:" + element.name + " has no attribute " + quoted(attribute.name));
      }
    }
  }

  void check_children(const Element& element) {
    for (const Element& child : element.children) {
      if (child.name_space == statechart::kWorkflowNamespace && child.name == "label") {
        check_label(child);
      } else {
        findings_.error(child, "only labels belong inside norma:" + element.name);
      }
    }
  }

  void check_term_references(const Element& state, const acts::StateDuties& duties) {
    for (const acts::TaskTemplate& task : duties.tasks) {
      const bool found = task.term.empty() ||
                         std::any_of(duties.terms.begin(), duties.terms.end(),
                                     [&task](const acts::TermTemplate& term) { return term.key == task.term; });
      if (!found) findings_.error(state, "task " + quoted(task.key) + ": the state has no term " + quoted(task.term));
    }
  }

  Findings& findings_;
  DutiesByState duties_;
  std::set<std::string, std::less<>> task_keys_;
  std::set<std::string, std::less<>> term_keys_;
  std::set<std::string, std::less<>> clocks_;
  std::vector<std::pair<const Element*, const v1::Clock*>> inner_terms_;
};

}  // namespace

DutiesByState read_duties(const Element& root, Findings& findings) { return DutiesReader{findings}.read(root); }

}  // namespace norma::workflows
