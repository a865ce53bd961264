#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "engine/reason.h"
#include "workflows/views/outline.h"

namespace norma::workflows::views {

/// A node of a BPMN process.
struct FlowNode {
  enum class Kind : std::uint8_t {
    kStart,
    kEnd,
    kReached,        ///< Intermediate event without a trigger: a final state inside another.
    kUserTask,       ///< A norma:task.
    kState,          ///< Task without a performer: a state in which nobody has anything to do.
    kTimer,          ///< Intermediate catch event: a state that waits for a term.
    kBoundaryTimer,  ///< The term of a state with tasks; sits on the task `attached_to`.
    kExclusive,
    kParallel,
    kFromAnywhere,  ///< Event sub-process: what ends the case from any state inside one.
  };

  Kind kind = Kind::kState;
  std::string name;
  std::string documentation;
  std::string duration;   ///< Of a timer: ISO 8601, when it is that.
  std::size_t lane = 0;
  std::size_t attached_to = 0;
  std::string end_name;   ///< Of kFromAnywhere: how the case ends.
};

/// A sequence flow.
struct FlowEdge {
  std::size_t from = 0;
  std::size_t to = 0;
  std::string name;
  std::string condition;  ///< Source of the transition's condition.
};

/// What a chart looks like as a process of tasks: a view that loses what BPMN has no word for.
struct FlowGraph {
  std::vector<std::string> lanes;
  std::vector<FlowNode> nodes;
  std::vector<FlowEdge> edges;
};

/// Turns a chart into a process.
///
/// - A task becomes a user task in the lane of its role; a state without tasks an event or a plain task.
/// - Entering a parallel, or a state that has tasks around others, splits the flow; regions that are done join it.
/// - A transition becomes a sequence flow; where several may follow, an exclusive gateway stands before them.
/// - A transition of a state with states inside leaves from each of these, or becomes an event sub-process when it
///   ends the case.
/// Lost: histories (their defaults are shown), what regions do to each other, transitions that change nothing unless a
/// task's own command takes them, and content.
[[nodiscard]] FlowGraph process_flow(const Outline& outline, Language language);

}  // namespace norma::workflows::views
