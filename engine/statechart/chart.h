#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/statechart/content.h"
#include "engine/statechart/state_set.h"

namespace norma::statechart {

/// Number of a transition in its chart; transitions are numbered in post-order, so descendants come first.
using TransitionIndex = std::uint16_t;

enum class StateKind : std::uint8_t { kAtomic, kCompound, kParallel, kFinal, kShallowHistory, kDeepHistory };
enum class TransitionType : std::uint8_t { kExternal, kInternal };
enum class DataModelKind : std::uint8_t { kNull, kEcmascript };

struct Transition {
  StateIndex source = 0;
  TransitionType type = TransitionType::kExternal;
  bool type_is_written = false;          ///< The author wrote `type`; lint asks.
  std::vector<std::string> events;  ///< Event events as written, without trailing `.*` or `.`; `*` stays.
  std::string condition_text;            ///< Empty when there is none.
  ExpressionIndex condition = kNoExpression;
  std::vector<StateIndex> targets;  ///< History states stand as they are.
  Block block;
  std::uint32_t line = 0;
  std::uint32_t column = 0;

  bool targets_history = false;  ///< Then `domain` and `exits` hold only while no history is recorded.
  StateIndex domain = kNoState;  ///< Least common compound ancestor; none without targets.
  Interval exits;                ///< States that leave when they are active; empty without targets.
};

/// Targets and content of <initial>, of the attribute `initial`, or of a history's default transition.
struct DefaultEntry {
  std::vector<StateIndex> targets;
  Block content;
};

struct State {
  std::string id;
  bool id_is_generated = false;
  StateKind kind = StateKind::kAtomic;
  StateIndex parent = kNoState;
  StateIndex last = 0;                       ///< Last descendant; descendants are [self + 1, last].
  std::vector<StateIndex> children;          ///< Proper child states, history left out.
  std::vector<StateIndex> histories;         ///< Child history states.
  std::vector<TransitionIndex> transitions;  ///< In document order.
  DefaultEntry initial;                      ///< Of a compound state or a history.
  std::vector<Block> on_entry;
  std::vector<Block> on_exit;
  std::vector<Data> data;
  std::vector<Invoke> invokes;
  std::optional<DoneData> done_data;
  std::uint32_t line = 0;
  std::uint32_t column = 0;
};

/// A compiled SCXML document.
///
/// Immutable, shared between threads. States are numbered in document order with the `<scxml>` element as 0.
class Chart : public std::enable_shared_from_this<Chart> {
 public:
  /// The value of `name` on `<scxml>`; may be empty.
  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] DataModelKind data_model() const { return data_model_; }
  [[nodiscard]] bool binds_late() const { return binds_late_; }

  [[nodiscard]] std::size_t state_count() const { return states_.size(); }
  [[nodiscard]] const State& state(StateIndex index) const { return states_[index]; }
  [[nodiscard]] const std::string& id(StateIndex index) const { return states_[index].id; }
  [[nodiscard]] StateIndex parent(StateIndex index) const { return states_[index].parent; }
  [[nodiscard]] StateKind kind(StateIndex index) const { return states_[index].kind; }
  [[nodiscard]] std::optional<StateIndex> find(std::string_view id) const;

  [[nodiscard]] bool is_history(StateIndex index) const {
    return kind(index) == StateKind::kShallowHistory || kind(index) == StateKind::kDeepHistory;
  }
  [[nodiscard]] bool is_parallel(StateIndex index) const { return kind(index) == StateKind::kParallel; }
  [[nodiscard]] bool is_final(StateIndex index) const { return kind(index) == StateKind::kFinal; }
  /// Neither compound nor parallel: what an atomic configuration is made of.
  [[nodiscard]] bool is_atomic(StateIndex index) const {
    return kind(index) == StateKind::kAtomic || kind(index) == StateKind::kFinal;
  }
  [[nodiscard]] bool is_compound(StateIndex index) const { return kind(index) == StateKind::kCompound; }
  [[nodiscard]] bool is_descendant(StateIndex state, StateIndex ancestor) const {
    return ancestor < state && state <= states_[ancestor].last;
  }
  /// The state and all its descendants.
  [[nodiscard]] Interval subtree(StateIndex index) const { return {index, states_[index].last}; }

  [[nodiscard]] std::size_t transition_count() const { return transitions_.size(); }
  [[nodiscard]] const Transition& transition(TransitionIndex index) const { return transitions_[index]; }

  [[nodiscard]] const std::vector<Expression>& expressions() const { return expressions_; }
  [[nodiscard]] const Expression& expression(ExpressionIndex index) const { return expressions_[index]; }

  /// The program of the `<script>` child of `<scxml>`; runs at start and whenever functions are needed again.
  [[nodiscard]] ExpressionIndex global_script() const { return global_script_; }
  /// Whether some program may define functions, so that a scope of its own is needed for each step.
  [[nodiscard]] bool has_script() const { return has_script_; }

 private:
  friend class ChartBuilder;
  std::string name_;
  DataModelKind data_model_ = DataModelKind::kNull;
  bool binds_late_ = false;
  bool has_script_ = false;
  ExpressionIndex global_script_ = kNoExpression;
  std::vector<State> states_;
  std::vector<Transition> transitions_;
  std::vector<Expression> expressions_;
  struct IdHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view id) const { return std::hash<std::string_view>{}(id); }
  };
  std::unordered_map<std::string, StateIndex, IdHash, std::equal_to<>> index_;
};

/// Whether an event descriptor, as a chart keeps it, matches an event name (section 3.12.1).
[[nodiscard]] bool descriptor_matches(std::string_view descriptor, std::string_view event);

/// Whether some descriptor of the transition matches.
[[nodiscard]] bool transition_matches(const Transition& transition, std::string_view event);

}  // namespace norma::statechart
