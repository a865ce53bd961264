#include <algorithm>

#include "engine/statechart/domain.h"
#include "engine/statechart/run.h"

namespace norma::statechart {

Run::Transitions Run::select_transitions(const std::string* event) {
  Transitions enabled;
  session_.configuration.each([&](StateIndex atomic) {
    if (!chart_.is_atomic(atomic) || broken_) return;
    for (StateIndex state = atomic; state != kNoState; state = chart_.parent(state)) {
      for (const TransitionIndex index : chart_.state(state).transitions) {
        const bool is_chosen = std::find(enabled.begin(), enabled.end(), index) != enabled.end();
        if (is_chosen) return;
        if (!is_enabled(chart_.transition(index), event)) continue;
        enabled.push_back(index);
        return;
      }
    }
  });
  return enabled.size() < 2 ? enabled : remove_conflicting(enabled);
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

Run::Transitions Run::remove_conflicting(const Transitions& enabled) const {
  Transitions filtered;
  for (const TransitionIndex candidate : enabled) {
    const Transition& one = chart_.transition(candidate);
    bool is_preempted = false;
    Transitions losers;
    for (const TransitionIndex kept : filtered) {
      const Transition& other = chart_.transition(kept);
      const Interval mine = exits_of(one);
      const Interval theirs = exits_of(other);
      if (mine.empty() || theirs.empty() || !mine.overlaps(theirs)) continue;
      if (chart_.is_descendant(one.source, other.source)) {
        losers.push_back(kept);
      } else {
        is_preempted = true;
        break;
      }
    }
    if (is_preempted) continue;
    std::erase_if(filtered, [&losers](TransitionIndex index) {
      return std::find(losers.begin(), losers.end(), index) != losers.end();
    });
    filtered.push_back(candidate);
  }
  return filtered;
}

std::vector<StateIndex> Run::effective_targets(const Transition& transition) const {
  std::vector<StateIndex> result;
  for (const StateIndex target : transition.targets) {
    const HistoryValue* value = chart_.is_history(target) ? recorded(target) : nullptr;
    if (value != nullptr) {
      result.insert(result.end(), value->states.begin(), value->states.end());
    } else {
      append_default_targets(chart_, target, result);
    }
  }
  return result;
}

StateIndex Run::domain_of(const Transition& transition) const {
  if (!transition.targets_history) return transition.domain;
  return transition_domain(chart_, transition, effective_targets(transition));
}

Interval Run::exits_of(const Transition& transition) const {
  if (transition.targets.empty()) return {};
  return exit_interval(chart_, domain_of(transition));
}

}  // namespace norma::statechart
