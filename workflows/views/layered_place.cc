#include <algorithm>
#include <climits>
#include <cstdint>

#include "workflows/views/layered_net.h"

namespace norma::workflows::views {
namespace {

constexpr int kSweeps = 8;
/// Straight lines matter most where both ends are bends.
constexpr int kBoxWeight = 1;
constexpr int kLineWeight = 8;

enum class Look : unsigned char { kUp, kDown, kBoth };

class ItemPlacer {
 public:
  ItemPlacer(LayeredNet& net, const LayeredGraph& graph) : net_(net), graph_(graph) { split_bands(); }

  std::vector<std::pair<int, int>> place() {
    for (const std::vector<std::size_t>& layer : net_.layers) pack(layer);
    const std::size_t count = net_.layers.size();
    for (int sweep = 0; sweep < kSweeps; ++sweep) {
      for (std::size_t layer = 1; layer < count; ++layer) settle(layer, Look::kUp);
      for (std::size_t layer = count - 1; layer-- > 0;) settle(layer, Look::kDown);
    }
    for (std::size_t layer = 0; layer < count; ++layer) settle(layer, Look::kBoth);
    return bounds_;
  }

 private:
  /// Bands are as wide as their fullest layer; a single one may grow at will.
  void split_bands() {
    bounds_.assign(graph_.bands, {0, INT_MAX / 4});
    if (graph_.bands < 2) return;
    std::vector<int> widest(graph_.bands, 0);
    for (const std::vector<std::size_t>& layer : net_.layers) {
      std::vector<int> width(graph_.bands, graph_.node_gap);
      for (const std::size_t item : layer) width[net_.items[item].band] += net_.items[item].width + graph_.node_gap;
      for (std::size_t band = 0; band < graph_.bands; ++band) widest[band] = std::max(widest[band], width[band]);
    }
    int left = 0;
    for (std::size_t band = 0; band < graph_.bands; ++band) {
      bounds_[band] = {left, left + widest[band]};
      left += widest[band];
    }
  }

  void pack(const std::vector<std::size_t>& layer) {
    std::vector<int> next;
    for (const auto& [left, right] : bounds_) next.push_back(graph_.bands < 2 ? left : left + graph_.node_gap);
    for (const std::size_t item : layer) {
      NetItem& at = net_.items[item];
      at.x = next[at.band];
      next[at.band] += at.width + graph_.node_gap;
    }
  }

  void settle(std::size_t layer, Look look) {
    const std::vector<std::size_t>& items = net_.layers[layer];
    for (std::size_t first = 0; first < items.size();) {
      std::size_t end = first;
      const std::size_t band = net_.items[items[first]].band;
      std::vector<RowItem> row;
      while (end < items.size() && net_.items[items[end]].band == band) row.push_back(wish(items[end++], look));
      const bool alone = graph_.bands < 2;
      const auto [left, right] = bounds_[band];
      const std::vector<int> places = place_row(row, graph_.node_gap, alone ? -right : left + graph_.node_gap, alone ? right : right - graph_.node_gap);
      for (std::size_t i = 0; i < places.size(); ++i) net_.items[items[first + i]].x = places[i];
      first = end;
    }
  }

  [[nodiscard]] RowItem wish(std::size_t item, Look look) const {
    const NetItem& at = net_.items[item];
    std::int64_t sum = 0;
    std::int64_t count = 0;
    bool beside_line = false;
    const auto add = [&](std::size_t one, bool upper) {
      const NetSegment& segment = net_.segments[one];
      const NetItem& other = net_.items[upper ? segment.upper : segment.lower];
      const int there = anchor(other, upper ? segment.upper_offset : segment.lower_offset);
      const int here = anchor(at, upper ? segment.lower_offset : segment.upper_offset) - at.x;
      sum += there - here;
      ++count;
      beside_line |= !other.is_box();
    };
    if (look != Look::kDown) {
      for (const std::size_t one : at.above) add(one, true);
    }
    if (look != Look::kUp) {
      for (const std::size_t one : at.below) add(one, false);
    }
    RowItem wished;
    wished.width = at.width;
    wished.wish = count == 0 ? at.x : static_cast<int>(sum / count);
    wished.weight = at.is_box() ? kBoxWeight : beside_line ? kLineWeight : 2 * kBoxWeight;
    return wished;
  }

  LayeredNet& net_;
  const LayeredGraph& graph_;
  std::vector<std::pair<int, int>> bounds_;
};

/// Items pushed against each other, seen as one.
struct Block {
  std::int64_t weighted_sum = 0;
  std::int64_t weight = 0;
  std::size_t count = 0;

  [[nodiscard]] std::int64_t mean() const {
    const std::int64_t quotient = weighted_sum / weight;
    return weighted_sum % weight < 0 ? quotient - 1 : quotient;
  }
};

}  // namespace

std::vector<int> place_row(const std::vector<RowItem>& row, int gap, int least, int most) {
  std::vector<Block> blocks;
  std::vector<int> offsets;
  int offset = 0;
  for (const RowItem& item : row) {
    offsets.push_back(offset);
    blocks.push_back({static_cast<std::int64_t>(item.wish - offset) * item.weight, item.weight, 1});
    while (blocks.size() > 1 && blocks[blocks.size() - 2].mean() > blocks.back().mean()) {
      const Block last = blocks.back();
      blocks.pop_back();
      blocks.back().weighted_sum += last.weighted_sum;
      blocks.back().weight += last.weight;
      blocks.back().count += last.count;
    }
    offset += item.width + gap;
  }
  const std::int64_t highest = std::max<std::int64_t>(least, static_cast<std::int64_t>(most) - (offset - gap));
  std::vector<int> places;
  for (const Block& block : blocks) {
    const std::int64_t place = std::clamp<std::int64_t>(block.mean(), least, highest);
    for (std::size_t i = 0; i < block.count; ++i) places.push_back(static_cast<int>(place) + offsets[places.size()]);
  }
  return places;
}

std::vector<std::pair<int, int>> place_items(LayeredNet& net, const LayeredGraph& graph) { return ItemPlacer(net, graph).place(); }

}  // namespace norma::workflows::views
