#include <array>
#include <boost/json.hpp>
#include <string_view>

#include "workflows/views/documents.h"
#include "workflows/views/layout.h"

namespace norma::workflows::views {
namespace {

using statechart::Chart;
using statechart::StateIndex;
using statechart::StateKind;

std::string_view kind_name(StateKind kind) {
  constexpr std::array<std::string_view, 6> kNames = {"atomic", "compound", "parallel", "final", "shallow_history", "deep_history"};
  return kNames[static_cast<std::size_t>(kind)];
}

std::string_view kind_name(StateLink::Kind kind) {
  constexpr std::array<std::string_view, 4> kNames = {"transition", "stays", "initial", "default"};
  return kNames[static_cast<std::size_t>(kind)];
}

boost::json::value id_or_null(const Chart& chart, StateIndex state) {
  if (state == 0 || state == statechart::kNoState) return nullptr;
  return boost::json::value(chart.id(state));
}

void add_frame(boost::json::object& object, const Frame& frame) {
  object["x"] = frame.x;
  object["y"] = frame.y;
  object["width"] = frame.width;
  object["height"] = frame.height;
}

boost::json::array strings(const std::vector<std::string>& lines) {
  boost::json::array array;
  for (const std::string& line : lines) array.emplace_back(line);
  return array;
}

boost::json::object box_object(const Chart& chart, const StateBox& box) {
  boost::json::object object;
  object["id"] = id_or_null(chart, box.state);
  object["parent"] = id_or_null(chart, chart.parent(box.state));
  object["kind"] = kind_name(chart.kind(box.state));
  add_frame(object, box.frame);
  if (box.header_height > 0) object["header_height"] = box.header_height;
  object["name_lines"] = box.name_lines;
  object["lines"] = strings(box.lines);
  return object;
}

boost::json::object link_object(const Chart& chart, const StateLink& link) {
  boost::json::object object;
  object["kind"] = kind_name(link.kind);
  object["source"] = id_or_null(chart, link.source);
  boost::json::array targets;
  for (const StateIndex target : link.targets) targets.push_back(id_or_null(chart, target));
  object["targets"] = std::move(targets);
  if (link.kind == StateLink::Kind::kTransition || link.kind == StateLink::Kind::kStays) {
    const statechart::Transition& transition = chart.transition(link.transition);
    object["transition"] = link.transition;
    std::string events;
    for (const std::string& event : transition.events) events += (events.empty() ? "" : " ") + event;
    if (!events.empty()) object["event"] = events;
    if (!transition.condition_text.empty()) object["condition"] = transition.condition_text;
    boost::json::object label;
    add_frame(label, link.label);
    label["lines"] = strings(link.label_lines);
    object["label"] = std::move(label);
  }
  boost::json::array lines;
  for (const std::vector<Point>& line : link.lines) {
    boost::json::array points;
    for (const Point& point : line) points.push_back(boost::json::array{point.x, point.y});
    lines.push_back(std::move(points));
  }
  object["lines"] = std::move(lines);
  return object;
}

constexpr std::string_view kStyle =
    ".s{fill:#fff;stroke:#334}.r{fill:#fff;stroke:#334;stroke-dasharray:6 4}.h{fill:#e8edf5;stroke:#334}"
    ".f{fill:#fff;stroke:#334;stroke-width:3}.t{font:12px sans-serif;fill:#111}.n{font-weight:bold}"
    ".l{fill:none;stroke:#245;stroke-width:1.2}.w{stroke-dasharray:3 3}.e{fill:#036}.d{fill:#334}";

class SvgWriter {
 public:
  SvgWriter(const Outline& outline, const Layout& layout, Language language) : chart_(*outline.chart), layout_(layout) {
    const std::string size = "width=\"" + std::to_string(layout.width) + "\" height=\"" + std::to_string(layout.height) + "\"";
    svg_ = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" " + size + " viewBox=\"0 0 " +
           std::to_string(layout.width) + ' ' + std::to_string(layout.height) + "\" lang=\"" + (language == Language::kLv ? "lv" : "en") + "\">\n";
    svg_ += "<title>" + xml_escape(outline.title(language)) + "</title>\n<desc>" + xml_escape(outline.name) + ", SHA-256 " + outline.hash_hex + "</desc>\n";
    svg_.append("<style>").append(kStyle).append("</style>\n");
    svg_ +=
        "<defs><marker id=\"a\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"8\" markerHeight=\"8\" orient=\"auto\">"
        "<path d=\"M0 0L8 4L0 8z\" fill=\"#245\"/></marker></defs>\n";
  }

  /// Bodies of boxes below, lines above them, and what is written on top.
  std::string write() {
    for (const StateBox& box : layout_.boxes) body(box);
    for (const InitialDot& dot : layout_.dots) {
      circle({dot.frame.x + dot.frame.width / 2, dot.frame.y + dot.frame.height / 2}, dot.frame.width / 2, "d");
    }
    for (const StateLink& link : layout_.links) lines(link);
    for (const StateBox& box : layout_.boxes) {
      if (box.header_height > 0) rectangle({box.frame.x, box.frame.y, box.frame.width, box.header_height}, "h", 6);
      texts(box);
    }
    for (const StateLink& link : layout_.links) {
      for (std::size_t i = 0; i < link.label_lines.size(); ++i) {
        text({link.label.x, link.label.y + static_cast<int>(i) * kLineHeight}, link.label_lines[i], "t e");
      }
    }
    return svg_ + "</svg>\n";
  }

 private:
  static std::string attribute(std::string_view name, int value) { return ' ' + std::string(name) + "=\"" + std::to_string(value) + '"'; }

  void rectangle(const Frame& frame, std::string_view style, int radius) {
    svg_.append("<rect class=\"").append(style) += '"';
    svg_ += attribute("x", frame.x) + attribute("y", frame.y) + attribute("width", frame.width) + attribute("height", frame.height) +
            attribute("rx", radius) + "/>\n";
  }

  void circle(Point centre, int radius, std::string_view style) {
    svg_.append("<circle class=\"").append(style) += '"';
    svg_ += attribute("cx", centre.x) + attribute("cy", centre.y) + attribute("r", radius) + "/>\n";
  }

  void text(Point corner, std::string_view words, std::string_view style) {
    constexpr int kBaseline = 12;
    svg_.append("<text class=\"").append(style) += '"';
    svg_ += attribute("x", corner.x) + attribute("y", corner.y + kBaseline) + '>' + xml_escape(words) + "</text>\n";
  }

  void body(const StateBox& box) {
    if (chart_.is_history(box.state)) {
      const Point centre{box.frame.x + box.frame.width / 2, box.frame.y + box.frame.height / 2};
      circle(centre, box.frame.width / 2, "s");
      text({centre.x - 7, centre.y - 8}, chart_.kind(box.state) == StateKind::kDeepHistory ? "H*" : "H", "t");
      return;
    }
    const StateIndex parent = chart_.parent(box.state);
    const bool is_region = parent != statechart::kNoState && chart_.is_parallel(parent);
    rectangle(box.frame, chart_.is_final(box.state) ? "f" : is_region ? "r" : "s", 6);
  }

  void texts(const StateBox& box) {
    const int left = box.frame.x + 7;
    for (std::size_t i = 0; i < box.lines.size(); ++i) {
      text({left, box.frame.y + 7 + static_cast<int>(i) * kLineHeight}, box.lines[i], i < box.name_lines ? "t n" : "t");
    }
  }

  void lines(const StateLink& link) {
    for (const std::vector<Point>& line : link.lines) {
      svg_.append("<polyline class=\"l").append(link.kind == StateLink::Kind::kStays ? " w" : "") += "\" points=\"";
      for (std::size_t i = 0; i < line.size(); ++i) svg_ += (i == 0 ? "" : " ") + std::to_string(line[i].x) + ',' + std::to_string(line[i].y);
      svg_ += "\" marker-end=\"url(#a)\"/>\n";
    }
  }

  const Chart& chart_;
  const Layout& layout_;
  std::string svg_;
};

}  // namespace

std::string layout_json(const Outline& outline, const Layout& layout, Language language) {
  boost::json::object head = json_head(outline, "layout", language);
  head["width"] = layout.width;
  head["height"] = layout.height;
  head["line_height"] = kLineHeight;
  JsonList states{"states", {}};
  for (const StateBox& box : layout.boxes) states.second.push_back(box_object(*outline.chart, box));
  JsonList dots{"dots", {}};
  for (const InitialDot& dot : layout.dots) {
    boost::json::object object;
    object["inside"] = id_or_null(*outline.chart, dot.inside);
    add_frame(object, dot.frame);
    dots.second.push_back(std::move(object));
  }
  JsonList links{"links", {}};
  for (const StateLink& link : layout.links) links.second.push_back(link_object(*outline.chart, link));
  return json_document(head, {states, dots, links});
}

std::string layout_svg(const Outline& outline, const Layout& layout, Language language) {
  return SvgWriter(outline, layout, language).write();
}

}  // namespace norma::workflows::views
