#pragma once

#include <string>
#include <string_view>

#include "engine/statechart/document.h"

namespace norma::workflows::diff {

/// An expression without the white space and comments that make no difference to ECMAScript.
///
/// Where a slash may begin a regular expression only the white space around the text is taken off.
[[nodiscard]] std::string canonical_expression(std::string_view source);

/// Text that may be a program, JSON or words: each run of white space outside quotes is one space or one line's end.
[[nodiscard]] std::string canonical_text(std::string_view source);

/// An element with all inside it as one line: attributes sorted, white space between elements left out.
///
///     element = name { " " attribute "=" value } [ " (" element { ", " element } ")" | ": " text ]
///
/// `<assign location="n" expr=" n + 1"/>` gives `assign expr=n+1 location=n`. Elements of other namespaces than SCXML's
/// are left out.
[[nodiscard]] std::string canonical_element(const statechart::Element& element);

/// All elements directly inside, in order; the text when there are none.
[[nodiscard]] std::string canonical_inside(const statechart::Element& element);

}  // namespace norma::workflows::diff
