#pragma once

#include <vector>

#include "engine/statechart/chart.h"

namespace norma::statechart {

/// The state whose descendants a transition leaves: getTransitionDomain of Appendix D.
///
/// Requires: `effective_targets` not empty and without history states.
[[nodiscard]] StateIndex transition_domain(const Chart& chart, const Transition& transition,
                                           const std::vector<StateIndex>& effective_targets);

/// All that can be left when a transition has this domain.
[[nodiscard]] Interval exit_interval(const Chart& chart, StateIndex domain);

/// The state itself, or for a history without record the states its default stands for.
void append_default_targets(const Chart& chart, StateIndex target, std::vector<StateIndex>& result);

}  // namespace norma::statechart
