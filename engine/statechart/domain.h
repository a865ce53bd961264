#pragma once

#include <vector>

#include "engine/statechart/chart.h"
#include "engine/statechart/session.h"

namespace norma::statechart {

/// The state whose descendants a transition leaves: getTransitionDomain of Appendix D.
///
/// Requires: `effective_targets` not empty and without history states.
[[nodiscard]] StateIndex transition_domain(const Chart& chart, const Transition& transition,
                                           const std::vector<StateIndex>& effective_targets);

/// All that can be left when a transition has this domain.
[[nodiscard]] Interval exit_interval(const Chart& chart, StateIndex domain);

/// What a history has recorded; null if nothing.
[[nodiscard]] const HistoryValue* recorded(const std::vector<HistoryValue>& history, StateIndex state);

/// Adds the states that a target stands for: getEffectiveTargetStates of Appendix D for one target.
///
/// That is itself; for a history its record, or without one what the targets of its default stand for.
void append_effective_targets(const Chart& chart, const std::vector<HistoryValue>& history, StateIndex target,
                              std::vector<StateIndex>& result);

}  // namespace norma::statechart
