#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <map>
#include <set>
#include <string>

#include "tests/workflows/view_fixture.h"
#include "workflows/views/layout.h"

namespace norma::workflows::views {
namespace {

using statechart::Chart;
using statechart::StateIndex;

bool overlap(const Frame& a, const Frame& b) {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

bool inside(const Frame& inner, const Frame& outer) {
  return inner.x > outer.x && inner.y > outer.y && inner.x + inner.width < outer.x + outer.width &&
         inner.y + inner.height < outer.y + outer.height;
}

bool on_border(const Point& point, const Frame& frame, int header) {
  const bool across = point.x >= frame.x && point.x <= frame.x + frame.width;
  const bool along = point.y >= frame.y && point.y <= frame.y + frame.height;
  const bool at_side = point.x == frame.x + frame.width && along;
  return at_side || (across && (point.y == frame.y || point.y == frame.y + frame.height || point.y == frame.y + header));
}

/// Whether a piece of a line has a point strictly inside a box: cut to the box (Liang and Barsky), something is left.
bool passes_through(const Point& from, const Point& to, const Frame& frame) {
  const double dx = to.x - from.x;
  const double dy = to.y - from.y;
  double first = 0;
  double last = 1;
  const auto cut = [&](double step, double room) {
    if (step == 0) return room > 0;
    const double at = room / step;
    if (step > 0) last = std::min(last, at);
    else first = std::max(first, at);
    return true;
  };
  const bool possible = cut(-dx, from.x - frame.x) && cut(dx, frame.x + frame.width - from.x) && cut(-dy, from.y - frame.y) &&
                        cut(dy, frame.y + frame.height - from.y);
  return possible && last - first > 1e-9;
}

void expect_boxes_apart(const Chart& chart, const Layout& layout) {
  ASSERT_EQ(layout.boxes.size(), chart.state_count());
  const Frame canvas{-1, -1, layout.width + 2, layout.height + 2};
  for (const StateBox& box : layout.boxes) {
    EXPECT_TRUE(inside(box.frame, canvas));
    if (box.state != 0) {
      EXPECT_TRUE(inside(box.frame, layout.boxes[chart.parent(box.state)].frame)) << chart.id(box.state);
    }
    for (StateIndex other = box.state + 1; other < chart.state_count(); ++other) {
      if (chart.is_descendant(other, box.state)) continue;
      EXPECT_FALSE(overlap(box.frame, layout.boxes[other].frame)) << chart.id(box.state) << ' ' << chart.id(other);
    }
  }
}

void expect_every_transition_once(const Chart& chart, const Layout& layout) {
  std::map<std::size_t, int> drawn;
  for (const StateLink& link : layout.links) {
    const bool is_transition = link.kind == StateLink::Kind::kTransition || link.kind == StateLink::Kind::kStays;
    if (is_transition) ++drawn[link.transition];
    EXPECT_EQ(link.lines.size(), std::max<std::size_t>(link.targets.size(), 1));
  }
  for (std::size_t i = 0; i < chart.transition_count(); ++i) EXPECT_EQ(drawn[i], 1) << i;
  EXPECT_EQ(drawn.size(), chart.transition_count());
}

void expect_line_meets_its_ends(const Layout& layout, const StateLink& link, std::size_t target) {
  const std::vector<Point>& line = link.lines[target];
  ASSERT_GE(line.size(), 2U);
  const StateBox& to = layout.boxes[link.kind == StateLink::Kind::kStays ? link.source : link.targets[target]];
  EXPECT_TRUE(on_border(line.back(), to.frame, to.header_height));
  if (link.kind == StateLink::Kind::kInitial) return;
  const StateBox& from = layout.boxes[link.source];
  EXPECT_TRUE(on_border(line.front(), from.frame, from.header_height));
}

void expect_lines_pass_no_box(const Chart& chart, const Layout& layout) {
  for (const StateLink& link : layout.links) {
    for (std::size_t i = 0; i < link.lines.size(); ++i) {
      expect_line_meets_its_ends(layout, link, i);
      const StateIndex target = link.targets.empty() ? link.source : link.targets[i];
      for (const StateBox& box : layout.boxes) {
        const bool is_around = box.state == link.source || box.state == target || chart.is_descendant(link.source, box.state) ||
                               chart.is_descendant(target, box.state);
        if (is_around) continue;
        for (std::size_t p = 1; p < link.lines[i].size(); ++p) {
          EXPECT_FALSE(passes_through(link.lines[i][p - 1], link.lines[i][p], box.frame))
              << chart.id(link.source) << " to " << chart.id(target) << " through " << chart.id(box.state);
        }
      }
    }
  }
}

void expect_labels_apart(const Chart& chart, const Layout& layout) {
  for (std::size_t i = 0; i < layout.links.size(); ++i) {
    const StateLink& link = layout.links[i];
    if (link.label_lines.empty()) continue;
    for (const StateBox& box : layout.boxes) {
      if (chart.is_atomic(box.state)) { EXPECT_FALSE(overlap(link.label, box.frame)) << chart.id(box.state); }
    }
    for (std::size_t j = i + 1; j < layout.links.size(); ++j) {
      if (!layout.links[j].label_lines.empty()) { EXPECT_FALSE(overlap(link.label, layout.links[j].label)) << i << ' ' << j; }
    }
  }
}

void expect_good(const Outline& outline) {
  const Result<Layout> layout = lay_out(outline, Language::kLv);
  ASSERT_TRUE(layout);
  expect_boxes_apart(*outline.chart, *layout);
  expect_every_transition_once(*outline.chart, *layout);
  expect_lines_pass_no_box(*outline.chart, *layout);
  expect_labels_apart(*outline.chart, *layout);
}

TEST(ViewLayout, DrawsEveryBoxAndTransitionOfOurDefinitionsApart) {
  for (const Sample& sample : samples()) {
    SCOPED_TRACE(sample.name);
    expect_good(outline_of(sample.bytes));
  }
}

TEST(ViewLayout, DrawsRandomChartsApart) {
  for (std::uint32_t seed = 1; seed <= 120; ++seed) {
    const std::string chart = random_chart(seed, 3 + seed % 28);
    const Result<Outline> outline = read_outline(chart, "");
    ASSERT_TRUE(outline) << chart;
    SCOPED_TRACE("seed " + std::to_string(seed) + "\n" + chart);
    expect_good(*outline);
    if (testing::Test::HasFailure()) return;
  }
}

TEST(ViewLayout, IsTheSameEachTime) {
  const Outline outline = outline_of(random_chart(7, 40));
  const std::string first = layout_json(outline, lay_out(outline, Language::kEn).value(), Language::kEn);
  EXPECT_EQ(layout_json(outline, lay_out(outline, Language::kEn).value(), Language::kEn), first);
}

TEST(ViewLayout, DrawsTwoHundredStatesSoon) {
  const Outline outline = outline_of(random_chart(11, 199));
  const auto before = std::chrono::steady_clock::now();
  ASSERT_TRUE(lay_out(outline, Language::kLv));
  // Far above what it takes, so that sanitizers and crowded machines pass.
  EXPECT_LT(std::chrono::steady_clock::now() - before, std::chrono::seconds(20));
}

TEST(ViewLayout, RefusesWhatNobodyCanRead) {
  std::string states;
  for (int i = 0; i < 401; ++i) states += "<state id='s" + std::to_string(i) + "'/>";
  const Outline outline = outline_of("<scxml xmlns='http://www.w3.org/2005/07/scxml' version='1.0'>" + states + "</scxml>");
  const Result<Layout> layout = lay_out(outline, Language::kLv);
  ASSERT_FALSE(layout);
  EXPECT_EQ(layout.error(), (Error{Reason::kLimitExceeded, {"layout_states", "400"}}));
}

TEST(ViewLayout, RefusesMoreBendsThanThereIsTimeFor) {
  // 300 states in a row and 1 000 transitions from its end to its beginning: each would bend at every state.
  std::string states;
  for (int i = 0; i < 300; ++i) {
    states += "<state id='s" + std::to_string(i) + "'><transition event='a' target='s" + std::to_string(std::min(i + 1, 299)) + "'/>";
    for (int back = 0; i > 250 && back < 20; ++back) states += "<transition event='b' target='s" + std::to_string(back) + "'/>";
    states += "</state>";
  }
  const Outline outline = outline_of("<scxml xmlns='http://www.w3.org/2005/07/scxml' version='1.0'>" + states + "</scxml>");
  const Result<Layout> layout = lay_out(outline, Language::kLv);
  ASSERT_FALSE(layout);
  EXPECT_EQ(layout.error().details.front(), "layout_bends");
}

}  // namespace
}  // namespace norma::workflows::views
