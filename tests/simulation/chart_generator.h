#pragma once

#include <string>
#include <vector>

#include "tests/simulation/chart_plan.h"
#include "tests/simulation/choices.h"

namespace norma::simulation {

/// A chart that the engine must accept, of 1 to about 30 states: every kind of state, history and transition, conditions
/// over In() and small numbers, raise, assign, if, send with and without delay, cancel.
[[nodiscard]] ChartPlan draw_chart(Choices& choices);

/// One thing that happens to a session.
struct Happening {
  bool fires = false;     ///< The delayed message that is due first comes; nothing if there is none.
  std::string event;      ///< Else this event comes from outside.
};

[[nodiscard]] std::vector<Happening> draw_trace(Choices& choices, const ChartPlan& plan);

}  // namespace norma::simulation
