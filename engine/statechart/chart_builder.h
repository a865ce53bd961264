#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/statechart/compile.h"

namespace norma::statechart {

/// Turns one document into a chart; remembers the first fault and goes on, so that callers need no checks between.
class ChartBuilder {
 public:
  ChartBuilder(const Element& root, const CompileLimits& limits, std::size_t chart_depth)
      : root_(root), limits_(limits), chart_depth_(chart_depth), chart_(std::make_shared<Chart>()) {}

  Result<std::shared_ptr<const Chart>> build();

 private:
  // chart_builder.cc: states
  void read_root();
  void add_state(const Element& element, StateIndex parent, std::size_t depth);
  void name_states();
  void fill_state(StateIndex index);
  void read_initial(StateIndex index);
  void read_history(StateIndex index);
  void read_data(const Element& datamodel, StateIndex owner);
  void read_done_data(const Element& element, StateIndex owner);
  void finish_conditions();

  // transitions.cc
  void number_transitions();
  void read_transition(const Element& element, StateIndex source);
  void resolve_transitions();
  std::vector<StateIndex> resolve_targets(const Element& at, std::string_view ids);
  void check_targets(const Element& at, std::vector<StateIndex> targets);

  // compile_content.cc
  Block read_block(const Element& parent, std::size_t depth);
  std::optional<Action> read_action(const Element& element, std::size_t depth);
  If read_if(const Element& element, std::size_t depth);
  Foreach read_foreach(const Element& element, std::size_t depth);
  Assign read_assign(const Element& element);
  Script read_script(const Element& element);
  Send read_send(const Element& element);
  Invoke read_invoke(const Element& element, std::size_t depth);
  void read_finalize(const Element& invoke_element, Invoke& invoke, std::size_t depth);
  std::vector<Parameter> read_parameters(const Element& element);
  ValueSource read_content(const Element& element);
  ValueSource read_inline(const Element& element);

  // compile_expressions.cc
  ExpressionIndex add_expression(const Element& at, std::string_view text, ExpressionKind kind);
  ExpressionIndex attribute_expression(const Element& at, std::string_view attribute, ExpressionKind kind = ExpressionKind::kValue);
  std::string attribute_or_empty(const Element& at, std::string_view attribute) const;
  std::string required_attribute(const Element& at, std::string_view attribute);
  void forbid_both(const Element& at, std::string_view one, std::string_view other);
  std::optional<std::string> literal_of_text(std::string_view text) const;

  void fault(const Element& at, std::string_view message);
  static bool is_scxml(const Element& element, std::string_view name);
  static bool is_state_element(const Element& element);

  const Element& root_;
  const CompileLimits& limits_;
  std::size_t chart_depth_;
  std::shared_ptr<Chart> chart_;
  std::vector<const Element*> elements_;             ///< Of each state.
  std::vector<const Element*> transition_elements_;  ///< Of each transition.
  std::optional<std::string> fault_;
};

}  // namespace norma::statechart
