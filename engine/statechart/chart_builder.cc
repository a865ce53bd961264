#include "engine/statechart/chart_builder.h"

#include "engine/statechart/json_text.h"

namespace norma::statechart {

Result<std::shared_ptr<const Chart>> ChartBuilder::build() {
  read_root();
  if (!fault_) name_states();
  for (std::size_t i = 0; !fault_ && i < elements_.size(); ++i) fill_state(static_cast<StateIndex>(i));
  if (!fault_) number_transitions();
  if (!fault_) resolve_transitions();
  if (!fault_) finish_conditions();
  if (fault_) return fail(Reason::kDefinitionInvalid, *fault_);
  return std::shared_ptr<const Chart>(chart_);
}

void ChartBuilder::read_root() {
  if (!is_scxml(root_, "scxml")) return fault(root_, "the root element must be <scxml> of SCXML's namespace");
  const std::string model = attribute_or_empty(root_, "datamodel");
  if (model == "null") {
    chart_->data_model_ = DataModelKind::kNull;
  } else if (model.empty() || model == "ecmascript") {
    chart_->data_model_ = DataModelKind::kEcmascript;
  } else {
    return fault(root_, "there is no data model " + model + "; there are null and ecmascript");
  }
  const std::string binding = attribute_or_empty(root_, "binding");
  if (!binding.empty() && binding != "early" && binding != "late") return fault(root_, "binding is early or late");
  chart_->binds_late_ = binding == "late";
  chart_->name_ = attribute_or_empty(root_, "name");
  add_state(root_, kNoState, 0);
  if (!fault_ && chart_->states_[0].children.empty()) fault(root_, "a chart needs a state");
}

void ChartBuilder::add_state(const Element& element, StateIndex parent, std::size_t depth) {
  if (depth > limits_.depth) return fault(element, "states are nested too deeply");
  std::vector<State>& states = chart_->states_;
  if (states.size() >= limits_.states || states.size() >= UINT16_MAX) return fault(element, "too many states");
  const auto index = static_cast<StateIndex>(states.size());
  State& created = states.emplace_back();
  elements_.push_back(&element);
  created.parent = parent;
  created.line = element.line;
  created.column = element.column;
  created.kind = element.name == "final" ? StateKind::kFinal : StateKind::kAtomic;
  if (element.name == "history") {
    const std::string type = attribute_or_empty(element, "type");
    if (!type.empty() && type != "shallow" && type != "deep") fault(element, "the type of a history is shallow or deep");
    created.kind = type == "deep" ? StateKind::kDeepHistory : StateKind::kShallowHistory;
  }
  const bool is_leaf = element.name == "final" || element.name == "history";
  for (const Element& child : element.children) {
    if (!is_state_element(child)) continue;
    if (is_leaf) return fault(child, "<" + element.name + "> cannot have states inside");
    const auto next = static_cast<StateIndex>(states.size());
    add_state(child, index, depth + 1);
    if (fault_) return;
    (child.name == "history" ? states[index].histories : states[index].children).push_back(next);
  }
  states[index].last = static_cast<StateIndex>(states.size() - 1);
  if (states[index].children.empty()) return;
  states[index].kind = element.name == "parallel" ? StateKind::kParallel : StateKind::kCompound;
}

void ChartBuilder::name_states() {
  for (std::size_t i = 1; i < elements_.size(); ++i) {
    State& state = chart_->states_[i];
    state.id = attribute_or_empty(*elements_[i], "id");
    if (state.id.empty()) continue;
    if (!chart_->index_.emplace(state.id, static_cast<StateIndex>(i)).second) {
      fault(*elements_[i], "the id " + state.id + " is there twice");
    }
  }
  for (std::size_t i = 1; i < elements_.size(); ++i) {
    State& state = chart_->states_[i];
    if (!state.id.empty()) continue;
    state.id_is_generated = true;
    state.id = "state." + std::to_string(i);
    while (!chart_->index_.emplace(state.id, static_cast<StateIndex>(i)).second) state.id += "_";
  }
}

void ChartBuilder::fill_state(StateIndex index) {
  const Element& element = *elements_[index];
  for (const Element& child : element.children) {
    if (child.name_space != kScxmlNamespace || is_state_element(child)) continue;
    State& state = chart_->states_[index];
    const bool is_final = state.kind == StateKind::kFinal;
    if (child.name == "datamodel" && !chart_->is_history(index)) {
      read_data(child, index);
    } else if (child.name == "script" && index == 0) {
      if (chart_->global_script_ != kNoExpression) fault(child, "a chart has one <script> at most");
      chart_->global_script_ = read_script(child).program;
    } else if (child.name == "onentry" && index != 0) {
      state.on_entry.push_back(read_block(child, 0));
    } else if (child.name == "onexit" && index != 0) {
      state.on_exit.push_back(read_block(child, 0));
    } else if (child.name == "invoke" && index != 0 && !is_final) {
      state.invokes.push_back(read_invoke(child, 0));
    } else if (child.name == "donedata" && is_final) {
      read_done_data(child, index);
    } else if (child.name == "transition" && !is_final) {
      continue;
    } else if (child.name != "initial" || !chart_->is_compound(index) || index == 0) {
      fault(child, "<" + child.name + "> cannot be in <" + element.name + ">");
    }
  }
  if (chart_->is_history(index)) return read_history(index);
  if (chart_->is_compound(index)) return read_initial(index);
  if (element.attribute("initial")) fault(element, "initial is for states that have states inside");
}

void ChartBuilder::read_initial(StateIndex index) {
  const Element& element = *elements_[index];
  State& state = chart_->states_[index];
  const Element* initial = nullptr;
  for (const Element& child : element.children) {
    if (!is_scxml(child, "initial")) continue;
    if (initial != nullptr || element.attribute("initial")) return fault(child, "the initial state is given twice");
    initial = &child;
  }
  if (initial != nullptr) {
    const Element* transition = nullptr;
    for (const Element& child : initial->children) {
      if (is_scxml(child, "transition")) transition = &child;
    }
    if (transition == nullptr) return fault(*initial, "<initial> needs a <transition>");
    if (transition->attribute("event") || transition->attribute("cond")) {
      return fault(*transition, "the transition of <initial> has neither event nor cond");
    }
    state.initial.targets = resolve_targets(*transition, required_attribute(*transition, "target"));
    state.initial.content = read_block(*transition, 0);
  } else if (const auto ids = element.attribute("initial")) {
    state.initial.targets = resolve_targets(element, *ids);
  } else {
    state.initial.targets = {state.children.front()};
  }
  if (state.initial.targets.empty()) fault(element, "the initial state is not given");
  for (const StateIndex target : state.initial.targets) {
    if (!chart_->is_descendant(target, index)) fault(element, "the initial state must be inside");
  }
}

void ChartBuilder::read_history(StateIndex index) {
  const Element& element = *elements_[index];
  State& state = chart_->states_[index];
  const Element* transition = nullptr;
  for (const Element& child : element.children) {
    if (is_scxml(child, "transition")) transition = &child;
  }
  if (transition == nullptr) return fault(element, "<history> needs a <transition> to its default");
  if (transition->attribute("event") || transition->attribute("cond")) {
    return fault(*transition, "the transition of <history> has neither event nor cond");
  }
  state.initial.targets = resolve_targets(*transition, required_attribute(*transition, "target"));
  state.initial.content = read_block(*transition, 0);
  for (const StateIndex target : state.initial.targets) {
    const bool is_inside = chart_->is_descendant(target, state.parent);
    if (!is_inside || target == index) fault(*transition, "the default of a history must be inside the state around it");
    // Histories beside each other could name each other in a ring; one further in cannot lead back.
    if (chart_->is_history(target) && chart_->parent(target) == state.parent) {
      fault(*transition, "the default of a history cannot be a history beside it");
    }
  }
}

void ChartBuilder::read_data(const Element& datamodel, StateIndex owner) {
  for (const Element& child : datamodel.children) {
    if (!is_scxml(child, "data")) continue;
    Data data;
    data.id = required_attribute(child, "id");
    data.line = child.line;
    data.column = child.column;
    forbid_both(child, "src", "expr");
    data.value.expression = attribute_expression(child, "expr");
    if (const auto src = child.attribute("src")) {
      const Result<std::string> text = limits_.resource ? limits_.resource(*src) : fail(Reason::kNotFound, *src);
      if (!text) {
        data.failure = "cannot be read: " + std::string(*src);
      } else if (Result<Element> element = limits_.xml && text->find('<') != std::string::npos ? limits_.xml(*text)
                                                                                              : fail(Reason::kNotFound)) {
        data.value.literal = xml_value(*element);
      } else {
        data.value.literal = literal_of_text(*text);
      }
    } else if (data.value.absent()) {
      data.value = read_inline(child);
    }
    chart_->states_[owner].data.push_back(std::move(data));
  }
}

void ChartBuilder::read_done_data(const Element& element, StateIndex owner) {
  DoneData done;
  done.parameters = read_parameters(element);
  done.content = read_content(element);
  if (!done.content.absent() && !done.parameters.empty()) fault(element, "<donedata> cannot have both <content> and <param>");
  chart_->states_[owner].done_data = std::move(done);
}

Result<std::shared_ptr<const Chart>> compile(const Element& scxml, const CompileLimits& limits) {
  return ChartBuilder(scxml, limits, 0).build();
}

}  // namespace norma::statechart
