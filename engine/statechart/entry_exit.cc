#include <algorithm>

#include "engine/statechart/domain.h"
#include "engine/statechart/run.h"

namespace norma::statechart {

void Run::microstep() {
  ++step_.record.microsteps;
  if (++microsteps_ > limits_.microsteps) {
    return break_off(Reason::kStepLimitExceeded, std::to_string(limits_.microsteps));
  }
  exit_states();
  for (const TransitionIndex index : enabled_) {
    step_.record.taken.push_back(index);
    if (!broken_) execute(chart_.transition(index).block);
  }
  if (!broken_) enter_states();
}

void Run::exit_states() {
  StateSet to_exit(chart_.state_count());
  for (const TransitionIndex index : enabled_) {
    to_exit.insert_common(session_.configuration, exits_of(chart_.transition(index)));
  }
  to_exit.each([&](StateIndex state) { record_history(state); });
  to_exit.each_backwards([&](StateIndex state) {
    if (broken_) return;
    to_invoke_.erase(state);
    leave(state);
    session_.configuration.erase(state);
    step_.record.exited.push_back(state);
  });
}

void Run::leave(StateIndex state) {
  for (const Block& block : chart_.state(state).on_exit) {
    if (!broken_) execute(block);
  }
  cancel_invocations(state);
}

void Run::record_history(StateIndex state) {
  for (const StateIndex history : chart_.state(state).histories) {
    HistoryValue value{history, {}};
    if (chart_.kind(history) == StateKind::kDeepHistory) {
      session_.configuration.each([&](StateIndex active) {
        if (chart_.is_atomic(active) && chart_.is_descendant(active, state)) value.states.push_back(active);
      });
    } else {
      for (const StateIndex child : chart_.state(state).children) {
        if (session_.configuration.contains(child)) value.states.push_back(child);
      }
    }
    auto& all = session_.history;
    const auto place = std::lower_bound(all.begin(), all.end(), history,
                                        [](const HistoryValue& one, StateIndex index) { return one.history < index; });
    if (place != all.end() && place->history == history) {
      *place = std::move(value);
    } else {
      all.insert(place, std::move(value));
    }
  }
}

void Run::enter_states() {
  Entry entry{StateSet(chart_.state_count()), StateSet(chart_.state_count()), {}};
  for (const TransitionIndex index : enabled_) {
    const Transition& transition = chart_.transition(index);
    for (const StateIndex target : transition.targets) add_descendants(target, entry);
    if (!transition.targets_history) {
      for (const StateIndex target : transition.targets) add_ancestors(target, transition.domain, entry);
      continue;
    }
    const std::vector<StateIndex> effective = effective_targets(transition);
    const StateIndex ancestor = transition_domain(chart_, transition, effective);
    for (const StateIndex target : effective) add_ancestors(target, ancestor, entry);
  }
  enter(entry);
}

void Run::enter_initial() {
  Entry entry{StateSet(chart_.state_count()), StateSet(chart_.state_count()), {}};
  session_.configuration.insert(0);
  const std::vector<StateIndex>& targets = chart_.state(0).initial.targets;
  for (const StateIndex target : targets) add_descendants(target, entry);
  for (const StateIndex target : targets) add_ancestors(target, 0, entry);
  enter(entry);
}

void Run::add_descendants(StateIndex state, Entry& entry) const {
  if (chart_.is_history(state)) {
    const StateIndex parent = chart_.parent(state);
    if (const HistoryValue* value = recorded(session_.history, state)) {
      for (const StateIndex one : value->states) add_descendants(one, entry);
      for (const StateIndex one : value->states) add_ancestors(one, parent, entry);
      return;
    }
    entry.default_history.emplace_back(parent, state);
    for (const StateIndex one : chart_.state(state).initial.targets) add_descendants(one, entry);
    for (const StateIndex one : chart_.state(state).initial.targets) add_ancestors(one, parent, entry);
    return;
  }
  entry.to_enter.insert(state);
  if (chart_.is_compound(state)) {
    entry.by_default.insert(state);
    for (const StateIndex one : chart_.state(state).initial.targets) add_descendants(one, entry);
    for (const StateIndex one : chart_.state(state).initial.targets) add_ancestors(one, state, entry);
  } else if (chart_.is_parallel(state)) {
    add_regions(state, entry);
  }
}

void Run::add_regions(StateIndex parallel, Entry& entry) const {
  for (const StateIndex child : chart_.state(parallel).children) {
    if (!entry.to_enter.meets(chart_.subtree(child))) add_descendants(child, entry);
  }
}

void Run::add_ancestors(StateIndex state, StateIndex ancestor, Entry& entry) const {
  for (StateIndex at = chart_.parent(state); at != ancestor && at != 0; at = chart_.parent(at)) {
    entry.to_enter.insert(at);
    if (chart_.is_parallel(at)) add_regions(at, entry);
  }
}

void Run::enter(const Entry& entry) {
  entry.to_enter.each([&](StateIndex state) {
    // A target outside of what was left can name a state that is active already; it is not entered twice.
    if (!broken_ && !session_.configuration.contains(state)) enter_one(state, entry);
  });
}

void Run::enter_one(StateIndex index, const Entry& entry) {
  const State& state = chart_.state(index);
  session_.configuration.insert(index);
  to_invoke_.insert(index);
  step_.record.entered.push_back(index);
  if (chart_.binds_late() && !session_.initialised.contains(index)) {
    session_.initialised.insert(index);
    for (const Data& data : state.data) initialise(data, nullptr);
  }
  for (const Block& block : state.on_entry) {
    if (!broken_) execute(block);
  }
  if (entry.by_default.contains(index) && !broken_) execute(state.initial.content);
  for (const auto& [parent, history] : entry.default_history) {
    if (parent == index && !broken_) execute(chart_.state(history).initial.content);
  }
  if (state.kind == StateKind::kFinal && !broken_) enter_final(index);
}

void Run::enter_final(StateIndex state) {
  StateIndex parent = chart_.parent(state);
  std::string data = done_data(state);
  if (parent == 0) {
    session_.running = false;
    step_.record.done_data_json = std::move(data);
    return;
  }
  Input done;
  done.event = "done.state." + chart_.id(parent);
  done.data_json = std::move(data);
  raise_internal(std::move(done));
  // The Recommendation's pseudocode looks at the grandparent only; its prose (3.4, 3.7) holds for every parallel above.
  for (parent = chart_.parent(parent); parent != 0 && chart_.is_parallel(parent); parent = chart_.parent(parent)) {
    if (!is_in_final_state(parent)) return;
    Input parallel_done;
    parallel_done.event = "done.state." + chart_.id(parent);
    raise_internal(std::move(parallel_done));
  }
}

bool Run::is_in_final_state(StateIndex state) const {
  const std::vector<StateIndex>& children = chart_.state(state).children;
  if (chart_.is_compound(state)) {
    return std::any_of(children.begin(), children.end(), [&](StateIndex child) {
      return chart_.kind(child) == StateKind::kFinal && session_.configuration.contains(child);
    });
  }
  if (!chart_.is_parallel(state)) return false;
  return std::all_of(children.begin(), children.end(), [&](StateIndex child) { return is_in_final_state(child); });
}

std::string Run::done_data(StateIndex index) {
  const State& state = chart_.state(index);
  if (!state.done_data) return {};
  const Place place{"donedata", state.line, state.column};
  if (!state.done_data->content.absent()) return evaluate(state.done_data->content, place).value_or("");
  if (state.done_data->parameters.empty()) return {};
  const std::optional<std::vector<Variable>> parameters = evaluate(state.done_data->parameters, place);
  return parameters && !parameters->empty() ? object_of(*parameters) : std::string();
}

}  // namespace norma::statechart
