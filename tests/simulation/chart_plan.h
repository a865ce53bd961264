#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/statechart/document.h"

namespace norma::simulation {

/// A condition with a meaning of its own, beside the text that the engine reads.
struct ConditionPlan {
  enum class Kind { kTrue, kIn, kLess, kEqual, kNot, kAnd, kOr, kFault } kind = Kind::kTrue;
  std::size_t state = 0;     ///< kIn.
  std::size_t variable = 0;  ///< kLess, kEqual.
  int number = 0;
  std::vector<ConditionPlan> parts;  ///< kNot one, kAnd and kOr two.
};

/// One element of executable content.
struct ActionPlan {
  enum class Kind { kLog, kRaise, kSet, kAdd, kSend, kCancel, kIf } kind = Kind::kLog;
  std::string name;  ///< Label, event, or the sendid to cancel.
  std::string sendid;
  std::size_t variable = 0;
  int number = 0;  ///< kSet, kAdd; the delay of kSend in milliseconds, 0 for none.
  bool is_internal = false;  ///< kSend goes to #_internal.
  std::optional<ConditionPlan> condition;  ///< kIf.
  std::vector<ActionPlan> then, otherwise;
};
using BlockPlan = std::vector<ActionPlan>;

struct TransitionPlan {
  std::size_t source = 0;
  std::vector<std::string> events;  ///< Descriptors as written.
  std::optional<ConditionPlan> condition;
  std::vector<std::size_t> targets;
  bool is_internal = false;
  BlockPlan content;
};

struct StatePlan {
  enum class Kind { kState, kParallel, kFinal, kShallow, kDeep } kind = Kind::kState;
  std::size_t parent = 0;
  std::vector<std::size_t> children;  ///< With histories, in document order.
  std::vector<TransitionPlan> transitions;
  std::vector<std::size_t> initial;  ///< Empty: the first child. Of a history: its default.
  BlockPlan initial_content;         ///< Not empty: written as <initial>.
  std::vector<BlockPlan> on_entry, on_exit;
  std::optional<std::size_t> variable;  ///< Declared here, with the value 0.
};

/// A chart as it was drawn: states in document order, `<scxml>` as 0.
struct ChartPlan {
  std::vector<StatePlan> states;
  std::size_t variables = 0;  ///< 0: the data model is null.
  bool binds_late = false;

  [[nodiscard]] static std::string id(std::size_t state) { return "s" + std::to_string(state); }
  [[nodiscard]] static std::string variable_name(std::size_t variable) { return "v" + std::to_string(variable); }
  [[nodiscard]] bool is_history(std::size_t state) const {
    return states[state].kind == StatePlan::Kind::kShallow || states[state].kind == StatePlan::Kind::kDeep;
  }
  [[nodiscard]] bool is_inside(std::size_t state, std::size_t ancestor) const;
};

/// The document as a reader would give it.
[[nodiscard]] statechart::Element document_of(const ChartPlan& plan);

/// The document as text, to be looked at.
[[nodiscard]] std::string text_of(const statechart::Element& element, std::size_t depth = 0);

}  // namespace norma::simulation
