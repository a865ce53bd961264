#include <algorithm>
#include <cstdint>

#include "workflows/views/layered_net.h"

namespace norma::workflows::views {
namespace {

constexpr int kSweeps = 12;
/// Steps of a place inside a box, so that lines at its left come before lines at its right.
constexpr std::int64_t kFine = 4096;

class LayerOrder {
 public:
  explicit LayerOrder(LayeredNet& net) : net_(net), place_(net.items.size(), 0) {
    for (std::vector<std::size_t>& layer : net_.layers) {
      std::stable_sort(layer.begin(), layer.end(), [this](std::size_t a, std::size_t b) { return net_.items[a].band < net_.items[b].band; });
      note(layer);
    }
  }

  void improve() {
    sweep_down();
    std::vector<std::vector<std::size_t>> best = net_.layers;
    std::uint64_t fewest = crossings();
    for (int sweep = 0; sweep < kSweeps && fewest > 0; ++sweep) {
      sweep % 2 == 0 ? sweep_up() : sweep_down();
      const std::uint64_t found = crossings();
      if (found >= fewest) continue;
      fewest = found;
      best = net_.layers;
    }
    net_.layers = std::move(best);
  }

 private:
  void sweep_down() {
    for (std::size_t layer = 1; layer < net_.layers.size(); ++layer) sort_layer(layer, true);
  }
  void sweep_up() {
    for (std::size_t layer = net_.layers.size() - 1; layer-- > 0;) sort_layer(layer, false);
  }

  void note(const std::vector<std::size_t>& layer) {
    for (std::size_t i = 0; i < layer.size(); ++i) place_[layer[i]] = i;
  }

  [[nodiscard]] std::int64_t fine_place(std::size_t item, int offset) const {
    const NetItem& at = net_.items[item];
    std::int64_t inside = kFine / 2;
    if (at.is_box() && offset != LayeredEdge::kAnywhere && at.width > 0) inside = offset * (kFine - 1) / at.width;
    return static_cast<std::int64_t>(place_[item]) * kFine + inside;
  }

  /// Sorts by the mean place of the neighbours; items without any keep their place.
  void sort_layer(std::size_t index, bool by_upper) {
    struct Keyed {
      std::size_t item;
      std::size_t band;
      std::int64_t mean;
    };
    std::vector<Keyed> keyed;
    std::vector<std::size_t>& layer = net_.layers[index];
    for (const std::size_t item : layer) {
      const std::vector<std::size_t>& segments = by_upper ? net_.items[item].above : net_.items[item].below;
      std::int64_t sum = 0;
      for (const std::size_t one : segments) {
        const NetSegment& segment = net_.segments[one];
        sum += by_upper ? fine_place(segment.upper, segment.upper_offset) : fine_place(segment.lower, segment.lower_offset);
      }
      const auto count = static_cast<std::int64_t>(segments.size());
      keyed.push_back({item, net_.items[item].band, count == 0 ? static_cast<std::int64_t>(place_[item]) * kFine : sum / count});
    }
    std::stable_sort(keyed.begin(), keyed.end(), [](const Keyed& a, const Keyed& b) { return a.band != b.band ? a.band < b.band : a.mean < b.mean; });
    for (std::size_t i = 0; i < keyed.size(); ++i) layer[i] = keyed[i].item;
    note(layer);
  }

  [[nodiscard]] std::uint64_t crossings() const {
    std::uint64_t sum = 0;
    for (const std::vector<std::size_t>& layer : net_.layers) sum += crossings_below(layer);
    return sum;
  }

  /// Counts the pairs of segments below a layer that are in another order at their lower ends: a sum over a Fenwick tree.
  [[nodiscard]] std::uint64_t crossings_below(const std::vector<std::size_t>& layer) const {
    std::vector<std::size_t> lower;
    for (const std::size_t item : layer) {
      std::vector<std::size_t> places;
      for (const std::size_t one : net_.items[item].below) places.push_back(place_[net_.segments[one].lower]);
      std::sort(places.begin(), places.end());
      lower.insert(lower.end(), places.begin(), places.end());
    }
    if (lower.empty()) return 0;
    std::vector<std::uint64_t> tree(*std::max_element(lower.begin(), lower.end()) + 2, 0);
    std::uint64_t sum = 0;
    for (std::size_t seen = 0; seen < lower.size(); ++seen) {
      std::uint64_t not_right = 0;
      for (std::size_t i = lower[seen] + 1; i > 0; i &= i - 1) not_right += tree[i];
      sum += seen - not_right;
      for (std::size_t i = lower[seen] + 1; i < tree.size(); i += i & (~i + 1)) ++tree[i];
    }
    return sum;
  }

  LayeredNet& net_;
  std::vector<std::size_t> place_;
};

}  // namespace

void order_layers(LayeredNet& net) { LayerOrder(net).improve(); }

}  // namespace norma::workflows::views
