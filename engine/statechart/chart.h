#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/statechart/content.h"
#include "engine/statechart/state_set.h"

namespace norma::statechart {

enum class StateKind : std::uint8_t {
  kRoot,  ///< The <scxml> element; behaves as a compound state.
  kAtomic,
  kCompound,
  kParallel,
  kFinal,
  kShallowHistory,
  kDeepHistory,
};

enum class DataModelKind : std::uint8_t { kNull, kEcmascript };

/// States from `first` to `last`, both included; empty when first > last.
struct Interval {
  StateIndex first = 1;
  StateIndex last = 0;

  [[nodiscard]] bool empty() const { return first > last; }
  [[nodiscard]] bool overlaps(const Interval& other) const {
    return !empty() && !other.empty() && first <= other.last && other.first <= last;
  }
};

struct Transition {
  StateIndex source = 0;
  std::vector<std::string> events;        ///< Descriptors without trailing ".*"; "*" matches all; empty: eventless.
  ExpressionIndex condition = kNoExpression;
  std::vector<StateIndex> targets;        ///< In the order written; may be history states.
  bool internal = false;                  ///< type="internal".
  bool targets_history = false;           ///< The domain depends on what was recorded.
  StateIndex domain = kNoState;           ///< kNoState: targetless, or known only when taken.
  Interval exits;                         ///< Everything below the domain.
  Block content;
  std::uint32_t line = 0;
  std::uint32_t column = 0;
};

/// Targets and content of <initial>, the `initial` attribute, or a history's default transition.
struct DefaultEntry {
  std::vector<StateIndex> targets;
  Block content;
};

struct State {
  std::string id;  ///< As written, or `$<number>` for a state without one.
  StateKind kind = StateKind::kAtomic;
  StateIndex parent = kNoState;
  StateIndex last = 0;  ///< Last descendant; its own number if it has none.
  std::vector<StateIndex> children;            ///< Document order, without history states.
  std::vector<StateIndex> histories;
  std::vector<TransitionIndex> transitions;    ///< Document order.
  DefaultEntry initial;
  std::vector<Block> on_entry;
  std::vector<Block> on_exit;
  std::vector<Data> data;
  std::vector<Invoke> invokes;
  std::optional<DoneData> done_data;
  std::uint32_t line = 0;
  std::uint32_t column = 0;
};

/// What compile hands to a Chart.
struct ChartParts {
  std::string name;
  DataModelKind data_model = DataModelKind::kNull;
  bool late_binding = false;
  std::vector<State> states;
  std::vector<Transition> transitions;
  std::vector<Expression> expressions;
  ExpressionIndex global_script = kNoExpression;
};

/// A compiled definition: immutable, shared between threads and cases.
class Chart {
 public:
  explicit Chart(ChartParts parts);

  /// The `name` of <scxml>; may be empty.
  [[nodiscard]] const std::string& name() const { return parts_.name; }
  [[nodiscard]] DataModelKind data_model() const { return parts_.data_model; }
  [[nodiscard]] bool late_binding() const { return parts_.late_binding; }
  [[nodiscard]] ExpressionIndex global_script() const { return parts_.global_script; }

  /// Number of states, <scxml> and history states included.
  [[nodiscard]] std::size_t state_count() const { return parts_.states.size(); }
  [[nodiscard]] const State& state(StateIndex index) const { return parts_.states[index]; }
  [[nodiscard]] const std::string& id(StateIndex index) const { return parts_.states[index].id; }
  [[nodiscard]] std::optional<StateIndex> find(std::string_view id) const;

  [[nodiscard]] std::size_t transition_count() const { return parts_.transitions.size(); }
  [[nodiscard]] const Transition& transition(TransitionIndex index) const { return parts_.transitions[index]; }
  [[nodiscard]] const std::vector<Expression>& expressions() const { return parts_.expressions; }
  [[nodiscard]] const Expression& expression(ExpressionIndex index) const { return parts_.expressions[index]; }

  [[nodiscard]] StateKind kind(StateIndex index) const { return parts_.states[index].kind; }
  [[nodiscard]] bool is_atomic(StateIndex index) const {
    return kind(index) == StateKind::kAtomic || kind(index) == StateKind::kFinal;
  }
  [[nodiscard]] bool is_compound(StateIndex index) const {
    return kind(index) == StateKind::kCompound || kind(index) == StateKind::kRoot;
  }
  [[nodiscard]] bool is_parallel(StateIndex index) const { return kind(index) == StateKind::kParallel; }
  [[nodiscard]] bool is_final(StateIndex index) const { return kind(index) == StateKind::kFinal; }
  [[nodiscard]] bool is_history(StateIndex index) const {
    return kind(index) == StateKind::kShallowHistory || kind(index) == StateKind::kDeepHistory;
  }
  /// Whether `state` is strictly inside `ancestor`.
  [[nodiscard]] bool is_descendant(StateIndex state, StateIndex ancestor) const {
    return state > ancestor && state <= parts_.states[ancestor].last;
  }
  /// Whether the data model holds anything, so that sessions carry data.
  [[nodiscard]] bool has_data() const { return has_data_; }

  /// A number that no other chart of this process has: the key of compiled-expression caches.
  [[nodiscard]] std::uint64_t serial() const { return serial_; }

 private:
  ChartParts parts_;
  std::map<std::string, StateIndex, std::less<>> by_id_;
  std::uint64_t serial_;
  bool has_data_ = false;
};

/// Whether an event descriptor, without its trailing ".*", matches an event's name (W3C SCXML 3.12.1).
[[nodiscard]] bool descriptor_matches(std::string_view descriptor, std::string_view event);

/// Whether some descriptor of the transition matches.
[[nodiscard]] bool transition_matches(const Transition& transition, std::string_view event);

}  // namespace norma::statechart
