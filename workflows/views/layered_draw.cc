#include <algorithm>

#include "workflows/views/layered_net.h"

namespace norma::workflows::views {
namespace {

/// Least distance of lines that meet the same side of a box, and of a line from the box's corner.
constexpr int kPortGap = 12;

class Drawer {
 public:
  Drawer(const LayeredGraph& graph, const std::vector<bool>& upward, LayeredNet& net, LayeredDrawing& drawing)
      : graph_(graph), upward_(upward), net_(net), drawing_(drawing) {}

  void draw() {
    shift_to_zero();
    stack_layers();
    drawing_.nodes.resize(graph_.nodes.size());
    for (std::size_t node = 0; node < graph_.nodes.size(); ++node) {
      const NetItem& item = net_.items[node];
      drawing_.nodes[node] = {item.x, tops_[item.layer]};
      drawing_.width = std::max(drawing_.width, item.x + item.width);
    }
    for (const NetItem& item : net_.items) drawing_.width = std::max(drawing_.width, item.x + item.width);
    for (const auto& [left, right] : drawing_.bands) drawing_.width = std::max(drawing_.width, graph_.bands > 1 ? right : 0);
    meet_.resize(net_.segments.size());
    for (std::size_t node = 0; node < graph_.nodes.size(); ++node) spread_meetings(node);
    for (std::size_t edge = 0; edge < graph_.edges.size(); ++edge) draw_edge(edge);
  }

 private:
  struct Meeting {
    int upper_x = 0;
    int lower_x = 0;
  };

  void shift_to_zero() {
    if (graph_.bands > 1 || net_.items.empty()) return;
    int left = net_.items.front().x;
    for (const NetItem& item : net_.items) left = std::min(left, item.x);
    for (NetItem& item : net_.items) item.x -= left;
  }

  void stack_layers() {
    int y = 0;
    for (std::size_t layer = 0; layer < net_.layers.size(); ++layer) {
      int height = 0;
      for (const std::size_t item : net_.layers[layer]) height = std::max(height, net_.items[item].height);
      tops_.push_back(y);
      bottoms_.push_back(y + height);
      y += height + graph_.layer_gap;
    }
    drawing_.height = bottoms_.empty() ? 0 : bottoms_.back();
  }

  /// Gives each line that may meet a side of the box anywhere a place of its own there.
  void spread_meetings(std::size_t node) {
    spread_side(node, net_.items[node].above, true);
    spread_side(node, net_.items[node].below, false);
  }

  void spread_side(std::size_t node, const std::vector<std::size_t>& segments, bool upper_side) {
    struct Wish {
      std::size_t segment;
      int x;
    };
    const NetItem& box = net_.items[node];
    std::vector<Wish> wishes;
    for (const std::size_t one : segments) {
      const NetSegment& segment = net_.segments[one];
      const int offset = upper_side ? segment.lower_offset : segment.upper_offset;
      const NetItem& other = net_.items[upper_side ? segment.upper : segment.lower];
      if (offset == LayeredEdge::kAnywhere) {
        wishes.push_back({one, anchor(other, upper_side ? segment.upper_offset : segment.lower_offset)});
      } else {
        meet(one, upper_side, box.x + offset);
      }
    }
    std::stable_sort(wishes.begin(), wishes.end(), [](const Wish& a, const Wish& b) { return a.x < b.x; });
    const int width = box.width - box.margin;
    const int room = width / (static_cast<int>(wishes.size()) + 1);
    const int gap = std::min(kPortGap, room);
    std::vector<RowItem> row;
    for (const Wish& wish : wishes) row.push_back({0, wish.x, 1});
    const std::vector<int> places = place_row(row, gap, box.x + gap, box.x + width - gap);
    for (std::size_t i = 0; i < wishes.size(); ++i) meet(wishes[i].segment, upper_side, places[i]);
  }

  void meet(std::size_t segment, bool upper_side, int x) { (upper_side ? meet_[segment].lower_x : meet_[segment].upper_x) = x; }

  static void add(std::vector<Point>& points, Point point) {
    const std::size_t count = points.size();
    if (count > 0 && points.back() == point) return;
    const bool straight = count > 1 && points[count - 1].x == point.x && points[count - 2].x == point.x;
    if (straight) {
      points.back() = point;
    } else {
      points.push_back(point);
    }
  }

  void draw_edge(std::size_t index) {
    const LayeredEdge& edge = graph_.edges[index];
    const std::size_t upper = upward_[index] ? edge.to : edge.from;
    const std::size_t lower = upward_[index] ? edge.from : edge.to;
    const std::vector<std::size_t>& passing = net_.edge_items[index];
    const std::size_t first = net_.items[passing.front()].above.front();
    const std::size_t last = net_.items[passing.back()].below.front();
    LayeredDrawing::Edge drawn;
    const int start_x = meet_[first].upper_x;
    add(drawn.points, {start_x, tops_[net_.items[upper].layer] + net_.items[upper].height});
    add(drawn.points, {start_x, bottoms_[net_.items[upper].layer]});
    for (const std::size_t item : passing) {
      const NetItem& at = net_.items[item];
      add(drawn.points, {at.x + kLineInset, tops_[at.layer]});
      add(drawn.points, {at.x + kLineInset, bottoms_[at.layer]});
    }
    add(drawn.points, {meet_[last].lower_x, tops_[net_.items[lower].layer]});
    if (upward_[index]) std::reverse(drawn.points.begin(), drawn.points.end());
    const NetItem& labelled = net_.items[net_.label_items[index]];
    drawn.label = {labelled.x + 2 * kLineInset, tops_[labelled.layer]};
    drawing_.edges.push_back(std::move(drawn));
  }

  const LayeredGraph& graph_;
  const std::vector<bool>& upward_;
  LayeredNet& net_;
  LayeredDrawing& drawing_;
  std::vector<int> tops_;
  std::vector<int> bottoms_;
  std::vector<Meeting> meet_;
};

}  // namespace

Result<LayeredDrawing> draw_layered(const LayeredGraph& graph, const std::vector<bool>& upward) {
  Result<LayeredNet> net = make_net(graph, upward);
  if (!net) return tl::unexpected(net.error());
  order_layers(*net);
  LayeredDrawing drawing;
  drawing.bands = place_items(*net, graph);
  Drawer(graph, upward, *net, drawing).draw();
  return drawing;
}

}  // namespace norma::workflows::views
