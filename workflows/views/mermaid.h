#pragma once

#include <string>

#include "engine/reason.h"
#include "workflows/views/outline.h"

namespace norma::workflows::views {

/// The chart as a Mermaid `stateDiagram-v2`, for documents whose viewers draw it; a view, not a source.
///
/// Mermaid cannot take all that a chart may say, so:
/// - a transition between states of different boxes is drawn between the boxes that stand beside each other, and its
///   label names the true ends;
/// - a transition of a state to a state inside it starts at a node "any state";
/// - what does not leave its state, and loops of states with states inside, are lines of text;
/// - a parallel whose regions or the boxes in them have transitions of their own is drawn with a fork in place of
///   concurrent sections, which Mermaid draws wrongly or refuses.
[[nodiscard]] std::string mermaid(const Outline& outline, Language language);

}  // namespace norma::workflows::views
