#include "tests/simulation/chart_oracle.h"

#include <algorithm>

namespace norma::simulation {
namespace {

using Kind = StatePlan::Kind;

std::vector<std::string> tokens_of(const std::string& name) {
  std::vector<std::string> tokens(1);
  for (const char c : name) {
    if (c == '.') {
      tokens.emplace_back();
    } else {
      tokens.back() += c;
    }
  }
  return tokens;
}

/// Section 3.12.1.
bool name_match(const std::vector<std::string>& descriptors, const std::string& event) {
  return std::any_of(descriptors.begin(), descriptors.end(), [&](const std::string& descriptor) {
    if (descriptor == "*") return true;
    std::vector<std::string> wanted = tokens_of(descriptor);
    if (wanted.back() == "*") wanted.pop_back();
    const std::vector<std::string> tokens = tokens_of(event);
    return wanted.size() <= tokens.size() && std::equal(wanted.begin(), wanted.end(), tokens.begin());
  });
}

}  // namespace

ChartOracle::ChartOracle(const ChartPlan& plan, Limits limits) : plan_(plan), limits_(limits), data_(plan.variables) {}

std::vector<std::size_t> ChartOracle::configuration() const {
  StateList states = configuration_;
  std::sort(states.begin(), states.end());
  std::erase(states, State{0});
  return states;
}

void ChartOracle::begin_step(std::int64_t now_ms) {
  now_ms_ = now_ms;
  accepted_ = from_outside_ = false;
  log_.clear();
  exited_.clear();
  entered_.clear();
}

void ChartOracle::start() {
  begin_step(0);
  running_ = true;
  for (const StatePlan& state : plan_.states) {
    const bool is_root = &state == &plan_.states.front();
    if (state.variable && (!plan_.binds_late || is_root)) data_[*state.variable] = 0;
  }
  initial_.targets = default_initial(0);
  enter_states({&initial_});
  macrostep();
  drain();
}

void ChartOracle::take(const std::string& event, std::int64_t now_ms) {
  begin_step(now_ms);
  if (!running_) return;
  from_outside_ = true;
  take_external(event);
  drain();
}

void ChartOracle::fire(std::int64_t now_ms) {
  const auto first = std::min_element(delayed_.begin(), delayed_.end(),
                                      [](const Delayed& one, const Delayed& other) { return one.due_ms < other.due_ms; });
  const std::string event = first->event;
  delayed_.erase(first);
  take(event, now_ms);
}

void ChartOracle::take_external(const std::string& event) {
  microsteps_ = 0;
  const Transitions enabled = select_transitions(&event);
  if (from_outside_) accepted_ = !enabled.empty();
  from_outside_ = false;
  if (!enabled.empty()) microstep(enabled);
  macrostep();
}

void ChartOracle::drain() {
  for (std::size_t macrosteps = 1; running_ && !broken_ && !external_queue_.empty(); ++macrosteps) {
    if (macrosteps > limits_.macrosteps) {
      broken_ = true;
      return;
    }
    const std::string event = external_queue_.front();
    external_queue_.pop_front();
    take_external(event);
  }
}

/// The inner loop of mainEventLoop.
void ChartOracle::macrostep() {
  microsteps_ = idle_events_ = 0;
  bool macrostep_done = false;
  while (running_ && !broken_ && !macrostep_done) {
    Transitions enabled = select_transitions(nullptr);
    if (enabled.empty()) {
      if (internal_queue_.empty()) {
        macrostep_done = true;
      } else {
        const std::string event = internal_queue_.front();
        internal_queue_.pop_front();
        enabled = select_transitions(&event);
        if (enabled.empty() && ++idle_events_ > limits_.queued_events) broken_ = true;
      }
    }
    if (!enabled.empty()) microstep(enabled);
  }
  if (!running_ && !broken_) exit_interpreter();
}

void ChartOracle::exit_interpreter() {
  const StateList shown = configuration_;
  StateList states_to_exit = configuration_;
  std::sort(states_to_exit.rbegin(), states_to_exit.rend());
  for (const State state : states_to_exit) {
    for (const BlockPlan& content : plan_.states[state].on_exit) execute_content(content);
    std::erase(configuration_, state);
  }
  configuration_ = shown;
  delayed_.clear();
  internal_queue_.clear();
  external_queue_.clear();
}

ChartOracle::Transitions ChartOracle::select_transitions(const std::string* event) {
  Transitions enabled;
  asked_.clear();
  StateList atomic_states = configuration_;
  std::erase_if(atomic_states, [&](State state) { return !is_atomic_state(state); });
  std::sort(atomic_states.begin(), atomic_states.end());
  for (const State state : atomic_states) {
    StateList line = {state};
    for (const State ancestor : get_proper_ancestors(state, std::nullopt)) line.push_back(ancestor);
    bool found = false;
    for (const State s : line) {
      for (const TransitionPlan& t : plan_.states[s].transitions) {
        const bool matches = event == nullptr ? t.events.empty() : name_match(t.events, *event);
        if (!matches || !condition_match(&t)) continue;
        add(enabled, Transition{&t});
        found = true;
        break;
      }
      if (found) break;
    }
  }
  return remove_conflicting_transitions(enabled);
}

bool ChartOracle::condition_match(Transition transition) {
  if (!transition->condition) return true;
  const auto asked = asked_.find(transition);
  if (asked != asked_.end()) return asked->second;
  return asked_[transition] = holds(*transition->condition);
}

ChartOracle::Transitions ChartOracle::remove_conflicting_transitions(const Transitions& enabled) const {
  Transitions filtered;
  for (const Transition t1 : enabled) {
    bool t1_preempted = false;
    Transitions transitions_to_remove;
    for (const Transition t2 : filtered) {
      const StateList exit_set = compute_exit_set({t2});
      const StateList own = compute_exit_set({t1});
      const bool conflict = std::any_of(own.begin(), own.end(), [&](State state) { return is_member(exit_set, state); });
      if (!conflict) continue;
      if (plan_.is_inside(t1->source, t2->source)) {
        add(transitions_to_remove, t2);
      } else {
        t1_preempted = true;
        break;
      }
    }
    if (t1_preempted) continue;
    for (const Transition t3 : transitions_to_remove) std::erase(filtered, t3);
    add(filtered, t1);
  }
  return filtered;
}

void ChartOracle::microstep(const Transitions& enabled) {
  if (++microsteps_ > limits_.microsteps) {
    broken_ = true;
    return;
  }
  exit_states(enabled);
  for (const Transition t : enabled) execute_content(t->content);
  enter_states(enabled);
}

ChartOracle::StateList ChartOracle::compute_exit_set(const Transitions& transitions) const {
  StateList states_to_exit;
  for (const Transition t : transitions) {
    if (t->targets.empty()) continue;
    const std::optional<State> domain = get_transition_domain(t);
    for (const State s : configuration_) {
      if (plan_.is_inside(s, *domain)) add(states_to_exit, s);
    }
  }
  return states_to_exit;
}

void ChartOracle::exit_states(const Transitions& enabled) {
  StateList states_to_exit = compute_exit_set(enabled);
  std::sort(states_to_exit.rbegin(), states_to_exit.rend());
  for (const State s : states_to_exit) {
    for (const State h : plan_.states[s].children) {
      if (!plan_.is_history(h)) continue;
      StateList value;
      for (const State s0 : configuration_) {
        const bool is_recorded = plan_.states[h].kind == Kind::kDeep ? is_atomic_state(s0) && plan_.is_inside(s0, s)
                                                                     : s0 != 0 && plan_.states[s0].parent == s;
        if (is_recorded) value.push_back(s0);
      }
      std::sort(value.begin(), value.end());
      history_value_[h] = value;
    }
  }
  for (const State s : states_to_exit) {
    for (const BlockPlan& content : plan_.states[s].on_exit) execute_content(content);
    std::erase(configuration_, s);
    exited_.push_back(s);
  }
}

void ChartOracle::enter_states(const Transitions& enabled) {
  states_to_enter_.clear();
  states_for_default_entry_.clear();
  default_history_content_.clear();
  compute_entry_set(enabled);
  std::sort(states_to_enter_.begin(), states_to_enter_.end());
  for (const State s : states_to_enter_) {
    if (is_member(configuration_, s)) continue;
    configuration_.push_back(s);
    if (s != 0) entered_.push_back(s);
    const StatePlan& state = plan_.states[s];
    if (plan_.binds_late && s != 0 && !is_member(first_entries_, s)) {
      first_entries_.push_back(s);
      if (state.variable) data_[*state.variable] = 0;
    }
    for (const BlockPlan& content : state.on_entry) execute_content(content);
    if (is_member(states_for_default_entry_, s)) execute_content(state.initial_content);
    if (default_history_content_.contains(s)) execute_content(*default_history_content_[s]);
    if (state.kind != Kind::kFinal) continue;
    if (state.parent == 0) {
      running_ = false;
      continue;
    }
    enqueue(internal_queue_, "done.state." + ChartPlan::id(state.parent));
    for (State up = plan_.states[state.parent].parent; plan_.states[up].kind == Kind::kParallel; up = plan_.states[up].parent) {
      const StateList children = get_child_states(up);
      const bool all = std::all_of(children.begin(), children.end(), [&](State child) { return is_in_final_state(child); });
      if (!all) break;
      enqueue(internal_queue_, "done.state." + ChartPlan::id(up));
    }
  }
}

void ChartOracle::compute_entry_set(const Transitions& transitions) {
  for (const Transition t : transitions) {
    for (const State s : t->targets) add_descendant_states_to_enter(s);
    const std::optional<State> ancestor = t == &initial_ ? std::nullopt : get_transition_domain(t);
    for (const State s : get_effective_target_states(t->targets)) add_ancestor_states_to_enter(s, ancestor);
  }
}

void ChartOracle::add_descendant_states_to_enter(State state) {
  const auto enter_all = [&](const StateList& states, State ancestor) {
    for (const State s : states) add_descendant_states_to_enter(s);
    for (const State s : states) add_ancestor_states_to_enter(s, ancestor);
  };
  if (plan_.is_history(state)) {
    const State parent = plan_.states[state].parent;
    const auto value = history_value_.find(state);
    if (value != history_value_.end()) return enter_all(value->second, parent);
    default_history_content_[parent] = &plan_.states[state].initial_content;
    return enter_all(plan_.states[state].initial, parent);
  }
  add(states_to_enter_, state);
  if (is_compound_state(state)) {
    add(states_for_default_entry_, state);
    enter_all(default_initial(state), state);
  } else if (plan_.states[state].kind == Kind::kParallel) {
    for (const State child : get_child_states(state)) {
      const bool some = std::any_of(states_to_enter_.begin(), states_to_enter_.end(), [&](State s) { return plan_.is_inside(s, child); });
      if (!some) add_descendant_states_to_enter(child);
    }
  }
}

void ChartOracle::add_ancestor_states_to_enter(State state, std::optional<State> ancestor) {
  for (const State anc : get_proper_ancestors(state, ancestor)) {
    add(states_to_enter_, anc);
    if (plan_.states[anc].kind != Kind::kParallel) continue;
    for (const State child : get_child_states(anc)) {
      const bool some = std::any_of(states_to_enter_.begin(), states_to_enter_.end(), [&](State s) { return plan_.is_inside(s, child); });
      if (!some) add_descendant_states_to_enter(child);
    }
  }
}

bool ChartOracle::is_in_final_state(State state) const {
  const StateList children = get_child_states(state);
  if (is_compound_state(state)) {
    return std::any_of(children.begin(), children.end(), [&](State child) {
      return plan_.states[child].kind == Kind::kFinal && is_member(configuration_, child);
    });
  }
  if (plan_.states[state].kind != Kind::kParallel) return false;
  return std::all_of(children.begin(), children.end(), [&](State child) { return is_in_final_state(child); });
}

std::optional<ChartOracle::State> ChartOracle::get_transition_domain(Transition transition) const {
  const StateList targets = get_effective_target_states(transition->targets);
  if (targets.empty()) return std::nullopt;
  const bool all_inside = std::all_of(targets.begin(), targets.end(), [&](State s) { return plan_.is_inside(s, transition->source); });
  if (transition->is_internal && is_compound_state(transition->source) && all_inside) return transition->source;
  StateList states = {transition->source};
  for (const State target : targets) states.push_back(target);
  return find_lcca(states);
}

ChartOracle::State ChartOracle::find_lcca(const StateList& states) const {
  for (const State anc : get_proper_ancestors(states.front(), std::nullopt)) {
    if (anc != 0 && !is_compound_state(anc)) continue;
    if (std::all_of(states.begin() + 1, states.end(), [&](State s) { return plan_.is_inside(s, anc); })) return anc;
  }
  return 0;
}

}  // namespace norma::simulation
