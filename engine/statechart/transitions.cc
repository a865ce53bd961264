#include <algorithm>

#include "engine/statechart/chart_builder.h"
#include "engine/statechart/domain.h"
#include "engine/statechart/words.h"

namespace norma::statechart {
namespace {

std::vector<std::string> read_descriptors(std::string_view event) {
  std::vector<std::string> result;
  for (std::string_view word : words_of(event)) {
    if (word.size() > 1 && word.ends_with(".*")) word.remove_suffix(2);
    if (word.size() > 1 && word.ends_with('.')) word.remove_suffix(1);
    result.emplace_back(word);
  }
  return result;
}

/// The states in post-order: descendants before their ancestors, siblings in document order.
void append_post_order(const Chart& chart, StateIndex state, std::vector<StateIndex>& order) {
  for (const StateIndex child : chart.state(state).children) append_post_order(chart, child, order);
  order.push_back(state);
}

}  // namespace

void ChartBuilder::number_transitions() {
  std::vector<StateIndex> order;
  append_post_order(*chart_, 0, order);
  for (const StateIndex state : order) {
    for (const Element& child : elements_[state]->children) {
      if (is_scxml(child, "transition")) read_transition(child, state);
    }
  }
}

void ChartBuilder::read_transition(const Element& element, StateIndex source) {
  if (chart_->transitions_.size() >= std::min<std::size_t>(limits_.transitions, UINT16_MAX)) {
    return fault(element, "too many transitions");
  }
  Transition transition;
  transition.source = source;
  transition.line = element.line;
  transition.column = element.column;
  const std::string type = attribute_or_empty(element, "type");
  if (!type.empty() && type != "internal" && type != "external") fault(element, "the type of a transition is internal or external");
  transition.type = type == "internal" ? TransitionType::kInternal : TransitionType::kExternal;
  transition.type_is_written = !type.empty();
  transition.events = read_descriptors(element.attribute("event").value_or(""));
  transition.condition_text = attribute_or_empty(element, "cond");
  transition.condition = attribute_expression(element, "cond");
  transition.block = read_block(element, 0);
  chart_->states_[source].transitions.push_back(static_cast<TransitionIndex>(chart_->transitions_.size()));
  chart_->transitions_.push_back(std::move(transition));
  transition_elements_.push_back(&element);
}

void ChartBuilder::resolve_transitions() {
  for (std::size_t i = 0; i < chart_->transitions_.size(); ++i) {
    Transition& transition = chart_->transitions_[i];
    const Element& element = *transition_elements_[i];
    transition.targets = resolve_targets(element, element.attribute("target").value_or(""));
    if (element.attribute("target") && transition.targets.empty()) fault(element, "target names no state");
    if (fault_) return;
    if (transition.targets.empty()) continue;
    std::vector<StateIndex> effective;
    for (const StateIndex target : transition.targets) {
      transition.targets_history |= chart_->is_history(target);
      append_effective_targets(*chart_, {}, target, effective);
    }
    transition.domain = transition_domain(*chart_, transition, effective);
    transition.exits = exit_interval(*chart_, transition.domain);
  }
}

std::vector<StateIndex> ChartBuilder::resolve_targets(const Element& at, std::string_view ids) {
  std::vector<StateIndex> targets;
  for (const std::string_view id : words_of(ids)) {
    const std::optional<StateIndex> found = chart_->find(id);
    if (!found) {
      fault(at, "there is no state " + std::string(id));
      return {};
    }
    targets.push_back(*found);
  }
  check_targets(at, targets);
  return targets;
}

/// In document order, the innermost state around any two targets is that around some two that follow each other, so
/// these alone need to be looked at.
void ChartBuilder::check_targets(const Element& at, std::vector<StateIndex> targets) {
  // A history may stand for anything inside the state around it.
  const auto extent = [&](StateIndex target) { return chart_->is_history(target) ? chart_->parent(target) : target; };
  std::sort(targets.begin(), targets.end(), [&](StateIndex left, StateIndex right) { return extent(left) < extent(right); });
  for (std::size_t i = 1; i < targets.size(); ++i) {
    const StateIndex one = extent(targets[i - 1]);
    const StateIndex other = extent(targets[i]);
    StateIndex common = one;
    while (common != 0 && common != other && !chart_->is_descendant(other, common)) common = chart_->parent(common);
    const bool is_one_inside_other = common == one || common == other;
    if (!is_one_inside_other && chart_->kind(common) == StateKind::kParallel) continue;
    return fault(at, "the states " + chart_->id(targets[i - 1]) + " and " + chart_->id(targets[i]) +
                         " cannot be active together");
  }
}

}  // namespace norma::statechart
