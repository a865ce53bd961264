#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "tests/simulation/chart_plan.h"

namespace norma::simulation {

template <class Item>
bool is_member(const std::vector<Item>& set, const Item& item) {
  return std::find(set.begin(), set.end(), item) != set.end();
}

template <class Item>
void add(std::vector<Item>& set, const Item& item) {
  if (!is_member(set, item)) set.push_back(item);
}

/// The algorithm of Appendix D of the Recommendation, written down as it stands there and as slowly: its procedures by
/// their names, ordered lists for its sets, nothing computed beforehand. Knows the plan of a chart and nothing of the
/// engine.
///
/// Where it differs from the letter, as the engine does:
/// - `done.state` goes up through every parallel around (3.4 and 3.7), not one level only.
/// - A state that is active is not entered: the default of a history may lie in a region that was not left.
/// - A condition is asked once for one event, not once for each atomic state below it.
class ChartOracle {
 public:
  struct Limits {
    std::size_t microsteps = 0;
    std::size_t macrosteps = 0;
    std::size_t queued_events = 0;  ///< In each queue; as many internal events in a macrostep may enable nothing.
  };
  struct Delayed {
    std::uint64_t number = 0;
    std::int64_t due_ms = 0;
    std::string event;
    std::string sendid;
  };
  /// Undefined, or a number, which may be none (NaN).
  using Value = std::optional<double>;

  ChartOracle(const ChartPlan& plan, Limits limits);

  void start();
  /// Both give whether the session is still what the events made of it: false once a limit was passed.
  void take(const std::string& event, std::int64_t now_ms);
  void fire(std::int64_t now_ms);

  [[nodiscard]] bool is_broken() const { return broken_; }
  [[nodiscard]] bool is_running() const { return running_; }
  /// Whether the last event enabled a transition.
  [[nodiscard]] bool accepted() const { return accepted_; }
  /// All active states but the root, in document order.
  [[nodiscard]] std::vector<std::size_t> configuration() const;
  [[nodiscard]] const std::map<std::size_t, std::vector<std::size_t>>& history() const { return history_value_; }
  [[nodiscard]] const std::vector<Value>& data() const { return data_; }
  [[nodiscard]] const std::vector<Delayed>& delayed() const { return delayed_; }
  /// What the last step logged, and what it left and entered, in order.
  [[nodiscard]] const std::vector<std::string>& log() const { return log_; }
  [[nodiscard]] const std::vector<std::size_t>& exited() const { return exited_; }
  [[nodiscard]] const std::vector<std::size_t>& entered() const { return entered_; }

 private:
  using State = std::size_t;
  using StateList = std::vector<State>;  ///< An ordered set.
  using Transition = const TransitionPlan*;
  using Transitions = std::vector<Transition>;

  void begin_step(std::int64_t now_ms);
  void take_external(const std::string& event);
  void drain();
  void macrostep();
  void exit_interpreter();
  Transitions select_transitions(const std::string* event);
  bool condition_match(Transition transition);
  Transitions remove_conflicting_transitions(const Transitions& enabled) const;
  void microstep(const Transitions& enabled);
  StateList compute_exit_set(const Transitions& transitions) const;
  void exit_states(const Transitions& enabled);
  void enter_states(const Transitions& enabled);
  void compute_entry_set(const Transitions& transitions);
  void add_descendant_states_to_enter(State state);
  void add_ancestor_states_to_enter(State state, std::optional<State> ancestor);
  [[nodiscard]] bool is_in_final_state(State state) const;
  [[nodiscard]] std::optional<State> get_transition_domain(Transition transition) const;
  [[nodiscard]] State find_lcca(const StateList& states) const;
  [[nodiscard]] StateList get_effective_target_states(const StateList& targets) const;
  [[nodiscard]] StateList get_proper_ancestors(State state, std::optional<State> until) const;
  [[nodiscard]] StateList get_child_states(State state) const;
  [[nodiscard]] StateList default_initial(State state) const;
  [[nodiscard]] bool is_compound_state(State state) const;
  [[nodiscard]] bool is_atomic_state(State state) const;

  void execute_content(const BlockPlan& block);
  void execute(const ActionPlan& action);
  bool holds(const ConditionPlan& condition);
  void enqueue(std::deque<std::string>& queue, const std::string& event);

  const ChartPlan& plan_;
  Limits limits_;
  TransitionPlan initial_;
  StateList configuration_;
  std::map<State, StateList> history_value_;
  std::vector<Value> data_;
  std::vector<Delayed> delayed_;
  std::deque<std::string> internal_queue_, external_queue_;
  bool running_ = false, broken_ = false, accepted_ = false, from_outside_ = false;
  std::size_t microsteps_ = 0, idle_events_ = 0;
  std::int64_t now_ms_ = 0;
  std::uint64_t next_number_ = 1;
  StateList first_entries_;  ///< Late binding: states that were entered.
  std::map<Transition, bool> asked_;

  StateList states_to_enter_, states_for_default_entry_;
  std::map<State, const BlockPlan*> default_history_content_;  ///< By the parent of the history.

  std::vector<std::string> log_;
  StateList exited_, entered_;
};

}  // namespace norma::simulation
