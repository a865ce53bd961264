#include "workflows/diff/comparison.h"

#include <algorithm>
#include <limits>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <utility>

#include "workflows/diff/matching.h"
#include "workflows/diff/transition_pairs.h"

namespace norma::workflows::diff {
namespace {

/// `"Izskatīšanā"`, for the eye; nothing when there is no label.
std::string label_text(const Fields& fields) {
  const std::string latvian = field_of(fields, "label lv");
  const std::string label = latvian.empty() ? field_of(fields, "label en") : latvian;
  return label.empty() ? label : '"' + label + '"';
}

/// A part that was added or removed, by what it says: `drafter, submit-draft`.
std::string summary(const Fields& fields) {
  std::string text;
  for (const auto& [name, value] : fields) {
    if (value.empty() || name.starts_with("label")) continue;
    text += (text.empty() ? "" : ", ") + name + " " + value;
  }
  return text;
}

constexpr Place kEnd{std::numeric_limits<std::uint32_t>::max(), 0};

class Comparison {
 public:
  Comparison(const AuthoredDefinition& first, const AuthoredDefinition& second)
      : first_(first), second_(second), matching_(match(first, second)) {}

  std::vector<Difference> run() {
    for (std::size_t i = 0; i < second_.states.size(); ++i) {
      if (matching_.state_of_second[i] == kUnmatched) {
        add_state(second_, i, Change::kAdded);
      } else {
        compare_states(matching_.state_of_second[i], i);
      }
    }
    for (std::size_t i = 0; i < first_.states.size(); ++i) {
      if (matching_.state_of_first[i] != kUnmatched) continue;
      gone_states_.insert(first_.states[i].id);
      add_state(first_, i, Change::kRemoved);
    }
    compare_parts(Subject::kTask, first_.tasks, second_.tasks, matching_.renamed_tasks);
    compare_parts(Subject::kTerm, first_.terms, second_.terms, matching_.renamed_terms);
    compare_parts(Subject::kData, first_.data, second_.data, {});
    return in_order();
  }

 private:
  [[nodiscard]] static std::string name_of(const AuthoredDefinition& definition, std::size_t state) {
    return state == 0 ? std::string() : definition.states[state].id;
  }

  /// Remembers which place of the second a place of the first has become.
  void meet(Place in_first, Place in_second) { anchors_.emplace(in_first, in_second); }

  Difference& report(Change change, Subject subject, std::string name, std::string state, Place in_first, Place in_second) {
    Difference difference;
    difference.change = change;
    difference.subject = subject;
    difference.name = std::move(name);
    difference.state = std::move(state);
    difference.in_first = in_first;
    difference.in_second = in_second;
    differences_.push_back(std::move(difference));
    return differences_.back();
  }

  void changed(Subject subject, const std::string& name, const std::string& state, const std::string& field,
               const std::string& before, const std::string& after, Place in_first, Place in_second) {
    if (before == after) return;
    Difference& difference = report(Change::kChanged, subject, name, state, in_first, in_second);
    difference.field = field;
    difference.before = before;
    difference.after = after;
  }

  void compare_fields(Subject subject, const std::string& name, const std::string& state, const Fields& before,
                      const Fields& after, Place in_first, Place in_second) {
    for (const auto& [field, value] : before) {
      changed(subject, name, state, field, value, field_of(after, field), in_first, in_second);
    }
  }

  /// A state that only one of the two has, with its transitions; its tasks and terms are told as parts.
  void add_state(const AuthoredDefinition& definition, std::size_t index, Change change) {
    const AuthoredState& state = definition.states[index];
    const bool removed = change == Change::kRemoved;
    const auto place = [removed](Place at, bool wanted_first) { return removed == wanted_first ? at : Place{}; };
    std::string detail = state.kind;
    if (const std::string label = label_text(state.fields); !label.empty()) detail += " " + label;
    report(change, Subject::kState, state.id, name_of(definition, state.parent), place(state.place, true),
           place(state.place, false))
        .after = detail;
    for (const AuthoredTransition& transition : state.transitions) {
      add_transition(state.id, transition, change);
    }
  }

  void add_transition(const std::string& state, const AuthoredTransition& transition, Change change) {
    const bool removed = change == Change::kRemoved;
    const Place in_first = removed ? transition.place : Place{};
    const Place in_second = removed ? Place{} : transition.place;
    report(change, Subject::kTransition, occasion_of(transition), state, in_first, in_second).after =
        transition.targets.empty() ? "no target" : "→ " + listed(transition.targets);
  }

  void compare_states(std::size_t one, std::size_t other) {
    const AuthoredState& before = first_.states[one];
    const AuthoredState& after = second_.states[other];
    meet(before.place, after.place);
    const Subject subject = other == 0 ? Subject::kDefinition : Subject::kState;
    const std::string parent = name_of(second_, after.parent);
    if (before.id != after.id) {
      report(Change::kRenamed, subject, after.id, parent, before.place, after.place).before = before.id;
    }
    if (matching_.state_of_first[before.parent] != after.parent) {
      Difference& moved = report(Change::kMoved, subject, after.id, parent, before.place, after.place);
      moved.before = before.parent == 0 ? "the definition itself" : name_of(first_, before.parent);
      moved.after = parent;
    }
    const auto change = [&](const std::string& field, const std::string& was, const std::string& is) {
      changed(subject, after.id, {}, field, was, is, before.place, after.place);
    };
    change("kind", before.kind, after.kind);
    if (!before.children.empty() && !after.children.empty()) change("initial", listed(initial_in_second(before)), listed(after.initial));
    if (after.kind.ends_with("history")) change("default", listed(initial_in_second(before)), listed(after.initial));
    compare_fields(subject, after.id, {}, before.fields, after.fields, before.place, after.place);
    compare_regions(before, after);
    compare_transitions(before, after);
  }

  [[nodiscard]] std::vector<std::string> initial_in_second(const AuthoredState& state) const {
    std::vector<std::string> initial;
    for (const std::string& id : state.initial) initial.push_back(state_in_second(matching_, id));
    std::sort(initial.begin(), initial.end());
    return initial;
  }

  /// The regions that both have, in the order of each.
  void compare_regions(const AuthoredState& before, const AuthoredState& after) {
    if (before.kind != "parallel" || after.kind != "parallel") return;
    std::vector<std::string> was;
    std::vector<std::string> is;
    for (const std::size_t region : before.children) {
      const std::size_t other = matching_.state_of_first[region];
      const bool stays = other != kUnmatched && &second_.states[second_.states[other].parent] == &after;
      if (stays) was.push_back(second_.states[other].id);
    }
    for (const std::size_t region : after.children) {
      if (std::find(was.begin(), was.end(), second_.states[region].id) != was.end()) is.push_back(second_.states[region].id);
    }
    changed(Subject::kState, after.id, {}, "order of regions", listed(was), listed(is), before.place, after.place);
  }

  void compare_transitions(const AuthoredState& before, const AuthoredState& after) {
    const TransitionPairs pairs = pair_transitions(before, after, matching_);
    const std::string& state = after.id;
    for (const auto& [one, other] : pairs.pairs) {
      const AuthoredTransition& was = pairs.first[one];
      const AuthoredTransition& is = after.transitions[other];
      meet(was.place, is.place);
      const std::string occasion = occasion_of(is);
      const auto change = [&](const std::string& field, const std::string& old_text, const std::string& new_text) {
        changed(Subject::kTransition, occasion, state, field, old_text, new_text, was.place, is.place);
      };
      change("event", listed(was.events), listed(is.events));
      change("condition", was.condition, is.condition);
      change("target", listed(was.targets), listed(is.targets));
      compare_fields(Subject::kTransition, occasion, state, was.more, is.more, was.place, is.place);
    }
    for (const std::size_t gone : pairs.only_first) add_transition(state, before.transitions[gone], Change::kRemoved);
    for (const std::size_t added : pairs.only_second) add_transition(state, after.transitions[added], Change::kAdded);
    if (!pairs.reordered) return;
    std::vector<std::string> was;
    std::vector<std::string> is;
    for (const auto& [one, other] : pairs.pairs) is.push_back(occasion_of(after.transitions[other]));
    auto by_first = pairs.pairs;
    std::sort(by_first.begin(), by_first.end());
    for (const auto& [one, other] : by_first) was.push_back(occasion_of(after.transitions[other]));
    changed(Subject::kState, state, {}, "order of transitions", joined(was), joined(is), before.place, after.place);
  }

  static std::string joined(const std::vector<std::string>& parts) {
    std::string text;
    for (const std::string& part : parts) text += (text.empty() ? "" : ", ") + part;
    return text;
  }

  void compare_parts(Subject subject, const std::vector<AuthoredPart>& these, const std::vector<AuthoredPart>& those,
                     const std::map<std::string, std::string, std::less<>>& renamed) {
    std::map<std::string_view, const AuthoredPart*> earlier;
    for (const AuthoredPart& part : these) {
      const auto found = renamed.find(part.name);
      earlier.emplace(found == renamed.end() ? part.name : found->second, &part);
    }
    for (const AuthoredPart& part : those) {
      const auto found = earlier.find(part.name);
      const std::string state = name_of(second_, part.state);
      if (found == earlier.end()) {
        report(Change::kAdded, subject, part.name, state, {}, part.place).after = summary(part.fields);
        continue;
      }
      compare_part(subject, *found->second, part, state);
      earlier.erase(found);
    }
    for (const auto& [name, part] : earlier) {
      report(Change::kRemoved, subject, part->name, name_of(first_, part->state), part->place, {}).after =
          summary(part->fields);
    }
  }

  void compare_part(Subject subject, const AuthoredPart& before, const AuthoredPart& after, const std::string& state) {
    meet(before.place, after.place);
    if (before.name != after.name) {
      report(Change::kRenamed, subject, after.name, state, before.place, after.place).before = before.name;
    }
    if (matching_.state_of_first[before.state] != after.state) {
      Difference& moved = report(Change::kMoved, subject, after.name, state, before.place, after.place);
      moved.before = before.state == 0 ? "the definition itself" : name_of(first_, before.state);
      moved.after = state;
    }
    Fields was = before.fields;
    for (auto& [field, value] : was) {
      if (field == "on") value = event_in_second(matching_, value);
      const auto found = field == "term" ? matching_.renamed_terms.find(value) : matching_.renamed_terms.end();
      if (found != matching_.renamed_terms.end()) value = found->second;
    }
    compare_fields(subject, after.name, state, was, after.fields, before.place, after.place);
  }

  [[nodiscard]] bool is_of_gone_state(const Difference& difference) const {
    return gone_states_.contains(difference.subject == Subject::kState ? difference.name : difference.state);
  }

  /// Where a difference stands in the second document, or would stand: what is gone from a state that stays after what
  /// came before it, a state that is gone before what came after it.
  [[nodiscard]] Place position(const Difference& difference) const {
    if (difference.change != Change::kRemoved) return difference.in_second;
    const auto after = anchors_.upper_bound(difference.in_first);
    if (is_of_gone_state(difference)) {
      return after == anchors_.end() ? kEnd : after->second;
    }
    return after == anchors_.begin() ? Place{} : std::prev(after)->second;
  }

  /// Removed ones stand before others at the same place only when they wait for what comes after.
  [[nodiscard]] std::tuple<Place, bool, Place> order_key(const Difference& difference) const {
    const bool removed = difference.change == Change::kRemoved;
    return {position(difference), !(removed && is_of_gone_state(difference)), removed ? difference.in_first : Place{}};
  }

  std::vector<Difference> in_order() {
    std::stable_sort(differences_.begin(), differences_.end(), [this](const Difference& left, const Difference& right) {
      return order_key(left) < order_key(right);
    });
    return std::move(differences_);
  }

  const AuthoredDefinition& first_;
  const AuthoredDefinition& second_;
  const Matching matching_;
  std::map<Place, Place> anchors_;
  std::set<std::string, std::less<>> gone_states_;
  std::vector<Difference> differences_;
};

}  // namespace

std::vector<Difference> compare(const AuthoredDefinition& first, const AuthoredDefinition& second) {
  return Comparison{first, second}.run();
}

}  // namespace norma::workflows::diff
