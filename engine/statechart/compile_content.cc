#include <string>

#include "engine/statechart/chart_builder.h"
#include "engine/statechart/json_text.h"
#include "engine/statechart/words.h"

namespace norma::statechart {

Block ChartBuilder::read_block(const Element& parent, std::size_t depth) {
  Block block;
  if (depth > limits_.depth) {
    fault(parent, "executable content is nested too deeply");
    return block;
  }
  for (const Element& child : parent.children) {
    if (std::optional<Action> action = read_action(child, depth)) block.push_back(std::move(*action));
  }
  return block;
}

std::optional<Action> ChartBuilder::read_action(const Element& element, std::size_t depth) {
  if (element.name_space != kScxmlNamespace) return std::nullopt;
  Action action;
  action.line = element.line;
  action.column = element.column;
  if (element.name == "raise") {
    action.what = Raise{required_attribute(element, "event")};
  } else if (element.name == "if") {
    action.what = read_if(element, depth);
  } else if (element.name == "foreach") {
    action.what = read_foreach(element, depth);
  } else if (element.name == "log") {
    action.what = Log{attribute_or_empty(element, "label"), attribute_expression(element, "expr")};
  } else if (element.name == "assign") {
    action.what = read_assign(element);
  } else if (element.name == "script") {
    action.what = read_script(element);
  } else if (element.name == "send") {
    action.what = read_send(element);
  } else if (element.name == "cancel") {
    forbid_both(element, "sendid", "sendidexpr");
    if (!element.attribute("sendid") && !element.attribute("sendidexpr")) fault(element, "<cancel> needs sendid or sendidexpr");
    action.what = Cancel{attribute_or_empty(element, "sendid"), attribute_expression(element, "sendidexpr")};
  } else {
    fault(element, "<" + element.name + "> is not executable content");
  }
  return action;
}

If ChartBuilder::read_if(const Element& element, std::size_t depth) {
  If result;
  required_attribute(element, "cond");
  result.branches.push_back({attribute_expression(element, "cond"), {}});
  bool has_else = false;
  for (const Element& child : element.children) {
    if (is_scxml(child, "elseif") || is_scxml(child, "else")) {
      if (has_else) fault(child, "nothing can follow <else> but its content");
      has_else = child.name == "else";
      if (!has_else) required_attribute(child, "cond");
      result.branches.push_back({has_else ? kNoExpression : attribute_expression(child, "cond"), {}});
    } else if (depth >= limits_.depth) {
      fault(child, "executable content is nested too deeply");
    } else if (std::optional<Action> action = read_action(child, depth + 1)) {
      result.branches.back().block.push_back(std::move(*action));
    }
  }
  return result;
}

Foreach ChartBuilder::read_foreach(const Element& element, std::size_t depth) {
  Foreach result;
  required_attribute(element, "array");
  result.array = attribute_expression(element, "array");
  result.item_name = required_attribute(element, "item");
  result.item = attribute_expression(element, "item", ExpressionKind::kLocation);
  result.index_name = attribute_or_empty(element, "index");
  result.index = attribute_expression(element, "index", ExpressionKind::kLocation);
  result.block = read_block(element, depth + 1);
  return result;
}

Assign ChartBuilder::read_assign(const Element& element) {
  Assign result;
  required_attribute(element, "location");
  result.location = attribute_expression(element, "location", ExpressionKind::kLocation);
  result.value.expression = attribute_expression(element, "expr");
  const ValueSource in_place = read_inline(element);
  if (!in_place.absent() && !result.value.absent()) fault(element, "<assign> cannot have both expr and content");
  if (result.value.absent()) result.value = in_place;
  if (result.value.absent()) result.value.literal = "{\"$undef\":1}";
  return result;
}

Script ChartBuilder::read_script(const Element& element) {
  chart_->has_script_ = true;
  if (const auto src = element.attribute("src")) {
    if (!limits_.resource) {
      fault(element, "the script cannot be fetched: " + std::string(*src));
      return {};
    }
    const Result<std::string> text = limits_.resource(*src);
    if (!text) {
      fault(element, "the script cannot be fetched: " + std::string(*src));
      return {};
    }
    return {add_expression(element, *text, ExpressionKind::kScript)};
  }
  return {add_expression(element, element.text, ExpressionKind::kScript)};
}

Send ChartBuilder::read_send(const Element& element) {
  forbid_both(element, "event", "eventexpr");
  forbid_both(element, "target", "targetexpr");
  forbid_both(element, "type", "typeexpr");
  forbid_both(element, "id", "idlocation");
  forbid_both(element, "delay", "delayexpr");
  Send send;
  send.event = attribute_or_empty(element, "event");
  send.target = attribute_or_empty(element, "target");
  send.type = attribute_or_empty(element, "type");
  send.id = attribute_or_empty(element, "id");
  send.delay = attribute_or_empty(element, "delay");
  send.event_expression = attribute_expression(element, "eventexpr");
  send.target_expression = attribute_expression(element, "targetexpr");
  send.type_expression = attribute_expression(element, "typeexpr");
  send.id_location = attribute_expression(element, "idlocation", ExpressionKind::kLocation);
  send.delay_expression = attribute_expression(element, "delayexpr");
  send.parameters = read_parameters(element);
  send.content = read_content(element);
  if (!send.content.absent() && !send.parameters.empty()) {
    fault(element, "<send> cannot have both <content> and namelist or <param>");
  }
  return send;
}

std::vector<Parameter> ChartBuilder::read_parameters(const Element& element) {
  std::vector<Parameter> result;
  for (const std::string_view name : words_of(element.attribute("namelist").value_or(""))) {
    result.push_back({std::string(name), add_expression(element, name, ExpressionKind::kValue), true});
  }
  for (const Element& child : element.children) {
    if (!is_scxml(child, "param")) continue;
    forbid_both(child, "expr", "location");
    Parameter parameter;
    parameter.name = required_attribute(child, "name");
    const char* source = child.attribute("expr") ? "expr" : "location";
    required_attribute(child, source);
    parameter.expression = attribute_expression(child, source);
    result.push_back(std::move(parameter));
  }
  return result;
}

ValueSource ChartBuilder::read_content(const Element& element) {
  for (const Element& child : element.children) {
    if (!is_scxml(child, "content")) continue;
    ValueSource result;
    result.expression = attribute_expression(child, "expr");
    const ValueSource in_place = read_inline(child);
    if (!in_place.absent() && !result.absent()) fault(child, "<content> cannot have both expr and content");
    if (result.absent()) result = in_place;
    if (result.absent()) result.literal = "\"\"";
    return result;
  }
  return {};
}

ValueSource ChartBuilder::read_inline(const Element& element) {
  ValueSource result;
  if (element.children.size() == 1) {
    result.literal = xml_value(element.children.front());
  } else if (!element.children.empty()) {
    result.literal = json_quote(normalise_space(element.inner_xml));
  } else {
    result.literal = literal_of_text(element.text);
  }
  return result;
}

Invoke ChartBuilder::read_invoke(const Element& element, std::size_t depth) {
  forbid_both(element, "type", "typeexpr");
  forbid_both(element, "src", "srcexpr");
  forbid_both(element, "id", "idlocation");
  Invoke invoke;
  invoke.type = attribute_or_empty(element, "type");
  invoke.src = attribute_or_empty(element, "src");
  invoke.id = attribute_or_empty(element, "id");
  invoke.type_expression = attribute_expression(element, "typeexpr");
  invoke.src_expression = attribute_expression(element, "srcexpr");
  invoke.id_location = attribute_expression(element, "idlocation", ExpressionKind::kLocation);
  invoke.parameters = read_parameters(element);
  invoke.autoforward = attribute_or_empty(element, "autoforward") == "true";
  invoke.line = element.line;
  invoke.column = element.column;
  for (const Element& child : element.children) {
    if (!is_scxml(child, "content") || child.children.size() != 1 || !is_scxml(child.children.front(), "scxml")) continue;
    if (chart_depth_ >= 8) {
      fault(child, "charts are nested too deeply");
      return invoke;
    }
    ChartBuilder builder(child.children.front(), limits_, chart_depth_ + 1);
    if (Result<std::shared_ptr<const Chart>> nested = builder.build()) {
      invoke.child = *nested;
    } else if (!fault_) {
      fault_ = nested.error().details.front();
    }
  }
  if (!invoke.child) invoke.content = read_content(element);
  for (const Element& child : element.children) {
    if (!invoke.child && is_scxml(child, "content") && !child.children.empty()) invoke.content.literal = json_quote(child.inner_xml);
  }
  read_finalize(element, invoke, depth);
  return invoke;
}

void ChartBuilder::read_finalize(const Element& invoke_element, Invoke& invoke, std::size_t depth) {
  for (const Element& child : invoke_element.children) {
    if (!is_scxml(child, "finalize")) continue;
    invoke.finalize = read_block(child, depth + 1);
    if (!invoke.finalize.empty()) continue;
    for (const std::string_view name : words_of(invoke_element.attribute("namelist").value_or(""))) {
      invoke.finalize_names.emplace_back(name);
      invoke.finalize_locations.push_back(add_expression(invoke_element, name, ExpressionKind::kLocation));
    }
    for (const Element& parameter : invoke_element.children) {
      if (!is_scxml(parameter, "param") || !parameter.attribute("location")) continue;
      invoke.finalize_names.push_back(attribute_or_empty(parameter, "name"));
      invoke.finalize_locations.push_back(attribute_expression(parameter, "location", ExpressionKind::kLocation));
    }
  }
}

}  // namespace norma::statechart
