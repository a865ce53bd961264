#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "engine/result.h"

namespace norma::workflows::views {

/// A place on a drawing, in pixels from its upper left corner.
struct Point {
  int x = 0;
  int y = 0;
  bool operator==(const Point&) const = default;
};

/// A box to be placed.
struct LayeredNode {
  enum class Pin : std::uint8_t {
    kNone,
    kTop,     ///< On the upper edge; nothing leads to it.
    kBottom,  ///< On the lower edge; nothing leads from it.
  };

  int width = 0;
  int height = 0;
  Pin pin = Pin::kNone;
  std::size_t band = 0;  ///< Which of the graph's bands holds it.
  int margin = 0;        ///< How much of the width, at the right, no line may meet.
};

/// A line to be drawn from one box to another, with room for a label beside it.
struct LayeredEdge {
  static constexpr int kAnywhere = -1;

  std::size_t from = 0;
  std::size_t to = 0;
  int label_width = 0;
  int label_height = 0;
  int from_offset = kAnywhere;  ///< Where it leaves the box, from the box's left side.
  int to_offset = kAnywhere;    ///< Where it meets the box, from the box's left side.
};

/// What is to be drawn. Edges join different nodes; a band is a column that keeps its nodes to itself.
struct LayeredGraph {
  std::vector<LayeredNode> nodes;
  std::vector<LayeredEdge> edges;
  std::size_t bands = 1;
  int node_gap = 24;
  int layer_gap = 18;
};

/// Where everything of a LayeredGraph goes.
struct LayeredDrawing {
  struct Edge {
    std::vector<Point> points;  ///< From `from` to `to`.
    Point label;                ///< Upper left corner of the label's room.
  };

  std::vector<Point> nodes;  ///< Upper left corners.
  std::vector<Edge> edges;
  std::vector<std::pair<int, int>> bands;  ///< Left and right side of each.
  int width = 0;
  int height = 0;
};

/// Which edges would have to run upwards when the others run downwards: those that close a ring, found from the first
/// node on in the order of the nodes.
[[nodiscard]] std::vector<bool> upward_edges(std::size_t nodes, const std::vector<LayeredEdge>& edges);

/// Draws a graph in layers from top to bottom (Sugiyama's method), with integers alone: the same input always gives
/// the same drawing. `upward` is what upward_edges says of the same edges.
///
/// Boxes do not overlap, and a line passes through no box.
/// Errors: limit_exceeded (layout_bends).
[[nodiscard]] Result<LayeredDrawing> draw_layered(const LayeredGraph& graph, const std::vector<bool>& upward);

}  // namespace norma::workflows::views
