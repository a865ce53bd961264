#include "workflows/views/bpmn_flow.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "workflows/views/conditions.h"
#include "workflows/views/phrases.h"

namespace norma::workflows::views {
namespace {

using statechart::Chart;
using statechart::kNoState;
using statechart::StateIndex;
using statechart::Transition;
using statechart::TransitionIndex;
using Kind = FlowNode::Kind;

constexpr std::size_t kNoNode = static_cast<std::size_t>(-1);
constexpr std::size_t kSystemLane = 0;

using Targets = std::vector<StateIndex>;

class FlowBuilder {
 public:
  FlowBuilder(const Outline& outline, Language language)
      : outline_(outline), chart_(*outline.chart), language_(language), lv_(language == Language::kLv), entries_(chart_.state_count(), kNoNode) {}

  FlowGraph build() {
    make_lanes();
    const std::size_t start = add({Kind::kStart, outline_.title(language_), {}, {}, kSystemLane, 0, {}});
    connect(start, enter(0, chart_.state(0).initial.targets), {});
    for (std::size_t state = 1; state < chart_.state_count(); ++state) {
      const auto index = static_cast<StateIndex>(state);
      if (chart_.is_atomic(index) && !chart_.is_final(index)) leaf(index);
      if (!chart_.is_atomic(index) && !chart_.is_history(index)) own_task_exits(index);
      if (!chart_.is_atomic(index)) add_from_anywhere(index);
    }
    return std::move(graph_);
  }

 private:
  void make_lanes() {
    graph_.lanes.emplace_back(lv_ ? "Sistēma" : "System");
    for (const acts::StateDuties& asked : outline_.duties) {
      for (const acts::TaskTemplate& task : asked.tasks) lane_of_.emplace(task.part, 0);
    }
    for (auto& [part, lane] : lane_of_) {
      lane = graph_.lanes.size();
      graph_.lanes.emplace_back(part_phrase(part, language_));
    }
  }

  std::size_t add(FlowNode node) {
    graph_.nodes.push_back(std::move(node));
    return graph_.nodes.size() - 1;
  }

  void connect(std::size_t from, std::size_t to, const std::string& name, const std::string& condition = {}) {
    graph_.edges.push_back({from, to, name, condition});
  }

  std::size_t gateway(Kind kind, std::size_t lane, std::string name = {}) { return add({kind, std::move(name), {}, {}, lane, 0, {}}); }

  [[nodiscard]] StateIndex child_towards(StateIndex scope, StateIndex state) const {
    while (chart_.parent(state) != scope) state = chart_.parent(state);
    return state;
  }

  /// The node that flows into `state` lead to, when `targets` inside it are to be reached.
  std::size_t enter(StateIndex state, const Targets& targets) {
    if (chart_.is_history(state)) return enter_all(chart_.parent(state), chart_.state(state).initial.targets);
    if (chart_.is_atomic(state)) return leaf(state);
    Targets inside;
    for (const StateIndex target : targets) {
      if (chart_.is_descendant(target, state)) inside.push_back(target);
    }
    const auto key = std::pair(state, inside);
    if (const auto found = splits_.find(key); found != splits_.end()) return found->second;
    if (!chart_.is_parallel(state) && outline_.duties[state].tasks.empty()) {
      return enter_all(state, inside.empty() ? chart_.state(state).initial.targets : inside);
    }
    const std::size_t split = gateway(Kind::kParallel, kSystemLane, outline_.state_label(state, language_));
    splits_.emplace(key, split);
    if (chart_.is_parallel(state)) {
      for (const StateIndex region : chart_.state(state).children) connect(split, enter(region, inside), {});
    } else {
      connect(split, enter_all(state, inside.empty() ? chart_.state(state).initial.targets : inside), {});
    }
    for (const std::size_t task : own_tasks(state)) connect(split, task, {});
    return split;
  }

  std::size_t enter_all(StateIndex scope, const Targets& targets) { return enter(child_towards(scope, targets.front()), targets); }

  /// The user tasks of a state, made once.
  const std::vector<std::size_t>& own_tasks(StateIndex state) {
    const auto [found, is_new] = tasks_.try_emplace(state);
    if (!is_new) return found->second;
    for (const acts::TaskTemplate& task : outline_.duties[state].tasks) {
      FlowNode node;
      node.kind = Kind::kUserTask;
      node.name = outline_.task_label(task.key, language_);
      node.documentation = (lv_ ? "Stāvoklis: " : "State: ") + outline_.state_label(state, language_);
      node.lane = lane_of_[task.part];
      found->second.push_back(add(std::move(node)));
    }
    return found->second;
  }

  /// Makes an atomic state's nodes and what leaves them; gives the first of them.
  std::size_t leaf(StateIndex state) {
    if (entries_[state] != kNoNode) return entries_[state];
    if (chart_.is_final(state)) return final_state(state);
    const std::vector<std::size_t> tasks = own_tasks(state);
    if (tasks.empty()) {
      entries_[state] = waiting_state(state);
      add_exits(entries_[state], exits(state, [](std::string_view) { return true; }));
      return entries_[state];
    }
    std::size_t last = tasks.front();
    entries_[state] = tasks.front();
    if (tasks.size() > 1) {
      entries_[state] = gateway(Kind::kParallel, kSystemLane, outline_.state_label(state, language_));
      last = gateway(Kind::kParallel, kSystemLane);
      for (const std::size_t task : tasks) {
        connect(entries_[state], task, {});
        connect(task, last, {});
      }
    }
    for (const acts::TermTemplate& term : outline_.duties[state].terms) add_boundary(state, tasks.front(), term);
    add_exits(last, exits(state, [this, state](std::string_view event) { return !is_own_term(state, event); }));
    return entries_[state];
  }

  [[nodiscard]] bool is_own_term(StateIndex state, std::string_view event) const {
    const auto& terms = outline_.duties[state].terms;
    return std::any_of(terms.begin(), terms.end(), [event](const acts::TermTemplate& term) { return event == "term." + term.key; });
  }

  std::size_t waiting_state(StateIndex state) {
    FlowNode node;
    node.name = outline_.state_label(state, language_);
    node.lane = kSystemLane;
    if (!outline_.duties[state].terms.empty()) {
      const acts::TermTemplate& term = outline_.duties[state].terms.front();
      node.kind = Kind::kTimer;
      node.name += ": " + term_phrase(term, language_);
      node.documentation = term.rule;
      node.duration = iso_duration(term);
    }
    return add(std::move(node));
  }

  static std::string iso_duration(const acts::TermTemplate& term) {
    return term.duration.ends_with('B') ? std::string() : term.duration;  // Working days are no unit of ISO 8601.
  }

  void add_boundary(StateIndex state, std::size_t task, const acts::TermTemplate& term) {
    const std::string event = "term." + term.key;
    FlowNode node;
    node.kind = Kind::kBoundaryTimer;
    node.name = term_phrase(term, language_);
    node.documentation = term.rule;
    node.duration = iso_duration(term);
    node.lane = graph_.nodes[task].lane;
    node.attached_to = task;
    const std::size_t timer = add(std::move(node));
    add_exits(timer, exits(state, [&event](std::string_view descriptor) { return statechart::descriptor_matches(descriptor, event); }));
  }

  std::size_t final_state(StateIndex state) {
    FlowNode node;
    node.kind = chart_.parent(state) == 0 ? Kind::kEnd : Kind::kReached;
    node.name = outline_.state_label(state, language_);
    node.lane = kSystemLane;
    entries_[state] = add(std::move(node));
    if (chart_.parent(state) != 0) complete(entries_[state], chart_.parent(state));
    return entries_[state];
  }

  /// What follows when a state with states inside is done: its transition, or the join of the regions around it.
  void complete(std::size_t from, StateIndex done) {
    if (const Transition* next = taking("done.state." + chart_.id(done), done)) return connect(from, target_node(*next), {});
    const StateIndex around = chart_.parent(done);
    if (around == kNoState || !chart_.is_parallel(around)) return;
    const auto [found, is_new] = joins_.try_emplace(around, kNoNode);
    if (is_new) found->second = gateway(Kind::kParallel, kSystemLane);
    const std::size_t join = found->second;
    connect(from, join, {});
    if (is_new) complete(join, around);
  }

  [[nodiscard]] const Transition* taking(const std::string& event, StateIndex state) const {
    for (; state != kNoState; state = chart_.parent(state)) {
      for (const TransitionIndex index : chart_.state(state).transitions) {
        const Transition& transition = chart_.transition(index);
        if (!transition.targets.empty() && statechart::transition_matches(transition, event)) return &transition;
      }
    }
    return nullptr;
  }

  std::size_t target_node(const Transition& transition) {
    const StateIndex scope = transition.domain == kNoState ? 0 : transition.domain;
    return enter_all(scope, transition.targets);
  }

  /// A transition that leaves a node, and the event for which it does.
  struct Exit {
    const Transition* transition = nullptr;
    std::string event;
    StateIndex state = 0;  ///< That the node stands for.
  };

  template <class Accepts>
  std::vector<Exit> exits(StateIndex state, const Accepts& accepts) {
    std::vector<Exit> found;
    for (StateIndex source = state; source != 0 && source != kNoState; source = chart_.parent(source)) {
      for (const TransitionIndex index : chart_.state(source).transitions) {
        const Transition& transition = chart_.transition(index);
        if (source != state && (ends_case(transition) || is_of_own_task(source, transition))) continue;
        const std::string event = first_event(transition, accepts);
        if (!event.empty() || transition.events.empty()) found.push_back({&transition, event, state});
      }
    }
    return found;
  }

  template <class Accepts>
  static std::string first_event(const Transition& transition, const Accepts& accepts) {
    for (const std::string& event : transition.events) {
      if (!event.starts_with("done.state.") && accepts(event)) return event;
    }
    return {};
  }

  [[nodiscard]] bool ends_case(const Transition& transition) const {
    return transition.targets.size() == 1 && chart_.is_final(transition.targets.front()) && chart_.parent(transition.targets.front()) == 0;
  }

  /// Whether a task of the state itself is what the transition answers.
  [[nodiscard]] bool is_of_own_task(StateIndex state, const Transition& transition) const {
    for (const acts::TaskTemplate& task : outline_.duties[state].tasks) {
      if (task.outcomes.empty() && statechart::transition_matches(transition, task.command)) return true;
      for (const std::string& outcome : task.outcomes) {
        if (statechart::transition_matches(transition, "task." + task.key + "." + outcome)) return true;
      }
    }
    return false;
  }

  /// What the tasks of a state with states inside lead to.
  void own_task_exits(StateIndex state) {
    const std::vector<std::size_t> tasks = own_tasks(state);
    if (tasks.empty()) return;
    std::vector<Exit> found;
    for (const TransitionIndex index : chart_.state(state).transitions) {
      const Transition& transition = chart_.transition(index);
      if (is_of_own_task(state, transition)) found.push_back({&transition, transition.events.front(), state});
    }
    add_exits(tasks.front(), found);
  }

  /// Where the flow goes; none when nothing changes and no task's command was given.
  std::size_t destination(const Exit& exit, std::size_t from) {
    if (!exit.transition->targets.empty()) return target_node(*exit.transition);
    if (!is_of_own_task(exit.state, *exit.transition)) return kNoNode;
    if (graph_.nodes[from].kind == Kind::kBoundaryTimer) return kNoNode;
    return entries_[exit.state] == kNoNode ? own_tasks(exit.state).front() : entries_[exit.state];
  }

  void add_exits(std::size_t from, const std::vector<Exit>& found) {
    std::vector<std::pair<const Exit*, std::size_t>> flows;
    for (const Exit& exit : found) {
      const std::size_t to = destination(exit, from);
      if (to != kNoNode) flows.emplace_back(&exit, to);
    }
    if (flows.empty()) return;
    std::size_t source = from;
    if (flows.size() > 1) {
      source = gateway(Kind::kExclusive, graph_.nodes[from].lane);
      connect(from, source, {});
    }
    for (const auto& [exit, to] : flows) connect(source, to, flow_name(*exit), exit->transition->condition_text);
  }

  [[nodiscard]] std::string flow_name(const Exit& exit) const {
    std::string name = event_phrase(outline_, exit.event, language_);
    if (!exit.transition->condition_text.empty()) {
      name += " [" + condition_phrase(outline_, exit.transition->condition_text, language_) + "]";
    }
    return name;
  }

  void add_from_anywhere(StateIndex state) {
    for (const TransitionIndex index : chart_.state(state).transitions) {
      const Transition& transition = chart_.transition(index);
      if (!ends_case(transition) || is_of_own_task(state, transition)) continue;
      const std::string event = first_event(transition, [](std::string_view) { return true; });
      if (event.empty()) continue;
      FlowNode node;
      node.kind = Kind::kFromAnywhere;
      node.name = flow_name({&transition, event, state});
      const std::string label = state == 0 ? outline_.title(language_) : outline_.state_label(state, language_);
      node.documentation = (lv_ ? "No jebkura stāvokļa šajā: " : "From any state inside: ") + label;
      node.lane = kSystemLane;
      node.end_name = outline_.state_label(transition.targets.front(), language_);
      add(std::move(node));
    }
  }

  const Outline& outline_;
  const Chart& chart_;
  Language language_;
  bool lv_;
  FlowGraph graph_;
  std::map<acts::Part, std::size_t> lane_of_;
  std::vector<std::size_t> entries_;                          ///< Of each atomic state.
  std::map<StateIndex, std::vector<std::size_t>> tasks_;      ///< User tasks by state.
  std::map<std::pair<StateIndex, Targets>, std::size_t> splits_;
  std::map<StateIndex, std::size_t> joins_;
};

}  // namespace

FlowGraph process_flow(const Outline& outline, Language language) { return FlowBuilder(outline, language).build(); }

}  // namespace norma::workflows::views
