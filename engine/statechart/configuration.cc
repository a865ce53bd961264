#include <algorithm>

#include "engine/statechart/interpreter.h"

namespace norma::statechart {

bool accepts(const Chart& chart, const Session& session, std::string_view event) {
  if (!session.running) return false;
  bool found = false;
  session.configuration.each([&](StateIndex state) {
    for (const TransitionIndex index : chart.state(state).transitions) {
      found = found || transition_matches(chart.transition(index), event);
    }
  });
  return found;
}

std::vector<std::string> accepted_events(const Chart& chart, const Session& session) {
  std::vector<std::string> result;
  if (!session.running) return result;
  session.configuration.each([&](StateIndex state) {
    for (const TransitionIndex index : chart.state(state).transitions) {
      for (const std::string& one : chart.transition(index).events) {
        if (std::find(result.begin(), result.end(), one) == result.end()) result.push_back(one);
      }
    }
  });
  return result;
}

bool is_active(const Chart& chart, const Session& session, std::string_view id) {
  const std::optional<StateIndex> state = chart.find(id);
  return state && session.configuration.contains(*state);
}

std::vector<std::string> atomic_configuration(const Chart& chart, const Session& session) {
  std::vector<std::string> result;
  session.configuration.each([&](StateIndex state) {
    if (chart.is_atomic(state)) result.push_back(chart.id(state));
  });
  return result;
}

std::vector<std::string> active_states(const Chart& chart, const Session& session) {
  std::vector<std::string> result;
  session.configuration.each([&](StateIndex state) {
    if (state != 0) result.push_back(chart.id(state));
  });
  return result;
}

}  // namespace norma::statechart
