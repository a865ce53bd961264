#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/reason.h"
#include "engine/result.h"
#include "engine/statechart/chart.h"
#include "workflows/views/layered.h"
#include "workflows/views/outline.h"

namespace norma::workflows::views {

/// A rectangle on a drawing.
struct Frame {
  int x = 0;
  int y = 0;
  int width = 0;
  int height = 0;
};

/// A state as a box; boxes stand in document order, so a parent comes before its children.
struct StateBox {
  statechart::StateIndex state = 0;
  Frame frame;
  int header_height = 0;           ///< Of a state with states inside: the band that holds its texts.
  std::vector<std::string> lines;  ///< Its name, then its tasks and terms, wrapped to fit.
  std::size_t name_lines = 1;      ///< How many of the lines are the name.
};

/// The dot from which a state with states inside begins.
struct InitialDot {
  statechart::StateIndex inside = 0;
  Frame frame;
};

/// A transition, the way in from a dot, or the default of a history.
struct StateLink {
  enum class Kind : std::uint8_t {
    kTransition,
    kStays,    ///< A transition without targets: drawn as a loop.
    kInitial,  ///< From the dot of `source`.
    kDefault,  ///< From the history `source`.
  };

  Kind kind = Kind::kTransition;
  statechart::TransitionIndex transition = 0;  ///< Of kTransition and kStays.
  statechart::StateIndex source = 0;
  std::vector<statechart::StateIndex> targets;
  std::vector<std::vector<Point>> lines;  ///< One for each target, or the loop; the arrow is at the end.
  Frame label;
  std::vector<std::string> label_lines;
};

/// A whole drawing: nothing is left to decide for who draws it.
struct Layout {
  int width = 0;
  int height = 0;
  std::vector<StateBox> boxes;
  std::vector<InitialDot> dots;
  std::vector<StateLink> links;
};

/// Lays a definition out: nested boxes in layers from top to bottom, regions of a parallel beside each other, every
/// transition once. Integers alone, so the same definition gives the same layout everywhere.
///
/// Errors: limit_exceeded (layout_states, layout_links, layout_bends): beyond what people can read.
[[nodiscard]] Result<Layout> lay_out(const Outline& outline, Language language);

/// The layout as one JSON object, ready to be drawn: boxes, dots and links with absolute coordinates in pixels.
///
/// Text is meant for 12 pixels of a sans-serif face, line height kLineHeight. Shortened:
///
///     {"view":"layout",...,"width":640,"height":480,"line_height":16,
///      "states":[{"id":"a","parent":null,"kind":"atomic","x":10,"y":40,"width":120,"height":32,"lines":["A"]}],
///      "dots":[{"inside":null,"x":60,"y":10,"width":12,"height":12}],
///      "links":[{"kind":"transition","source":"a","targets":["b"],"event":"go","lines":[[[70,72],[70,120]]],
///                "label":{"x":74,"y":80,"width":60,"height":16,"lines":["Go"]}}]}
[[nodiscard]] std::string layout_json(const Outline& outline, const Layout& layout, Language language);

/// The layout as an SVG 1.1 document with nothing outside itself: no script, no font, no link.
[[nodiscard]] std::string layout_svg(const Outline& outline, const Layout& layout, Language language);

inline constexpr int kLineHeight = 16;

/// The room a line of text needs: wide enough for 12 pixels of a sans-serif face.
[[nodiscard]] int text_width(std::string_view text);

/// The same for the name of a state, which is bold.
[[nodiscard]] int name_width(std::string_view text);

/// The text in lines of at most `most` letters, broken at spaces; a longer word has a line of its own.
[[nodiscard]] std::vector<std::string> wrap(std::string_view text, std::size_t most);

/// What stands beside a transition: its events and its condition, wrapped.
[[nodiscard]] std::vector<std::string> transition_lines(const Outline& outline, const statechart::Transition& transition,
                                                        Language language);

}  // namespace norma::workflows::views
