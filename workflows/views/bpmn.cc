#include "workflows/views/bpmn.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>
#include <vector>

#include "workflows/views/bpmn_flow.h"
#include "workflows/views/documents.h"
#include "workflows/views/layered.h"
#include "workflows/views/layout.h"

namespace norma::workflows::views {
namespace {

using Kind = FlowNode::Kind;

constexpr std::size_t kMostNodes = 1500;
constexpr int kTaskWidth = 150;
constexpr int kTaskHeight = 72;
constexpr int kEventSize = 36;
constexpr int kGatewaySize = 46;
constexpr int kTitleSize = 30;
constexpr std::size_t kLabelLetters = 24;

struct Look {
  std::string_view element;
  int width;
  int height;
};

/// By FlowNode::Kind.
constexpr std::array<Look, 10> kLooks = {{
    {"startEvent", kEventSize, kEventSize},
    {"endEvent", kEventSize, kEventSize},
    {"intermediateThrowEvent", kEventSize, kEventSize},
    {"userTask", kTaskWidth, kTaskHeight},
    {"task", kTaskWidth, kTaskHeight},
    {"intermediateCatchEvent", kEventSize, kEventSize},
    {"boundaryEvent", kEventSize, kEventSize},
    {"exclusiveGateway", kGatewaySize, kGatewaySize},
    {"parallelGateway", kGatewaySize, kGatewaySize},
    {"subProcess", 220, 90},
}};

const Look& look_of(const FlowNode& node) { return kLooks[static_cast<std::size_t>(node.kind)]; }

class BpmnWriter {
 public:
  BpmnWriter(const Outline& outline, Language language) : outline_(outline), language_(language), lv_(language == Language::kLv), flow_(process_flow(outline, language)) {}

  Result<std::string> write() {
    if (flow_.nodes.size() > kMostNodes) return fail(Reason::kLimitExceeded, "layout_states", std::to_string(kMostNodes));
    if (const Result<void> drawn = draw(); !drawn) return tl::unexpected(drawn.error());
    xml_ =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<definitions xmlns=\"http://www.omg.org/spec/BPMN/20100524/MODEL\" "
        "xmlns:bpmndi=\"http://www.omg.org/spec/BPMN/20100524/DI\" xmlns:dc=\"http://www.omg.org/spec/DD/20100524/DC\" "
        "xmlns:di=\"http://www.omg.org/spec/DD/20100524/DI\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" "
        "id=\"definitions\" targetNamespace=\"urn:norma:workflow:1:view\" exporter=\"Norma\">\n";
    xml_ += "  <collaboration id=\"collaboration\">\n    <participant id=\"pool\" name=\"" + xml_escape(outline_.title(language_)) +
            "\" processRef=\"process\"/>\n  </collaboration>\n";
    write_process();
    write_diagram();
    return xml_ + "</definitions>\n";
  }

 private:
  static std::string node_id(std::size_t node) { return "node_" + std::to_string(node); }
  static std::string edge_id(std::size_t edge) { return "flow_" + std::to_string(edge); }
  static std::string lane_id(std::size_t lane) { return "lane_" + std::to_string(lane); }

  /// Layers run from left to right here: the drawing is made with x and y swapped, lanes as its bands.
  Result<void> draw() {
    LayeredGraph graph;
    graph.bands = flow_.lanes.size();
    graph.layer_gap = 22;
    for (const FlowNode& node : flow_.nodes) {
      const Look& look = look_of(node);
      // Names of events and gateways stand below them.
      const bool has_text_below = look.width < kTaskWidth && !node.name.empty();
      LayeredNode box;
      box.width = node.kind == Kind::kBoundaryTimer ? 0 : look.height;
      box.height = node.kind == Kind::kBoundaryTimer ? 0 : look.width;
      if (has_text_below) box.margin = kLineHeight * static_cast<int>(wrap(node.name, kLabelLetters).size());
      box.width += box.margin;
      box.band = node.lane;
      graph.nodes.push_back(box);
    }
    for (std::size_t i = 0; i < flow_.edges.size(); ++i) add_edge(graph, i);
    const std::vector<bool> upward = upward_edges(graph.nodes.size(), graph.edges);
    Result<LayeredDrawing> drawing = draw_layered(graph, upward);
    if (!drawing) return tl::unexpected(drawing.error());
    drawing_ = std::move(*drawing);
    return {};
  }

  /// A boundary event is drawn on its task, so its flows leave from there; a loop is drawn by hand.
  void add_edge(LayeredGraph& graph, std::size_t index) {
    const FlowEdge& edge = flow_.edges[index];
    const FlowNode& from = flow_.nodes[edge.from];
    const std::size_t source = from.kind == Kind::kBoundaryTimer ? from.attached_to : edge.from;
    drawn_.push_back(graph.edges.size());
    if (source == edge.to) {
      drawn_.back() = kLoop;
      return;
    }
    LayeredEdge line;
    line.from = source;
    line.to = edge.to;
    line.from_offset = tip_offset(flow_.nodes[source]);
    line.to_offset = tip_offset(flow_.nodes[edge.to]);
    const std::vector<std::string> label = wrap(edge.name, kLabelLetters);
    for (const std::string& text : label) line.label_height = std::max(line.label_height, text_width(text));
    line.label_width = label.empty() ? 0 : kLineHeight * static_cast<int>(label.size()) + 4;
    graph.edges.push_back(line);
  }

  /// Lines meet round and pointed shapes in their middle, and tasks where there is room.
  static int tip_offset(const FlowNode& node) {
    const Look& look = look_of(node);
    return look.width < kTaskWidth ? look.height / 2 : LayeredEdge::kAnywhere;
  }

  void documentation(const std::string& text, int indent) {
    if (!text.empty()) xml_ += std::string(static_cast<std::size_t>(indent), ' ') + "<documentation>" + xml_escape(text) + "</documentation>\n";
  }

  void write_process() {
    xml_ += "  <process id=\"process\" name=\"" + xml_escape(outline_.title(language_)) + "\" isExecutable=\"false\">\n";
    const std::string lost = lv_ ? "zudumi: vēsture, reģionu mijiedarbība, pārejas, kas stāvokli nemaina, un izpildāmais saturs."
                                 : "lost: histories, what regions do to each other, transitions that change nothing, and content.";
    documentation((lv_ ? "Skats no definīcijas " : "A view of the definition ") + outline_.name + ", SHA-256 " + outline_.hash_hex +
                      (lv_ ? "; noteicošā ir definīcija. Nav izpildāms; " : ", which prevails. Not executable; ") + lost,
                  4);
    xml_ += "    <laneSet id=\"lanes\">\n";
    for (std::size_t lane = 0; lane < flow_.lanes.size(); ++lane) {
      xml_ += "      <lane id=\"" + lane_id(lane) + "\" name=\"" + xml_escape(flow_.lanes[lane]) + "\">\n";
      for (std::size_t node = 0; node < flow_.nodes.size(); ++node) {
        if (flow_.nodes[node].lane == lane) xml_ += "        <flowNodeRef>" + node_id(node) + "</flowNodeRef>\n";
      }
      xml_ += "      </lane>\n";
    }
    xml_ += "    </laneSet>\n";
    for (std::size_t node = 0; node < flow_.nodes.size(); ++node) write_node(node);
    for (std::size_t edge = 0; edge < flow_.edges.size(); ++edge) write_flow(edge);
    xml_ += "  </process>\n";
  }

  void write_node(std::size_t index) {
    const FlowNode& node = flow_.nodes[index];
    const std::string element(look_of(node).element);
    xml_ += "    <" + element + " id=\"" + node_id(index) + "\" name=\"" + xml_escape(node.name) + '"';
    if (node.kind == Kind::kBoundaryTimer) xml_ += " cancelActivity=\"true\" attachedToRef=\"" + node_id(node.attached_to) + '"';
    if (node.kind == Kind::kFromAnywhere) xml_ += " triggeredByEvent=\"true\"";
    xml_ += ">\n";
    documentation(node.documentation, 6);
    for (std::size_t edge = 0; edge < flow_.edges.size(); ++edge) {
      if (flow_.edges[edge].to == index) xml_ += "      <incoming>" + edge_id(edge) + "</incoming>\n";
    }
    for (std::size_t edge = 0; edge < flow_.edges.size(); ++edge) {
      if (flow_.edges[edge].from == index) xml_ += "      <outgoing>" + edge_id(edge) + "</outgoing>\n";
    }
    if (node.kind == Kind::kTimer || node.kind == Kind::kBoundaryTimer) {
      xml_ += "      <timerEventDefinition id=\"" + node_id(index) + "_timer\"";
      xml_ += node.duration.empty() ? "/>\n" : "><timeDuration xsi:type=\"tFormalExpression\">" + node.duration + "</timeDuration></timerEventDefinition>\n";
    }
    if (node.kind == Kind::kFromAnywhere) write_sub_process(index);
    xml_ += "    </" + element + ">\n";
  }

  void write_sub_process(std::size_t index) {
    const std::string id = node_id(index);
    xml_ += "      <startEvent id=\"" + id + "_start\" isInterrupting=\"true\"><outgoing>" + id + "_flow</outgoing><messageEventDefinition id=\"" +
            id + "_message\"/></startEvent>\n";
    xml_ += "      <endEvent id=\"" + id + "_end\" name=\"" + xml_escape(flow_.nodes[index].end_name) + "\"><incoming>" + id +
            "_flow</incoming><terminateEventDefinition id=\"" + id + "_terminate\"/></endEvent>\n";
    xml_ += "      <sequenceFlow id=\"" + id + "_flow\" sourceRef=\"" + id + "_start\" targetRef=\"" + id + "_end\"/>\n";
  }

  void write_flow(std::size_t index) {
    const FlowEdge& edge = flow_.edges[index];
    xml_ += "    <sequenceFlow id=\"" + edge_id(index) + '"';
    if (!edge.name.empty()) xml_ += " name=\"" + xml_escape(edge.name) + '"';
    xml_ += " sourceRef=\"" + node_id(edge.from) + "\" targetRef=\"" + node_id(edge.to) + '"';
    // Only flows out of gateways and tasks may have conditions.
    const bool conditional = !edge.condition.empty() && flow_.nodes[edge.from].kind == Kind::kExclusive;
    if (!conditional) {
      xml_ += "/>\n";
      return;
    }
    xml_ += "><conditionExpression xsi:type=\"tFormalExpression\">" + xml_escape(edge.condition) + "</conditionExpression></sequenceFlow>\n";
  }

  [[nodiscard]] Frame node_frame(std::size_t index) const {
    const FlowNode& node = flow_.nodes[index];
    const Look& look = look_of(node);
    if (node.kind == Kind::kBoundaryTimer) return boundary_frame(index);
    const Point at = drawing_.nodes[index];
    return {at.y + kContentLeft, at.x + kContentTop, look.width, look.height};
  }

  /// On the task's side where the first of its flows leaves, else at the corner.
  [[nodiscard]] Frame boundary_frame(std::size_t index) const {
    const Frame task = node_frame(flow_.nodes[index].attached_to);
    Point centre{task.x + task.width, task.y + task.height - kEventSize / 2};
    for (std::size_t edge = 0; edge < flow_.edges.size(); ++edge) {
      if (flow_.edges[edge].from == index && drawn_[edge] != kLoop) centre = edge_points(edge).front();
    }
    return {centre.x - kEventSize / 2, centre.y - kEventSize / 2, kEventSize, kEventSize};
  }

  [[nodiscard]] std::vector<Point> edge_points(std::size_t index) const {
    std::vector<Point> points;
    if (drawn_[index] == kLoop) {
      const Frame box = node_frame(flow_.edges[index].to);
      const int right = box.x + box.width;
      return {{right, box.y + 12}, {right + 14, box.y + 12}, {right + 14, box.y - 10}, {right - 20, box.y - 10}, {right - 20, box.y}};
    }
    for (const Point& point : drawing_.edges[drawn_[index]].points) points.push_back({point.y + kContentLeft, point.x + kContentTop});
    return points;
  }

  void bounds(const Frame& frame, int indent) {
    xml_ += std::string(static_cast<std::size_t>(indent), ' ') + "<dc:Bounds x=\"" + std::to_string(frame.x) + "\" y=\"" + std::to_string(frame.y) +
            "\" width=\"" + std::to_string(frame.width) + "\" height=\"" + std::to_string(frame.height) + "\"/>\n";
  }

  void shape(const std::string& element, const Frame& frame, std::string_view more, const Frame* label) {
    xml_ += "      <bpmndi:BPMNShape id=\"" + element + "_di\" bpmnElement=\"" + element + '"' + std::string(more) + ">\n";
    bounds(frame, 8);
    if (label != nullptr) {
      xml_ += "        <bpmndi:BPMNLabel>\n";
      bounds(*label, 10);
      xml_ += "        </bpmndi:BPMNLabel>\n";
    }
    xml_ += "      </bpmndi:BPMNShape>\n";
  }

  void line(const std::string& element, const std::vector<Point>& points, const Frame* label) {
    xml_ += "      <bpmndi:BPMNEdge id=\"" + element + "_di\" bpmnElement=\"" + element + "\">\n";
    for (const Point& point : points) xml_ += "        <di:waypoint x=\"" + std::to_string(point.x) + "\" y=\"" + std::to_string(point.y) + "\"/>\n";
    if (label != nullptr) {
      xml_ += "        <bpmndi:BPMNLabel>\n";
      bounds(*label, 10);
      xml_ += "        </bpmndi:BPMNLabel>\n";
    }
    xml_ += "      </bpmndi:BPMNEdge>\n";
  }

  void write_diagram() {
    xml_ += "  <bpmndi:BPMNDiagram id=\"diagram\">\n    <bpmndi:BPMNPlane id=\"plane\" bpmnElement=\"collaboration\">\n";
    const int lane_width = drawing_.height + kContentLeft - 2 * kTitleSize + kTitleSize;
    shape("pool", {kTitleSize, kContentTop, lane_width + kTitleSize, drawing_.bands.back().second}, " isHorizontal=\"true\"", nullptr);
    for (std::size_t lane = 0; lane < flow_.lanes.size(); ++lane) {
      const auto [top, bottom] = drawing_.bands[lane];
      shape(lane_id(lane), {2 * kTitleSize, top + kContentTop, lane_width, bottom - top}, " isHorizontal=\"true\"", nullptr);
    }
    for (std::size_t node = 0; node < flow_.nodes.size(); ++node) write_shape(node);
    for (std::size_t edge = 0; edge < flow_.edges.size(); ++edge) write_edge(edge);
    xml_ += "    </bpmndi:BPMNPlane>\n  </bpmndi:BPMNDiagram>\n";
  }

  void write_shape(std::size_t index) {
    const FlowNode& node = flow_.nodes[index];
    const Frame frame = node_frame(index);
    Frame label{frame.x - 20, frame.y + frame.height, frame.width + 40, 0};
    label.height = kLineHeight * static_cast<int>(wrap(node.name, kLabelLetters).size());
    const bool has_text_below = frame.width < kTaskWidth && !node.name.empty();
    const std::string_view more = node.kind == Kind::kFromAnywhere ? " isExpanded=\"true\"" : node.kind == Kind::kExclusive ? " isMarkerVisible=\"true\"" : "";
    shape(node_id(index), frame, more, has_text_below ? &label : nullptr);
    if (node.kind != Kind::kFromAnywhere) return;
    const std::string id = node_id(index);
    const int middle = frame.y + frame.height / 2;
    const Frame start{frame.x + 30, middle - kEventSize / 2, kEventSize, kEventSize};
    const Frame end{frame.x + 140, middle - kEventSize / 2, kEventSize, kEventSize};
    shape(id + "_start", start, "", nullptr);
    shape(id + "_end", end, "", nullptr);
    line(id + "_flow", {{start.x + kEventSize, middle}, {end.x, middle}}, nullptr);
  }

  void write_edge(std::size_t index) {
    const FlowEdge& edge = flow_.edges[index];
    std::vector<Point> points = edge_points(index);
    if (flow_.nodes[edge.from].kind == Kind::kBoundaryTimer) points.front().x += kEventSize / 2;
    if (edge.name.empty() || drawn_[index] == kLoop) return line(edge_id(index), points, nullptr);
    const Point at = drawing_.edges[drawn_[index]].label;
    Frame label{at.y + kContentLeft, at.x + kContentTop - 4, 0, 0};
    for (const std::string& text : wrap(edge.name, kLabelLetters)) {
      label.width = std::max(label.width, text_width(text));
      label.height += kLineHeight;
    }
    line(edge_id(index), points, &label);
  }

  static constexpr std::size_t kLoop = static_cast<std::size_t>(-1);
  static constexpr int kContentLeft = 3 * kTitleSize;
  static constexpr int kContentTop = kTitleSize;

  const Outline& outline_;
  Language language_;
  bool lv_;
  FlowGraph flow_;
  LayeredDrawing drawing_;
  std::vector<std::size_t> drawn_;  ///< By flow: its edge in the drawing.
  std::string xml_;
};

}  // namespace

Result<std::string> bpmn(const Outline& outline, Language language) { return BpmnWriter(outline, language).write(); }

}  // namespace norma::workflows::views
