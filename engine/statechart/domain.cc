#include "engine/statechart/domain.h"

#include <algorithm>

namespace norma::statechart {

StateIndex transition_domain(const Chart& chart, const Transition& transition,
                             const std::vector<StateIndex>& effective_targets) {
  const auto contains_all = [&](StateIndex candidate) {
    return std::all_of(effective_targets.begin(), effective_targets.end(),
                       [&](StateIndex target) { return chart.is_descendant(target, candidate); });
  };
  const StateIndex source = transition.source;
  if (source == 0) return 0;
  if (transition.type == TransitionType::kInternal && chart.is_compound(source) && contains_all(source)) return source;
  StateIndex candidate = chart.parent(source);
  while (candidate != 0 && !(chart.is_compound(candidate) && contains_all(candidate))) candidate = chart.parent(candidate);
  return candidate;
}

Interval exit_interval(const Chart& chart, StateIndex domain) {
  return {static_cast<StateIndex>(domain + 1), chart.state(domain).last};
}

const HistoryValue* recorded(const std::vector<HistoryValue>& history, StateIndex state) {
  const auto found = std::find_if(history.begin(), history.end(), [&](const HistoryValue& one) { return one.history == state; });
  return found == history.end() ? nullptr : &*found;
}

void append_effective_targets(const Chart& chart, const std::vector<HistoryValue>& history, StateIndex target,
                              std::vector<StateIndex>& result) {
  if (!chart.is_history(target)) {
    result.push_back(target);
  } else if (const HistoryValue* value = recorded(history, target)) {
    result.insert(result.end(), value->states.begin(), value->states.end());
  } else {
    // A default may name a history further in, never one that leads back: charts with such are refused.
    for (const StateIndex next : chart.state(target).initial.targets) append_effective_targets(chart, history, next, result);
  }
}

}  // namespace norma::statechart
