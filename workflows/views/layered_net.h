#pragma once

#include <cstddef>
#include <vector>

#include "engine/result.h"
#include "workflows/views/layered.h"

namespace norma::workflows::views {

/// A box, or the place where a line passes a layer.
struct NetItem {
  static constexpr std::size_t kNoEdge = static_cast<std::size_t>(-1);

  std::size_t edge = kNoEdge;  ///< Of a passing line; boxes have none.
  std::size_t band = 0;
  std::size_t layer = 0;
  int width = 0;
  int height = 0;
  int margin = 0;                 ///< As LayeredNode has it.
  int x = 0;                      ///< Left side.
  std::vector<std::size_t> above;  ///< Segments that end here.
  std::vector<std::size_t> below;  ///< Segments that begin here.

  [[nodiscard]] bool is_box() const { return edge == kNoEdge; }
};

/// The piece of a line between neighbouring layers.
struct NetSegment {
  std::size_t upper = 0;
  std::size_t lower = 0;
  int upper_offset = LayeredEdge::kAnywhere;
  int lower_offset = LayeredEdge::kAnywhere;
};

/// A LayeredGraph cut into layers: boxes on the even ones, labels on the odd ones, lines passing through all between.
struct LayeredNet {
  std::vector<NetItem> items;  ///< Boxes first, numbered as the nodes.
  std::vector<NetSegment> segments;
  std::vector<std::vector<std::size_t>> layers;      ///< Items from left to right.
  std::vector<std::vector<std::size_t>> edge_items;  ///< Of each edge, passing items from top to bottom.
  std::vector<std::size_t> label_items;              ///< Of each edge, the item that has its label.
};

/// How far a passing line is from the left side of its item.
inline constexpr int kLineInset = 4;

/// Where a segment meets its item, for choosing places: the line, the given offset, or the middle of the box.
[[nodiscard]] int anchor(const NetItem& item, int offset);

/// Cuts the graph into layers. Errors: limit_exceeded (layout_bends).
[[nodiscard]] Result<LayeredNet> make_net(const LayeredGraph& graph, const std::vector<bool>& upward);

/// Orders the items of each layer so that few lines cross; bands stay together.
void order_layers(LayeredNet& net);

/// Gives every item its x. Returns the sides of the bands.
std::vector<std::pair<int, int>> place_items(LayeredNet& net, const LayeredGraph& graph);

/// One of neighbours in a row, and where it would like to begin.
struct RowItem {
  int width = 0;
  int wish = 0;
  int weight = 1;
};

/// The places nearest to the wishes (least squares) that keep the order, the gap and, as far as there is room, the
/// bounds.
[[nodiscard]] std::vector<int> place_row(const std::vector<RowItem>& row, int gap, int least, int most);

}  // namespace norma::workflows::views
