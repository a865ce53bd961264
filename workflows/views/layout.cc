#include "workflows/views/layout.h"

#include <algorithm>
#include <array>

#include "workflows/views/phrases.h"

namespace norma::workflows::views {
namespace {

using statechart::Chart;
using statechart::kNoState;
using statechart::StateIndex;
using statechart::StateKind;
using statechart::Transition;
using statechart::TransitionIndex;

constexpr std::size_t kMostStates = 400;
constexpr std::size_t kMostLinks = 1500;
constexpr int kPadding = 14;
constexpr int kDotSize = 12;
constexpr int kHistorySize = 26;
constexpr int kPinWidth = 8;
constexpr int kPinInset = 4;
constexpr int kLoopWidth = 16;
constexpr int kLoopHeight = 12;
constexpr std::size_t kNameLetters = 26;

/// One line from a source to one target, and the pieces it is made of.
struct Route {
  std::size_t link = 0;
  StateIndex source = kNoState;  ///< kNoState: the dot of `scope`.
  StateIndex target = 0;
  StateIndex scope = 0;          ///< The innermost box around the whole line.
  bool from_dot = false;
  bool upward = false;
  bool labelled = false;
  struct Piece {
    StateIndex scope;
    std::size_t edge;
    bool backward;  ///< The piece was drawn from top to bottom, and the line runs the other way.
  };
  std::vector<Piece> pieces;  ///< From the source to the target.
};

/// What is inside one box, before and after it is drawn.
struct Scope {
  LayeredGraph graph;
  std::vector<bool> upward;
  std::vector<StateIndex> members;  ///< Of the graph's first nodes.
  bool has_dot = false;
  LayeredDrawing drawing;
  int width = 0;   ///< Of the box.
  int height = 0;
  int header = 0;
};

class LayoutMaker {
 public:
  LayoutMaker(const Outline& outline, Language language) : outline_(outline), chart_(*outline.chart), language_(language) {}

  Result<Layout> make() {
    if (chart_.state_count() > kMostStates) return fail(Reason::kLimitExceeded, "layout_states", std::to_string(kMostStates));
    collect_links();
    if (layout_.links.size() > kMostLinks) return fail(Reason::kLimitExceeded, "layout_links", std::to_string(kMostLinks));
    make_boxes();
    make_scopes();
    route_links();
    if (const Result<void> drawn = draw_scope(0); !drawn) return tl::unexpected(drawn.error());
    place(0, {kPadding, kPadding});
    layout_.width = scopes_[0].width + 2 * kPadding;
    layout_.height = scopes_[0].height + 2 * kPadding;
    for (const Route& route : routes_) trace(route);
    for (const auto& [link, loop] : loops_) trace_loop(link, loop);
    return std::move(layout_);
  }

 private:
  void collect_links() {
    for (std::size_t index = 0; index < chart_.state_count(); ++index) {
      const auto state = static_cast<StateIndex>(index);
      const statechart::State& at = chart_.state(state);
      if (!at.initial.targets.empty()) {
        StateLink link;
        link.kind = chart_.is_history(state) ? StateLink::Kind::kDefault : StateLink::Kind::kInitial;
        link.source = state;
        link.targets = at.initial.targets;
        layout_.links.push_back(std::move(link));
      }
      for (const TransitionIndex transition : at.transitions) {
        StateLink link;
        const Transition& taken = chart_.transition(transition);
        link.kind = taken.targets.empty() ? StateLink::Kind::kStays : StateLink::Kind::kTransition;
        link.transition = transition;
        link.source = state;
        link.targets = taken.targets;
        link.label_lines = transition_lines(outline_, taken, language_);
        for (const std::string& line : link.label_lines) link.label.width = std::max(link.label.width, text_width(line));
        link.label.height = kLineHeight * static_cast<int>(link.label_lines.size());
        layout_.links.push_back(std::move(link));
      }
    }
  }

  void make_boxes() {
    for (std::size_t index = 0; index < chart_.state_count(); ++index) {
      const auto state = static_cast<StateIndex>(index);
      StateBox box;
      box.state = state;
      if (!chart_.is_history(state)) box.lines = box_lines(state, box.name_lines);
      layout_.boxes.push_back(std::move(box));
    }
  }

  [[nodiscard]] std::vector<std::string> box_lines(StateIndex state, std::size_t& name_lines) const {
    std::vector<std::string> lines = wrap(state == 0 ? outline_.title(language_) : outline_.state_label(state, language_), kNameLetters);
    name_lines = lines.size();
    const acts::StateDuties& asked = outline_.duties[state];
    const auto add = [&lines](const std::string& text) {
      for (const std::string& line : wrap(text, kNameLetters + 6)) lines.push_back(line);
    };
    for (const acts::TaskTemplate& task : asked.tasks) {
      add("• " + std::string(part_phrase(task.part, language_)) + ": " + outline_.task_label(task.key, language_));
    }
    for (const acts::TermTemplate& term : asked.terms) {
      add((language_ == Language::kLv ? "Termiņš: " : "Term: ") + term_phrase(term, language_) + " (" + term.rule + ")");
    }
    return lines;
  }

  void make_scopes() {
    scopes_.resize(chart_.state_count());
    node_of_.resize(chart_.state_count(), 0);
    for (std::size_t index = 0; index < chart_.state_count(); ++index) {
      const auto state = static_cast<StateIndex>(index);
      if (chart_.state(state).children.empty()) continue;
      Scope& scope = scopes_[state];
      scope.has_dot = chart_.is_compound(state);
      scope.members = chart_.state(state).histories;
      scope.members.insert(scope.members.end(), chart_.state(state).children.begin(), chart_.state(state).children.end());
      std::sort(scope.members.begin(), scope.members.end());
      if (scope.has_dot) scope.graph.nodes.push_back({kDotSize, kDotSize});
      for (const StateIndex member : scope.members) {
        node_of_[member] = scope.graph.nodes.size();
        scope.graph.nodes.push_back({});
      }
    }
  }

  void route_links() {
    for (std::size_t link = 0; link < layout_.links.size(); ++link) {
      const StateLink& at = layout_.links[link];
      if (at.kind == StateLink::Kind::kStays) loops_.emplace_back(link, loop_slot(at.source));
      for (std::size_t i = 0; i < at.targets.size(); ++i) {
        if (at.kind == StateLink::Kind::kTransition && at.targets[i] == at.source) {
          loops_.emplace_back(link, loop_slot(at.source));
          continue;
        }
        Route route;
        route.link = link;
        route.source = at.source;
        route.target = at.targets[i];
        route.from_dot = at.kind == StateLink::Kind::kInitial;
        route.scope = route.from_dot ? at.source : common_state(chart_, at.source, at.targets[i]);
        route.labelled = i == 0 && !at.label_lines.empty();
        add_middle(route);
        routes_.push_back(std::move(route));
      }
    }
    for (Scope& scope : scopes_) scope.upward = upward_edges(scope.graph.nodes.size(), scope.graph.edges);
    for (Route& route : routes_) add_ends(route);
    for (Scope& scope : scopes_) scope.upward.resize(scope.graph.edges.size(), false);
  }

  int loop_slot(StateIndex state) {
    loops_of_.resize(chart_.state_count());
    return loops_of_[state]++;
  }

  /// The child of `scope` that is `state` or is around it.
  [[nodiscard]] StateIndex child_towards(StateIndex scope, StateIndex state) const {
    while (chart_.parent(state) != scope) state = chart_.parent(state);
    return state;
  }

  std::size_t add_pin(Scope& scope, LayeredNode::Pin pin) {
    scope.graph.nodes.push_back({kPinWidth, 0, pin, 0});
    return scope.graph.nodes.size() - 1;
  }

  /// The piece of a route in its own scope; whether it runs upward depends on all routes there, so pins come later.
  void add_middle(Route& route) {
    Scope& scope = scopes_[route.scope];
    LayeredEdge edge;
    const bool leaves_box = !route.from_dot && route.source == route.scope;
    const bool meets_box = route.target == route.scope;
    edge.from = route.from_dot ? 0 : leaves_box ? add_pin(scope, LayeredNode::Pin::kTop) : node_of_[child_towards(route.scope, route.source)];
    edge.to = meets_box ? add_pin(scope, LayeredNode::Pin::kBottom) : node_of_[child_towards(route.scope, route.target)];
    if (leaves_box) edge.from_offset = kPinInset;
    if (meets_box) edge.to_offset = kPinInset;
    if (route.labelled) {
      edge.label_width = layout_.links[route.link].label.width + kPinInset;
      edge.label_height = layout_.links[route.link].label.height;
    }
    route.pieces = {{route.scope, scope.graph.edges.size(), false}};
    scope.graph.edges.push_back(edge);
  }

  /// The pieces inside the boxes that the route leaves and enters.
  void add_ends(Route& route) {
    Route::Piece middle = route.pieces.front();
    route.upward = scopes_[middle.scope].upward[middle.edge];
    std::vector<Route::Piece> out;
    if (!route.from_dot && route.source != route.scope) {
      for (StateIndex box = chart_.parent(route.source); box != route.scope; box = chart_.parent(box)) {
        out.push_back(add_end(box, child_towards(box, route.source), !route.upward, route.upward));
      }
    }
    std::vector<Route::Piece> in;
    if (route.target != route.scope) {
      for (StateIndex box = chart_.parent(route.target); box != route.scope; box = chart_.parent(box)) {
        in.push_back(add_end(box, child_towards(box, route.target), route.upward, route.upward));
      }
    }
    route.pieces = std::move(out);
    route.pieces.push_back(middle);
    route.pieces.insert(route.pieces.end(), in.rbegin(), in.rend());
  }

  Route::Piece add_end(StateIndex box, StateIndex child, bool to_bottom, bool backward) {
    Scope& scope = scopes_[box];
    const std::size_t pin = add_pin(scope, to_bottom ? LayeredNode::Pin::kBottom : LayeredNode::Pin::kTop);
    LayeredEdge edge;
    edge.from = to_bottom ? node_of_[child] : pin;
    edge.to = to_bottom ? pin : node_of_[child];
    (to_bottom ? edge.to_offset : edge.from_offset) = kPinInset;
    scope.graph.edges.push_back(edge);
    return {box, scope.graph.edges.size() - 1, backward};
  }

  /// The room that loops take at the right of a box, and how high they stand.
  [[nodiscard]] Frame loop_room(StateIndex state) const {
    Frame room;
    for (const auto& [link, slot] : loops_) {
      const StateLink& at = layout_.links[link];
      if (at.source != state) continue;
      room.width = std::max(room.width, kLoopWidth + kPinInset + at.label.width + kPinInset);
      room.height += std::max(kLoopHeight, at.label.height) + kPinInset;
    }
    return room;
  }

  /// Sizes a box, drawing first what is inside it.
  Result<void> draw_scope(StateIndex state) {
    Scope& scope = scopes_[state];
    const StateBox& box = layout_.boxes[state];
    if (chart_.is_history(state)) {
      scope.width = scope.height = kHistorySize;
      return {};
    }
    int text = 0;
    for (std::size_t i = 0; i < box.lines.size(); ++i) {
      text = std::max(text, i < box.name_lines ? name_width(box.lines[i]) : text_width(box.lines[i]));
    }
    scope.header = kLineHeight * static_cast<int>(box.lines.size()) + kPadding;
    scope.width = text + kPadding;
    scope.height = scope.header;
    if (!scope.members.empty()) {
      for (const StateIndex member : scope.members) {
        if (const Result<void> drawn = draw_scope(member); !drawn) return drawn;
        const Frame room = loop_room(member);
        LayeredNode& node = scope.graph.nodes[node_of_[member]];
        node.width = scopes_[member].width + room.width;
        node.margin = room.width;
        node.height = std::max(scopes_[member].height, room.height);
      }
      tell_offsets(state);
      Result<LayeredDrawing> drawing = draw_layered(scope.graph, scope.upward);
      if (!drawing) return tl::unexpected(drawing.error());
      scope.drawing = std::move(*drawing);
      scope.width = std::max(scope.width, scope.drawing.width + 2 * kPadding);
      scope.height += scope.drawing.height + 2 * kPadding;
    }
    scope.height = std::max(scope.height, loop_room(state).height);
    return {};
  }

  /// Lines meet a box where they go on inside it, and never the room of its loops.
  void tell_offsets(StateIndex state) {
    for (const Route& route : routes_) {
      for (std::size_t i = 0; i < route.pieces.size(); ++i) {
        const Route::Piece& piece = route.pieces[i];
        if (piece.scope != state) continue;
        LayeredEdge& edge = scopes_[state].graph.edges[piece.edge];
        if (i > 0 && chart_.parent(route.pieces[i - 1].scope) == state) offset(edge, piece.backward, true) = inner_offset(route.pieces[i - 1], true);
        if (i + 1 < route.pieces.size() && chart_.parent(route.pieces[i + 1].scope) == state) {
          offset(edge, piece.backward, false) = inner_offset(route.pieces[i + 1], false);
        }
      }
    }
  }

  /// The offset at the end of an edge that is the line's source or target; backward pieces have them swapped.
  static int& offset(LayeredEdge& edge, bool backward, bool source) { return source != backward ? edge.from_offset : edge.to_offset; }

  [[nodiscard]] int inner_offset(const Route::Piece& piece, bool at_its_end) const {
    const std::vector<Point>& points = scopes_[piece.scope].drawing.edges[piece.edge].points;
    return content_left(piece.scope) + (at_its_end != piece.backward ? points.back().x : points.front().x);
  }

  /// What is inside stands in the middle when the texts are wider.
  [[nodiscard]] int content_left(StateIndex state) const { return (scopes_[state].width - scopes_[state].drawing.width) / 2; }

  void place(StateIndex state, Point corner) {
    const Scope& scope = scopes_[state];
    StateBox& box = layout_.boxes[state];
    box.frame = {corner.x, corner.y, scope.width, scope.height};
    box.header_height = scope.members.empty() ? 0 : scope.header;
    const Point origin = content_origin(state);
    if (scope.has_dot) {
      const Point dot = scope.drawing.nodes.front();
      layout_.dots.push_back({state, {origin.x + dot.x, origin.y + dot.y, kDotSize, kDotSize}});
    }
    for (const StateIndex member : scope.members) {
      const Point at = scope.drawing.nodes[node_of_[member]];
      place(member, {origin.x + at.x, origin.y + at.y});
    }
  }

  [[nodiscard]] Point content_origin(StateIndex state) const {
    const Frame& frame = layout_.boxes[state].frame;
    return {frame.x + content_left(state), frame.y + scopes_[state].header + kPadding};
  }

  static void append(std::vector<Point>& line, Point point) {
    const std::size_t count = line.size();
    if (count > 0 && line.back() == point) return;
    if (count > 1 && line[count - 1].x == point.x && line[count - 2].x == point.x) {
      line.back() = point;
    } else {
      line.push_back(point);
    }
  }

  void trace(const Route& route) {
    StateLink& link = layout_.links[route.link];
    std::vector<Point> line;
    for (const Route::Piece& piece : route.pieces) {
      const Point origin = content_origin(piece.scope);
      LayeredDrawing::Edge edge = scopes_[piece.scope].drawing.edges[piece.edge];
      if (piece.backward) std::reverse(edge.points.begin(), edge.points.end());
      for (const Point& point : edge.points) append(line, {origin.x + point.x, origin.y + point.y});
      if (piece.scope != route.scope || !route.labelled) continue;
      link.label.x = origin.x + edge.label.x;
      link.label.y = origin.y + edge.label.y;
    }
    // Where the line leaves or meets the box that is around it, it begins or ends at that box's side.
    const Frame& around = layout_.boxes[route.scope].frame;
    const bool leaves_box = !route.from_dot && route.source == route.scope;
    std::vector<Point> whole;
    for (const Point& point : line) {
      if (leaves_box && whole.empty()) append(whole, {point.x, around.y + scopes_[route.scope].header});
      append(whole, point);
    }
    if (route.target == route.scope && !whole.empty()) append(whole, {whole.back().x, around.y + around.height});
    link.lines.push_back(std::move(whole));
  }

  void trace_loop(std::size_t index, int slot) {
    StateLink& link = layout_.links[index];
    const Frame& box = layout_.boxes[link.source].frame;
    int top = box.y + kPinInset;
    for (const auto& [other, other_slot] : loops_) {
      const StateLink& at = layout_.links[other];
      if (at.source == link.source && other_slot < slot) top += std::max(kLoopHeight, at.label.height) + kPinInset;
    }
    const int right = box.x + box.width;
    link.lines.push_back({{right, top}, {right + kLoopWidth, top}, {right + kLoopWidth, top + kLoopHeight}, {right, top + kLoopHeight}});
    link.label.x = right + kLoopWidth + kPinInset;
    link.label.y = top;
  }

  const Outline& outline_;
  const Chart& chart_;
  Language language_;
  Layout layout_;
  std::vector<Scope> scopes_;         ///< By state.
  std::vector<std::size_t> node_of_;  ///< By state: its node in its parent's scope.
  std::vector<Route> routes_;
  std::vector<std::pair<std::size_t, int>> loops_;  ///< Link and its place among the loops of its state.
  std::vector<int> loops_of_;
};

}  // namespace

Result<Layout> lay_out(const Outline& outline, Language language) { return LayoutMaker(outline, language).make(); }

}  // namespace norma::workflows::views
