#include "tests/simulation/chart_plan.h"

namespace norma::simulation {
namespace {

using statechart::Element;

Element element_of(std::string name) {
  Element element;
  element.name_space = statechart::kScxmlNamespace;
  element.name = std::move(name);
  return element;
}

void set(Element& element, std::string name, std::string value) {
  element.attributes.push_back({std::move(name), std::move(value)});
}

std::string text_of(const ConditionPlan& condition) {
  using Kind = ConditionPlan::Kind;
  switch (condition.kind) {
    case Kind::kTrue: return "true";
    case Kind::kIn: return "In('" + ChartPlan::id(condition.state) + "')";
    case Kind::kLess: return ChartPlan::variable_name(condition.variable) + " < " + std::to_string(condition.number);
    case Kind::kEqual: return ChartPlan::variable_name(condition.variable) + " === " + std::to_string(condition.number);
    case Kind::kNot: return "!(" + text_of(condition.parts[0]) + ")";
    case Kind::kAnd: return "(" + text_of(condition.parts[0]) + ") && (" + text_of(condition.parts[1]) + ")";
    case Kind::kOr: return "(" + text_of(condition.parts[0]) + ") || (" + text_of(condition.parts[1]) + ")";
    case Kind::kFault: return "nothing.here";
  }
  return {};
}

std::string ids_of(const std::vector<std::size_t>& states) {
  std::string result;
  for (const std::size_t state : states) result += (result.empty() ? "" : " ") + ChartPlan::id(state);
  return result;
}

void add_block(const BlockPlan& block, Element& parent);

Element element_of(const ActionPlan& action) {
  using Kind = ActionPlan::Kind;
  Element element = element_of(action.kind == Kind::kLog      ? "log"
                               : action.kind == Kind::kRaise  ? "raise"
                               : action.kind == Kind::kSend   ? "send"
                               : action.kind == Kind::kCancel ? "cancel"
                               : action.kind == Kind::kIf     ? "if"
                                                              : "assign");
  const std::string variable = ChartPlan::variable_name(action.variable);
  if (action.kind == Kind::kLog) set(element, "label", action.name);
  if (action.kind == Kind::kRaise) set(element, "event", action.name);
  if (action.kind == Kind::kCancel) set(element, "sendid", action.name);
  if (action.kind == Kind::kSet || action.kind == Kind::kAdd) {
    set(element, "location", variable);
    set(element, "expr", (action.kind == Kind::kAdd ? variable + " + " : std::string()) + std::to_string(action.number));
  }
  if (action.kind == Kind::kSend) {
    set(element, "event", action.name);
    if (!action.sendid.empty()) set(element, "id", action.sendid);
    if (action.number > 0) set(element, "delay", std::to_string(action.number) + "ms");
    if (action.is_internal) set(element, "target", "#_internal");
  }
  if (action.kind == Kind::kIf) {
    set(element, "cond", text_of(*action.condition));
    add_block(action.then, element);
    if (!action.otherwise.empty()) element.children.push_back(element_of("else"));
    add_block(action.otherwise, element);
  }
  return element;
}

void add_block(const BlockPlan& block, Element& parent) {
  for (const ActionPlan& action : block) parent.children.push_back(element_of(action));
}

Element element_of(const TransitionPlan& transition) {
  Element element = element_of("transition");
  std::string events;
  for (const std::string& event : transition.events) events += (events.empty() ? "" : " ") + event;
  if (!events.empty()) set(element, "event", events);
  if (transition.condition) set(element, "cond", text_of(*transition.condition));
  if (!transition.targets.empty()) set(element, "target", ids_of(transition.targets));
  if (transition.is_internal) set(element, "type", "internal");
  add_block(transition.content, element);
  return element;
}

Element default_of(const StatePlan& state) {
  Element transition = element_of("transition");
  set(transition, "target", ids_of(state.initial));
  add_block(state.initial_content, transition);
  return transition;
}

Element element_of(const ChartPlan& plan, std::size_t index) {
  using Kind = StatePlan::Kind;
  const StatePlan& state = plan.states[index];
  const bool is_history = plan.is_history(index);
  Element element = element_of(index == 0                      ? "scxml"
                               : state.kind == Kind::kState    ? "state"
                               : state.kind == Kind::kParallel ? "parallel"
                               : state.kind == Kind::kFinal    ? "final"
                                                               : "history");
  if (index == 0) {
    set(element, "datamodel", plan.variables == 0 ? "null" : "ecmascript");
    if (plan.binds_late) set(element, "binding", "late");
  } else {
    set(element, "id", ChartPlan::id(index));
  }
  if (state.kind == Kind::kDeep) set(element, "type", "deep");
  if (is_history) {
    element.children.push_back(default_of(state));
    return element;
  }
  if (state.variable) {
    Element data = element_of("data");
    set(data, "id", ChartPlan::variable_name(*state.variable));
    set(data, "expr", "0");
    Element model = element_of("datamodel");
    model.children.push_back(data);
    element.children.push_back(model);
  }
  if (!state.initial.empty() && state.initial_content.empty()) set(element, "initial", ids_of(state.initial));
  if (!state.initial_content.empty()) {
    Element initial = element_of("initial");
    initial.children.push_back(default_of(state));
    element.children.push_back(initial);
  }
  for (const BlockPlan& block : state.on_entry) add_block(block, element.children.emplace_back(element_of("onentry")));
  for (const BlockPlan& block : state.on_exit) add_block(block, element.children.emplace_back(element_of("onexit")));
  for (const TransitionPlan& transition : state.transitions) element.children.push_back(element_of(transition));
  for (const std::size_t child : state.children) element.children.push_back(element_of(plan, child));
  return element;
}

}  // namespace

bool ChartPlan::is_inside(std::size_t state, std::size_t ancestor) const {
  while (state != 0) {
    state = states[state].parent;
    if (state == ancestor) return true;
  }
  return false;
}

Element document_of(const ChartPlan& plan) { return element_of(plan, 0); }

std::string text_of(const Element& element, std::size_t depth) {
  std::string out = std::string(2 * depth, ' ') + "<" + element.name;
  for (const statechart::Attribute& attribute : element.attributes) out += " " + attribute.name + "=\"" + attribute.value + "\"";
  if (element.children.empty()) return out + "/>\n";
  out += ">\n";
  for (const Element& child : element.children) out += text_of(child, depth + 1);
  return out + std::string(2 * depth, ' ') + "</" + element.name + ">\n";
}

}  // namespace norma::simulation
