#include <string>

#include "engine/statechart/chart_builder.h"
#include "engine/statechart/expression_text.h"
#include "engine/statechart/json_text.h"

namespace norma::statechart {

void ChartBuilder::fault(const Element& at, std::string_view message) {
  if (fault_) return;
  fault_ = std::to_string(at.line) + ':' + std::to_string(at.column) + ": " + std::string(message);
}

bool ChartBuilder::is_scxml(const Element& element, std::string_view name) {
  return element.name_space == kScxmlNamespace && element.name == name;
}

bool ChartBuilder::is_state_element(const Element& element) {
  return is_scxml(element, "state") || is_scxml(element, "parallel") || is_scxml(element, "final") ||
         is_scxml(element, "history");
}

std::string ChartBuilder::attribute_or_empty(const Element& at, std::string_view attribute) const {
  return std::string(at.attribute(attribute).value_or(""));
}

std::string ChartBuilder::required_attribute(const Element& at, std::string_view attribute) {
  std::string value = attribute_or_empty(at, attribute);
  if (value.empty()) fault(at, "<" + at.name + "> needs the attribute " + std::string(attribute));
  return value;
}

void ChartBuilder::forbid_both(const Element& at, std::string_view one, std::string_view other) {
  if (at.attribute(one) && at.attribute(other)) {
    fault(at, "<" + at.name + "> cannot have both " + std::string(one) + " and " + std::string(other));
  }
}

ExpressionIndex ChartBuilder::add_expression(const Element& at, std::string_view text, ExpressionKind kind) {
  if (text.size() > limits_.expression_bytes) fault(at, "the expression is too long");
  if (chart_->expressions_.size() >= limits_.expressions) {
    fault(at, "too many expressions");
    return kNoExpression;
  }
  Expression expression;
  expression.source = std::string(text);
  expression.kind = kind;
  expression.tag = at.name;
  expression.line = at.line;
  expression.column = at.column;
  scan_identifiers(expression);
  chart_->expressions_.push_back(std::move(expression));
  return static_cast<ExpressionIndex>(chart_->expressions_.size() - 1);
}

ExpressionIndex ChartBuilder::attribute_expression(const Element& at, std::string_view attribute, ExpressionKind kind) {
  const std::optional<std::string_view> text = at.attribute(attribute);
  if (!text) return kNoExpression;
  return add_expression(at, *text, kind);
}

std::optional<std::string> ChartBuilder::literal_of_text(std::string_view text) const {
  const std::string normal = normalise_space(text);
  if (normal.empty()) return std::nullopt;
  if (chart_->data_model_ == DataModelKind::kNull) return json_quote(normal);
  if (std::optional<std::string> json = json_compact(text)) return json;
  return json_quote(normal);
}

void ChartBuilder::finish_conditions() {
  const auto find_state = [this](std::string_view id) { return chart_->find(id); };
  for (Expression& expression : chart_->expressions_) {
    const bool is_condition =
        expression.tag == "transition" || expression.tag == "if" || expression.tag == "elseif";
    if (is_condition) expression.in_tests = parse_in_condition(expression.source, find_state);
  }
}

}  // namespace norma::statechart
