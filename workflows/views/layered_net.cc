#include "workflows/views/layered_net.h"

#include <algorithm>
#include <string>

namespace norma::workflows::views {
namespace {

/// Lines times layers that they pass; a chart that people read has some hundred.
constexpr std::size_t kMostBends = 50'000;
constexpr int kLineWidth = 8;

struct Ends {
  std::size_t upper = 0;
  std::size_t lower = 0;
};

Ends ends_of(const LayeredEdge& edge, bool upward) {
  return upward ? Ends{edge.to, edge.from} : Ends{edge.from, edge.to};
}

/// The layer of each node: one below the lowest of those that lead to it.
std::vector<std::size_t> rank_nodes(const LayeredGraph& graph, const std::vector<bool>& upward) {
  const std::size_t count = graph.nodes.size();
  std::vector<std::vector<std::size_t>> successors(count);
  std::vector<std::size_t> waiting(count, 0);
  for (std::size_t i = 0; i < graph.edges.size(); ++i) {
    const Ends ends = ends_of(graph.edges[i], upward[i]);
    successors[ends.upper].push_back(ends.lower);
    ++waiting[ends.lower];
  }
  using Pin = LayeredNode::Pin;
  const bool has_top = std::any_of(graph.nodes.begin(), graph.nodes.end(), [](const LayeredNode& node) { return node.pin == Pin::kTop; });
  std::vector<std::size_t> ranks(count, 0);
  std::vector<std::size_t> ready;
  for (std::size_t node = 0; node < count; ++node) {
    if (has_top && graph.nodes[node].pin != Pin::kTop) ranks[node] = 1;
    if (waiting[node] == 0) ready.push_back(node);
  }
  for (std::size_t next = 0; next < ready.size(); ++next) {
    for (const std::size_t successor : successors[ready[next]]) {
      ranks[successor] = std::max(ranks[successor], ranks[ready[next]] + 1);
      if (--waiting[successor] == 0) ready.push_back(successor);
    }
  }
  std::size_t lowest = 0;
  for (std::size_t node = 0; node < count; ++node) {
    if (graph.nodes[node].pin != Pin::kBottom) lowest = std::max(lowest, ranks[node]);
  }
  for (std::size_t node = 0; node < count; ++node) {
    if (graph.nodes[node].pin == Pin::kBottom) ranks[node] = lowest + 1;
  }
  return ranks;
}

void connect(LayeredNet& net, std::size_t upper, std::size_t lower, int upper_offset, int lower_offset) {
  net.items[upper].below.push_back(net.segments.size());
  net.items[lower].above.push_back(net.segments.size());
  net.segments.push_back({upper, lower, upper_offset, lower_offset});
}

void thread_edge(LayeredNet& net, const LayeredGraph& graph, std::size_t index, bool upward) {
  const LayeredEdge& edge = graph.edges[index];
  const Ends ends = ends_of(edge, upward);
  const int upper_offset = upward ? edge.to_offset : edge.from_offset;
  const int lower_offset = upward ? edge.from_offset : edge.to_offset;
  const std::size_t first = net.items[ends.upper].layer + 1;
  const std::size_t end = net.items[ends.lower].layer;
  const std::size_t middle = (first + end) / 2;
  const std::size_t label_layer = middle % 2 == 1 ? middle : middle - 1;
  std::size_t previous = ends.upper;
  for (std::size_t layer = first; layer < end; ++layer) {
    NetItem item;
    item.edge = index;
    item.layer = layer;
    item.band = net.items[layer < middle ? ends.upper : ends.lower].band;
    item.width = kLineWidth;
    if (layer == label_layer) {
      if (edge.label_width > 0) item.width += edge.label_width;
      item.height = edge.label_height;
      net.label_items[index] = net.items.size();
    }
    net.edge_items[index].push_back(net.items.size());
    net.items.push_back(std::move(item));
    connect(net, previous, net.items.size() - 1, previous == ends.upper ? upper_offset : LayeredEdge::kAnywhere,
            LayeredEdge::kAnywhere);
    previous = net.items.size() - 1;
  }
  connect(net, previous, ends.lower, LayeredEdge::kAnywhere, lower_offset);
}

/// Walks from one node after another and marks the edges that lead back to where the walk came from.
class RingFinder {
 public:
  RingFinder(std::size_t nodes, const std::vector<LayeredEdge>& edges) : edges_(edges), outgoing_(nodes), state_(nodes, kNew), upward_(edges.size(), false) {
    for (std::size_t i = 0; i < edges.size(); ++i) outgoing_[edges[i].from].push_back(i);
  }

  std::vector<bool> find() {
    for (std::size_t node = 0; node < outgoing_.size(); ++node) walk(node);
    return std::move(upward_);
  }

 private:
  enum State : unsigned char { kNew, kOpen, kDone };
  struct Step {
    std::size_t node;
    std::size_t next;
  };

  void walk(std::size_t start) {
    if (state_[start] != kNew) return;
    state_[start] = kOpen;
    std::vector<Step> path = {{start, 0}};
    while (!path.empty()) {
      const std::size_t node = path.back().node;
      if (path.back().next == outgoing_[node].size()) {
        state_[node] = kDone;
        path.pop_back();
        continue;
      }
      const std::size_t edge = outgoing_[node][path.back().next++];
      const std::size_t target = edges_[edge].to;
      if (state_[target] == kOpen) {
        upward_[edge] = true;
      } else if (state_[target] == kNew) {
        state_[target] = kOpen;
        path.push_back({target, 0});
      }
    }
  }

  const std::vector<LayeredEdge>& edges_;
  std::vector<std::vector<std::size_t>> outgoing_;
  std::vector<State> state_;
  std::vector<bool> upward_;
};

}  // namespace

int anchor(const NetItem& item, int offset) {
  if (!item.is_box()) return item.x + kLineInset;
  return item.x + (offset == LayeredEdge::kAnywhere ? (item.width - item.margin) / 2 : offset);
}

std::vector<bool> upward_edges(std::size_t nodes, const std::vector<LayeredEdge>& edges) {
  return RingFinder(nodes, edges).find();
}

Result<LayeredNet> make_net(const LayeredGraph& graph, const std::vector<bool>& upward) {
  const std::vector<std::size_t> ranks = rank_nodes(graph, upward);
  LayeredNet net;
  std::size_t bends = 0;
  std::size_t last = 0;
  for (std::size_t node = 0; node < graph.nodes.size(); ++node) {
    NetItem item;
    item.band = graph.nodes[node].band;
    item.layer = 2 * ranks[node];
    item.width = graph.nodes[node].width;
    item.height = graph.nodes[node].height;
    item.margin = graph.nodes[node].margin;
    last = std::max(last, item.layer);
    net.items.push_back(std::move(item));
  }
  for (std::size_t i = 0; i < graph.edges.size(); ++i) {
    const Ends ends = ends_of(graph.edges[i], upward[i]);
    bends += net.items[ends.lower].layer - net.items[ends.upper].layer;
  }
  if (bends > kMostBends) return fail(Reason::kLimitExceeded, "layout_bends", std::to_string(kMostBends));
  net.edge_items.resize(graph.edges.size());
  net.label_items.resize(graph.edges.size());
  for (std::size_t i = 0; i < graph.edges.size(); ++i) thread_edge(net, graph, i, upward[i]);
  net.layers.resize(last + 1);
  for (std::size_t item = 0; item < net.items.size(); ++item) net.layers[net.items[item].layer].push_back(item);
  return net;
}

}  // namespace norma::workflows::views
