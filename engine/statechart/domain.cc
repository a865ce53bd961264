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

void append_default_targets(const Chart& chart, StateIndex target, std::vector<StateIndex>& result) {
  std::vector<StateIndex> open = {target};
  // A default may name another history; a ring of them ends here instead of running for ever.
  for (std::size_t visited = 0; !open.empty() && visited <= chart.state_count(); ++visited) {
    const StateIndex next = open.back();
    open.pop_back();
    if (!chart.is_history(next)) {
      result.push_back(next);
      continue;
    }
    const std::vector<StateIndex>& defaults = chart.state(next).initial.targets;
    open.insert(open.end(), defaults.rbegin(), defaults.rend());
  }
}

}  // namespace norma::statechart
