#include <algorithm>
#include <limits>

#include "tests/simulation/chart_oracle.h"

namespace norma::simulation {

ChartOracle::StateList ChartOracle::get_effective_target_states(const StateList& targets) const {
  StateList effective;
  for (const State s : targets) {
    if (!plan_.is_history(s)) {
      add(effective, s);
      continue;
    }
    const auto value = history_value_.find(s);
    const StateList stands_for = value != history_value_.end() ? value->second : get_effective_target_states(plan_.states[s].initial);
    for (const State one : stands_for) add(effective, one);
  }
  return effective;
}

ChartOracle::StateList ChartOracle::get_proper_ancestors(State state, std::optional<State> until) const {
  StateList ancestors;
  while (state != 0) {
    state = plan_.states[state].parent;
    if (until && state == *until) break;
    ancestors.push_back(state);
  }
  return ancestors;
}

ChartOracle::StateList ChartOracle::get_child_states(State state) const {
  StateList children;
  for (const State child : plan_.states[state].children) {
    if (!plan_.is_history(child)) children.push_back(child);
  }
  return children;
}

ChartOracle::StateList ChartOracle::default_initial(State state) const {
  const StateList& written = plan_.states[state].initial;
  return written.empty() ? StateList{get_child_states(state).front()} : written;
}

bool ChartOracle::is_compound_state(State state) const {
  return state != 0 && plan_.states[state].kind == StatePlan::Kind::kState && !get_child_states(state).empty();
}

bool ChartOracle::is_atomic_state(State state) const {
  return state != 0 && !plan_.is_history(state) && get_child_states(state).empty();
}

void ChartOracle::enqueue(std::deque<std::string>& queue, const std::string& event) {
  if (queue.size() >= limits_.queued_events) broken_ = true;
  queue.push_back(event);
}

void ChartOracle::execute_content(const BlockPlan& block) {
  for (const ActionPlan& action : block) execute(action);
}

void ChartOracle::execute(const ActionPlan& action) {
  using What = ActionPlan::Kind;
  switch (action.kind) {
    case What::kLog: log_.push_back(action.name); break;
    case What::kRaise: enqueue(internal_queue_, action.name); break;
    case What::kSet: data_[action.variable] = action.number; break;
    case What::kAdd:
      data_[action.variable] = data_[action.variable].value_or(std::numeric_limits<double>::quiet_NaN()) + action.number;
      break;
    case What::kSend:
      if (action.is_internal) {
        enqueue(internal_queue_, action.name);
      } else if (action.number == 0) {
        enqueue(external_queue_, action.name);
      } else {
        delayed_.push_back({next_number_++, now_ms_ + action.number, action.name, action.sendid});
      }
      break;
    case What::kCancel:
      std::erase_if(delayed_, [&](const Delayed& one) { return one.sendid == action.name; });
      break;
    case What::kIf: execute_content(holds(*action.condition) ? action.then : action.otherwise); break;
  }
}

bool ChartOracle::holds(const ConditionPlan& condition) {
  using What = ConditionPlan::Kind;
  // A fault anywhere in the text that is reached makes the whole condition false, once.
  struct Reached {};
  const auto value = [&](const auto& self, const ConditionPlan& one) -> bool {
    switch (one.kind) {
      case What::kTrue: return true;
      case What::kIn: return is_member(configuration_, one.state);
      case What::kLess: return data_[one.variable] && *data_[one.variable] < one.number;
      case What::kEqual: return data_[one.variable] && *data_[one.variable] == one.number;
      case What::kNot: return !self(self, one.parts[0]);
      case What::kAnd: return self(self, one.parts[0]) && self(self, one.parts[1]);
      case What::kOr: return self(self, one.parts[0]) || self(self, one.parts[1]);
      case What::kFault: throw Reached{};
    }
    return false;
  };
  try {
    return value(value, condition);
  } catch (const Reached&) {
    enqueue(internal_queue_, "error.execution");
    return false;
  }
}

}  // namespace norma::simulation
