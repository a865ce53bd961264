#include "tests/simulation/chart_generator.h"

#include <algorithm>
#include <array>

namespace norma::simulation {
namespace {

constexpr std::size_t kMostStates = 30;
constexpr std::size_t kDeepest = 5;

/// What transitions wait for and charts send; a few that come often make transitions meet.
constexpr std::array<const char*, 8> kEvents = {"a", "b", "a", "b", "c", "a.x", "a.y.z", "d"};

/// What charts say to themselves, seldom waited for: otherwise most would never come to rest.
constexpr std::array<const char*, 4> kMessages = {"m", "n", "m.x", "a"};

/// Draws one chart: first the states, then everything that names states.
class Generator {
 public:
  explicit Generator(Choices& choices) : choices_(choices) {}

  ChartPlan draw() {
    // With variables a chart takes ten times as long: it needs a scope of its own in the data model.
    plan_.variables = choices_.happens(1, 3) ? 2 : 0;
    plan_.binds_late = plan_.variables > 0 && choices_.happens(1, 4);
    plan_.states.emplace_back();
    add_children(0, 0);
    place_variables();
    for (std::size_t state = 0; state < plan_.states.size(); ++state) fill(state);
    return std::move(plan_);
  }

 private:
  using Kind = StatePlan::Kind;

  std::size_t add_state(Kind kind, std::size_t parent, std::size_t depth) {
    const std::size_t index = plan_.states.size();
    plan_.states.emplace_back();
    plan_.states[index].kind = kind;
    plan_.states[index].parent = parent;
    plan_.states[parent].children.push_back(index);
    if (kind == Kind::kParallel || (kind == Kind::kState && depth < kDeepest && choices_.happens(2, 5))) add_children(index, depth);
    return index;
  }

  void add_children(std::size_t parent, std::size_t depth) {
    const bool in_parallel = plan_.states[parent].kind == Kind::kParallel;
    const std::size_t count = (in_parallel ? 2 : 1) + choices_.below(in_parallel ? 2 : 3);
    if (parent != 0 && choices_.happens(1, 4)) add_state(choices_.happens(1, 2) ? Kind::kDeep : Kind::kShallow, parent, depth);
    for (std::size_t i = 0; i < count; ++i) {
      const bool is_full = plan_.states.size() >= kMostStates || depth + 1 >= kDeepest;
      Kind kind = Kind::kState;
      if (!is_full && choices_.happens(1, 4)) kind = Kind::kParallel;
      if (!in_parallel && i > 0 && choices_.happens(1, 4)) kind = Kind::kFinal;
      add_state(kind, parent, is_full ? kDeepest : depth + 1);
    }
  }

  void place_variables() {
    for (std::size_t variable = 0; variable < plan_.variables; ++variable) {
      const std::size_t state = choices_.below(plan_.states.size());
      const bool fits = !plan_.is_history(state) && !plan_.states[state].variable;
      std::size_t place = fits ? state : 0;
      while (plan_.is_history(place) || plan_.states[place].variable) ++place;
      plan_.states[place].variable = variable;
    }
  }

  void fill(std::size_t index) {
    if (plan_.is_history(index)) {
      plan_.states[index].initial = draw_default(index);
      if (choices_.happens(1, 3)) plan_.states[index].initial_content = draw_block(1);
      return;
    }
    const bool is_compound = plan_.states[index].kind == Kind::kState && !proper_children(index).empty();
    if (is_compound && choices_.happens(1, 3)) {
      plan_.states[index].initial = draw_targets(inside(index, true));
      if (index != 0 && choices_.happens(1, 2)) plan_.states[index].initial_content = draw_block(1);
    }
    if (index == 0) return;
    for (std::size_t i = choices_.below(3); i > 0; --i) plan_.states[index].on_entry.push_back(draw_block(2));
    for (std::size_t i = choices_.below(3); i > 0; --i) plan_.states[index].on_exit.push_back(draw_block(2));
    if (plan_.states[index].kind == Kind::kFinal) return;
    for (std::size_t i = choices_.below(5); i > 0; --i) plan_.states[index].transitions.push_back(draw_transition(index));
  }

  [[nodiscard]] std::vector<std::size_t> proper_children(std::size_t index) const {
    std::vector<std::size_t> result;
    for (const std::size_t child : plan_.states[index].children) {
      if (!plan_.is_history(child)) result.push_back(child);
    }
    return result;
  }

  [[nodiscard]] std::vector<std::size_t> inside(std::size_t ancestor, bool with_histories) const {
    std::vector<std::size_t> result;
    for (std::size_t state = 1; state < plan_.states.size(); ++state) {
      if (plan_.is_inside(state, ancestor) && (with_histories || !plan_.is_history(state))) result.push_back(state);
    }
    return result;
  }

  /// A history's default: inside of its parent, and no history beside it.
  std::vector<std::size_t> draw_default(std::size_t history) {
    const std::size_t parent = plan_.states[history].parent;
    std::vector<std::size_t> pool = inside(parent, true);
    std::erase_if(pool, [&](std::size_t one) { return plan_.is_history(one) && plan_.states[one].parent == parent; });
    return draw_targets(pool);
  }

  /// One state of the pool, and perhaps others that can be active together with it.
  std::vector<std::size_t> draw_targets(const std::vector<std::size_t>& pool) {
    std::vector<std::size_t> targets = {choices_.one_of(pool)};
    for (std::size_t tries = choices_.below(3); tries > 0; --tries) {
      const std::size_t other = choices_.one_of(pool);
      const bool fits = std::all_of(targets.begin(), targets.end(), [&](std::size_t one) { return are_orthogonal(one, other); });
      if (fits) targets.push_back(other);
    }
    return targets;
  }

  [[nodiscard]] bool are_orthogonal(std::size_t one, std::size_t other) const {
    // A history may stand for anything inside the state around it.
    if (plan_.is_history(one)) one = plan_.states[one].parent;
    if (plan_.is_history(other)) other = plan_.states[other].parent;
    if (one == other || plan_.is_inside(one, other) || plan_.is_inside(other, one)) return false;
    std::size_t common = plan_.states[one].parent;
    while (!plan_.is_inside(other, common)) common = plan_.states[common].parent;
    return plan_.states[common].kind == Kind::kParallel;
  }

  TransitionPlan draw_transition(std::size_t source) {
    TransitionPlan transition;
    transition.source = source;
    const std::vector<std::size_t> ahead = choices_.happens(1, 12) ? after(source) : std::vector<std::size_t>();
    const bool is_eventless = !ahead.empty();
    if (!is_eventless) {
      transition.events.push_back(draw_descriptor());
      if (choices_.happens(1, 8)) transition.events.push_back(draw_descriptor());
    }
    if (is_eventless || choices_.happens(1, 3)) transition.condition = draw_condition(is_eventless ? 0 : 2);
    if (is_eventless) {
      transition.targets = draw_targets(ahead);
    } else if (!choices_.happens(1, 6)) {
      transition.targets = draw_targets(choices_.happens(1, 2) ? near(source) : inside(0, true));
    }
    transition.is_internal = choices_.happens(1, 3);
    transition.content = draw_block(2);
    return transition;
  }

  /// What lies in the same state around, and so most likely in the same region.
  [[nodiscard]] std::vector<std::size_t> near(std::size_t source) const { return inside(plan_.states[source].parent, true); }

  /// Where a transition without an event may lead: only onwards in the state around, since most charts would never come
  /// to rest otherwise.
  [[nodiscard]] std::vector<std::size_t> after(std::size_t source) const {
    const std::size_t around = plan_.states[source].parent;
    if (plan_.states[around].kind == Kind::kParallel) return {};
    std::vector<std::size_t> result = inside(around, false);
    std::erase_if(result, [&](std::size_t one) { return one <= source || plan_.is_inside(one, source); });
    return result;
  }

  std::string draw_event() {
    return kEvents[choices_.below(kEvents.size())];
  }

  std::string draw_message() { return kMessages[choices_.below(choices_.happens(1, 6) ? 4 : 3)]; }

  std::string draw_descriptor() {
    const std::size_t which = choices_.below(19);
    if (which >= 16) return draw_message();
    if (which == 15) return "*";
    if (which == 14) return "error.*";
    if (which >= 12) return "done.state." + ChartPlan::id(choices_.below(plan_.states.size()));
    if (which == 11) return draw_event() + ".*";
    return draw_event();
  }

  ConditionPlan draw_condition(std::size_t depth) {
    using What = ConditionPlan::Kind;
    ConditionPlan condition;
    const std::size_t which = choices_.below(depth > 0 ? 10 : 6);
    if (which < 3 || (plan_.variables == 0 && which < 6)) {
      condition.kind = which == 0 && !choices_.happens(2, 3) ? What::kTrue : What::kIn;
      condition.state = 1 + choices_.below(plan_.states.size() - 1);
    } else if (which < 6) {
      condition.kind = which == 3 ? What::kEqual : What::kLess;
      condition.variable = choices_.below(plan_.variables);
      condition.number = static_cast<int>(choices_.below(4));
    } else if (which == 6 && plan_.variables > 0 && choices_.happens(1, 3)) {
      condition.kind = What::kFault;
    } else {
      condition.kind = which == 9 ? What::kOr : which == 8 ? What::kAnd : What::kNot;
      for (std::size_t parts = which >= 8 ? 2 : 1; parts > 0; --parts) condition.parts.push_back(draw_condition(depth - 1));
    }
    return condition;
  }

  BlockPlan draw_block(std::size_t depth) {
    BlockPlan block = {log()};
    for (std::size_t i = choices_.below(3); i > 0; --i) block.push_back(draw_action(depth));
    return block;
  }

  ActionPlan log() {
    ActionPlan action;
    action.name = "l" + std::to_string(next_label_++);
    return action;
  }

  ActionPlan draw_action(std::size_t depth) {
    using What = ActionPlan::Kind;
    static constexpr std::array<const char*, 3> kSendids = {"", "t", "u"};
    ActionPlan action;
    const std::size_t which = choices_.below(8);
    if (which <= 1 && choices_.happens(1, 3)) {
      action.kind = What::kRaise;
      action.name = draw_message();
    } else if (which <= 1) {
      return log();
    } else if (which <= 3 && plan_.variables > 0) {
      action.kind = which == 2 ? What::kSet : What::kAdd;
      action.variable = choices_.below(plan_.variables);
      action.number = static_cast<int>(choices_.below(3));
    } else if (which <= 5) {
      action.kind = What::kSend;
      action.name = draw_message();
      action.sendid = kSendids[choices_.below(kSendids.size())];
      action.number = choices_.happens(1, 8) ? 0 : static_cast<int>(1 + choices_.below(3)) * 10;
      action.is_internal = action.number == 0 && choices_.happens(1, 2);
    } else if (which == 6) {
      action.kind = What::kCancel;
      action.name = kSendids[1 + choices_.below(2)];
    } else if (depth > 0) {
      action.kind = What::kIf;
      action.condition = draw_condition(1);
      action.then = draw_block(depth - 1);
      if (choices_.happens(1, 2)) action.otherwise = draw_block(depth - 1);
    } else {
      return log();
    }
    return action;
  }

  Choices& choices_;
  ChartPlan plan_;
  std::size_t next_label_ = 0;
};

}  // namespace

ChartPlan draw_chart(Choices& choices) { return Generator(choices).draw(); }

std::vector<Happening> draw_trace(Choices& choices, const ChartPlan& plan) {
  std::vector<Happening> trace;
  for (std::size_t left = 4 + choices.below(12); left > 0; --left) {
    Happening next;
    next.fires = choices.happens(1, 4);
    if (choices.happens(1, 12)) {
      next.event = "done.state." + ChartPlan::id(choices.below(plan.states.size()));
    } else if (choices.happens(1, 12)) {
      next.event = "unknown";
    } else {
      next.event = kEvents[choices.below(kEvents.size())];
    }
    trace.push_back(next);
  }
  return trace;
}

}  // namespace norma::simulation
