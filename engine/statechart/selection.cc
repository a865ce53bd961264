#include <algorithm>

#include "engine/statechart/domain.h"
#include "engine/statechart/run.h"

namespace norma::statechart {

void Run::select_transitions(const std::string* event) {
  enabled_.clear();
  seen_.clear();
  session_.configuration.each([&](StateIndex atomic) {
    if (!chart_.is_atomic(atomic) || broken_) return;
    // Where another atomic state has come by already, there is nothing more to find: what it found is chosen.
    for (StateIndex state = atomic; state != kNoState && !seen_.contains(state); state = chart_.parent(state)) {
      seen_.insert(state);
      for (const TransitionIndex index : chart_.state(state).transitions) {
        if (!is_enabled(chart_.transition(index), event)) continue;
        enabled_.push_back(index);
        return;
      }
    }
  });
  if (enabled_.size() > 1) remove_conflicting();
}

bool Run::is_enabled(const Transition& transition, const std::string* event) {
  if (event == nullptr) {
    if (!transition.events.empty()) return false;
  } else {
    if (!transition_matches(transition, *event)) return false;
  }
  return transition.condition == kNoExpression || condition_holds(transition.condition);
}

bool Run::condition_holds(ExpressionIndex index) {
  const Expression& expression = chart_.expression(index);
  if (!expression.in_tests.empty()) {
    std::vector<bool> stack;
    for (const InTest& test : expression.in_tests) {
      if (test.kind == InTest::Kind::kIn) {
        stack.push_back(session_.configuration.contains(test.state));
      } else if (test.kind == InTest::Kind::kConstant) {
        stack.push_back(test.value);
      } else if (test.kind == InTest::Kind::kNot) {
        stack.back() = !stack.back();
      } else {
        const bool right = stack.back();
        stack.pop_back();
        stack.back() = test.kind == InTest::Kind::kAnd ? (stack.back() && right) : (stack.back() || right);
      }
    }
    return stack.back();
  }
  const Evaluated<bool> held = model_.condition(index);
  if (held) return *held;
  report(held.error(), expression.tag, expression.line, expression.column);
  return false;
}

void Run::remove_conflicting() {
  Transitions filtered;
  StateSet claimed(chart_.state_count());
  for (const TransitionIndex candidate : enabled_) {
    const Transition& one = chart_.transition(candidate);
    const Interval mine = exits_of(one);
    if (claimed.meets(mine)) {
      const auto conflicts = [&](TransitionIndex kept) { return exits_of(chart_.transition(kept)).overlaps(mine); };
      const auto wins = [&](TransitionIndex kept) {
        return !conflicts(kept) || chart_.is_descendant(one.source, chart_.transition(kept).source);
      };
      if (!std::all_of(filtered.begin(), filtered.end(), wins)) continue;
      std::erase_if(filtered, conflicts);
    }
    claimed.insert(mine);
    filtered.push_back(candidate);
  }
  enabled_ = std::move(filtered);
}

std::vector<StateIndex> Run::effective_targets(const Transition& transition) const {
  std::vector<StateIndex> result;
  for (const StateIndex target : transition.targets) append_effective_targets(chart_, session_.history, target, result);
  return result;
}

StateIndex Run::domain_of(const Transition& transition) const {
  if (!transition.targets_history) return transition.domain;
  return transition_domain(chart_, transition, effective_targets(transition));
}

Interval Run::exits_of(const Transition& transition) const {
  if (!transition.targets_history) return transition.exits;
  return exit_interval(chart_, domain_of(transition));
}

}  // namespace norma::statechart
