#include "workflows/diff/matching.h"

#include <algorithm>
#include <set>

namespace norma::workflows::diff {
namespace {

constexpr std::size_t kMostPairs = 250'000;
constexpr int kAlike = 2;

using Names = std::map<std::string, std::string, std::less<>>;

std::string name_in_second(const Names& renamed, std::string_view name) {
  const auto found = renamed.find(name);
  return found == renamed.end() ? std::string(name) : found->second;
}

/// Names of the parts of each state.
std::vector<std::set<std::string>> parts_by_state(const AuthoredDefinition& definition,
                                                  const std::vector<AuthoredPart>& parts) {
  std::vector<std::set<std::string>> names(definition.states.size());
  for (const AuthoredPart& part : parts) names[part.state].insert(part.name);
  return names;
}

std::set<std::string> events_of(const AuthoredState& state) {
  std::set<std::string> events;
  for (const AuthoredTransition& transition : state.transitions) {
    events.insert(transition.events.begin(), transition.events.end());
  }
  return events;
}

class Matcher {
 public:
  Matcher(const AuthoredDefinition& first, const AuthoredDefinition& second)
      : first_(first),
        second_(second),
        first_tasks_(parts_by_state(first, first.tasks)),
        second_tasks_(parts_by_state(second, second.tasks)),
        first_terms_(parts_by_state(first, first.terms)),
        second_terms_(parts_by_state(second, second.terms)) {}

  Matching run() {
    matching_.state_of_first.assign(first_.states.size(), kUnmatched);
    matching_.state_of_second.assign(second_.states.size(), kUnmatched);
    pair(0, 0);
    match_by_id();
    match_renamed_states();
    match_renamed_parts(first_.tasks, second_.tasks, {"role", "command"}, matching_.renamed_tasks);
    match_renamed_parts(first_.terms, second_.terms, {"clock", "duration", "until", "rule"}, matching_.renamed_terms);
    return std::move(matching_);
  }

 private:
  void pair(std::size_t one, std::size_t other) {
    matching_.state_of_first[one] = other;
    matching_.state_of_second[other] = one;
  }

  void match_by_id() {
    std::map<std::string_view, std::size_t> ids;
    for (std::size_t i = 1; i < second_.states.size(); ++i) ids.emplace(second_.states[i].id, i);
    for (std::size_t i = 1; i < first_.states.size(); ++i) {
      const auto found = ids.find(first_.states[i].id);
      if (found != ids.end()) pair(i, found->second);
    }
  }

  [[nodiscard]] int likeness(std::size_t one, std::size_t other) const {
    const AuthoredState& left = first_.states[one];
    const AuthoredState& right = second_.states[other];
    if (left.kind != right.kind) return 0;
    const auto same_text = [&](std::string_view field) {
      const std::string text = field_of(left.fields, field);
      return !text.empty() && text == field_of(right.fields, field) ? 1 : 0;
    };
    const auto same_names = [](const std::set<std::string>& these, const std::set<std::string>& those) {
      return !these.empty() && these == those ? 1 : 0;
    };
    const int alike = same_text("label lv") + same_text("label en") +
                      same_names(first_tasks_[one], second_tasks_[other]) +
                      same_names(first_terms_[one], second_terms_[other]) + same_names(events_of(left), events_of(right));
    const bool same_parent = matching_.state_of_first[left.parent] == right.parent;
    return alike == 0 || !same_parent ? alike : alike + 1;
  }

  /// Parents come before their children, so that a renamed parent counts as the same.
  void match_renamed_states() {
    std::vector<std::size_t> gone;
    std::vector<std::size_t> added;
    for (std::size_t i = 1; i < first_.states.size(); ++i) {
      if (matching_.state_of_first[i] == kUnmatched) gone.push_back(i);
    }
    for (std::size_t i = 1; i < second_.states.size(); ++i) {
      if (matching_.state_of_second[i] == kUnmatched) added.push_back(i);
    }
    if (gone.size() * added.size() > kMostPairs) return;
    for (const std::size_t one : gone) {
      const std::size_t other = only_best(added, [&](std::size_t candidate) {
        return matching_.state_of_second[candidate] == kUnmatched ? likeness(one, candidate) : 0;
      });
      if (other == kUnmatched) continue;
      const std::size_t back = only_best(gone, [&](std::size_t candidate) {
        return matching_.state_of_first[candidate] == kUnmatched ? likeness(candidate, other) : 0;
      });
      if (back != one) continue;
      pair(one, other);
      matching_.renamed_states.emplace(first_.states[one].id, second_.states[other].id);
    }
  }

  /// The candidate that scores highest, if it scores enough and alone.
  template <class Score>
  static std::size_t only_best(const std::vector<std::size_t>& candidates, Score score) {
    std::size_t best = kUnmatched;
    int highest = kAlike - 1;
    for (const std::size_t candidate : candidates) {
      const int value = score(candidate);
      if (value == highest) best = kUnmatched;
      if (value <= highest) continue;
      highest = value;
      best = candidate;
    }
    return best;
  }

  void match_renamed_parts(const std::vector<AuthoredPart>& these, const std::vector<AuthoredPart>& those,
                           const std::vector<std::string>& decisive, Names& renamed) const {
    const auto names_of = [](const std::vector<AuthoredPart>& parts) {
      std::set<std::string, std::less<>> names;
      for (const AuthoredPart& part : parts) names.insert(part.name);
      return names;
    };
    const auto old_names = names_of(these);
    const auto new_names = names_of(those);
    if (these.size() * those.size() > kMostPairs) return;
    const auto alike = [&](const AuthoredPart& one, const AuthoredPart& other) {
      const bool both_new = !new_names.contains(one.name) && !old_names.contains(other.name);
      return both_new && matching_.state_of_first[one.state] == other.state &&
             std::all_of(decisive.begin(), decisive.end(), [&](const std::string& field) {
               return field_of(one.fields, field) == field_of(other.fields, field);
             });
    };
    for (const AuthoredPart& part : these) {
      const auto is_other = [&](const AuthoredPart& candidate) { return alike(part, candidate); };
      const auto found = std::find_if(those.begin(), those.end(), is_other);
      if (found == those.end() || std::count_if(found, those.end(), is_other) != 1) continue;
      const auto rivals = std::count_if(these.begin(), these.end(),
                                        [&](const AuthoredPart& rival) { return alike(rival, *found); });
      if (rivals == 1) renamed.emplace(part.name, found->name);
    }
  }

  const AuthoredDefinition& first_;
  const AuthoredDefinition& second_;
  std::vector<std::set<std::string>> first_tasks_;
  std::vector<std::set<std::string>> second_tasks_;
  std::vector<std::set<std::string>> first_terms_;
  std::vector<std::set<std::string>> second_terms_;
  Matching matching_;
};

}  // namespace

Matching match(const AuthoredDefinition& first, const AuthoredDefinition& second) {
  return Matcher{first, second}.run();
}

std::string state_in_second(const Matching& matching, const std::string& id) {
  return name_in_second(matching.renamed_states, id);
}

std::string event_in_second(const Matching& matching, std::string_view event) {
  const auto translated = [event](std::string_view family, const Names& renamed) -> std::string {
    const std::string_view rest = event.substr(family.size());
    const std::size_t dot = std::min(rest.find('.'), rest.size());
    return std::string(family) + name_in_second(renamed, rest.substr(0, dot)) + std::string(rest.substr(dot));
  };
  if (event.starts_with("done.state.")) return translated("done.state.", matching.renamed_states);
  if (event.starts_with("task.")) return translated("task.", matching.renamed_tasks);
  if (event.starts_with("term.")) return translated("term.", matching.renamed_terms);
  return std::string(event);
}

}  // namespace norma::workflows::diff
