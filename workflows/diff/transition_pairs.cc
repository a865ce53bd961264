#include "workflows/diff/transition_pairs.h"

#include <algorithm>
#include <functional>

#include "engine/statechart/chart.h"

namespace norma::workflows::diff {
namespace {

using Alike = std::function<bool(const AuthoredTransition&, const AuthoredTransition&)>;

AuthoredTransition in_second(const Matching& matching, AuthoredTransition transition) {
  for (std::string& event : transition.events) event = event_in_second(matching, event);
  for (std::string& target : transition.targets) target = state_in_second(matching, target);
  std::sort(transition.events.begin(), transition.events.end());
  std::sort(transition.targets.begin(), transition.targets.end());
  return transition;
}

/// Whether some event would be taken by both.
bool compete(const AuthoredTransition& one, const AuthoredTransition& other) {
  if (one.events.empty() || other.events.empty()) return one.events.empty() && other.events.empty();
  return std::any_of(one.events.begin(), one.events.end(), [&other](const std::string& event) {
    return std::any_of(other.events.begin(), other.events.end(), [&event](const std::string& rival) {
      return statechart::descriptor_matches(event, rival) || statechart::descriptor_matches(rival, event);
    });
  });
}

const std::vector<Alike>& degrees_of_likeness() {
  static const std::vector<Alike> degrees = {
      [](const AuthoredTransition& one, const AuthoredTransition& other) {
        return one.events == other.events && one.condition == other.condition && one.targets == other.targets &&
               one.more == other.more;
      },
      [](const AuthoredTransition& one, const AuthoredTransition& other) {
        return one.events == other.events && one.condition == other.condition;
      },
      [](const AuthoredTransition& one, const AuthoredTransition& other) { return one.events == other.events; },
      [](const AuthoredTransition& one, const AuthoredTransition& other) {
        return !one.targets.empty() && one.targets == other.targets && one.condition == other.condition;
      },
  };
  return degrees;
}

}  // namespace

TransitionPairs pair_transitions(const AuthoredState& first, const AuthoredState& second, const Matching& matching) {
  TransitionPairs result;
  for (const AuthoredTransition& transition : first.transitions) {
    result.first.push_back(in_second(matching, transition));
  }
  std::vector<bool> taken(second.transitions.size(), false);
  std::vector<bool> paired(result.first.size(), false);
  for (const Alike& alike : degrees_of_likeness()) {
    for (std::size_t i = 0; i < result.first.size(); ++i) {
      for (std::size_t j = 0; !paired[i] && j < second.transitions.size(); ++j) {
        if (taken[j] || !alike(result.first[i], second.transitions[j])) continue;
        paired[i] = taken[j] = true;
        result.pairs.emplace_back(i, j);
      }
    }
  }
  for (std::size_t i = 0; i < paired.size(); ++i) {
    if (!paired[i]) result.only_first.push_back(i);
  }
  for (std::size_t j = 0; j < taken.size(); ++j) {
    if (!taken[j]) result.only_second.push_back(j);
  }
  std::sort(result.pairs.begin(), result.pairs.end(), [](const auto& left, const auto& right) { return left.second < right.second; });
  for (std::size_t i = 0; i < result.pairs.size() && !result.reordered; ++i) {
    for (std::size_t j = i + 1; j < result.pairs.size() && !result.reordered; ++j) {
      const bool inverted = result.pairs[i].first > result.pairs[j].first;
      result.reordered = inverted && compete(second.transitions[result.pairs[i].second], second.transitions[result.pairs[j].second]);
    }
  }
  return result;
}

std::string listed(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
  return text;
}

std::string occasion_of(const AuthoredTransition& transition) {
  std::string text = transition.events.empty() ? "without event" : "on " + listed(transition.events);
  if (!transition.condition.empty()) text += " [" + transition.condition + "]";
  return text;
}

}  // namespace norma::workflows::diff
