#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/statechart/document.h"

namespace norma::statechart {

/// The text as a JSON string, quotes included (RFC 8259).
[[nodiscard]] std::string json_quote(std::string_view text);

/// The same JSON value without the space between its tokens; nothing if the text is not one JSON value in UTF-8.
///
/// Bounded: nesting of more than `depth` is refused.
[[nodiscard]] std::optional<std::string> json_compact(std::string_view text, std::size_t depth = 64);

/// The members of a JSON object, values as text, in order; nothing if the text is not one JSON object.
[[nodiscard]] std::optional<std::vector<std::pair<std::string, std::string>>> json_members(std::string_view text);

/// The string that a JSON string means; nothing if the text is anything else.
[[nodiscard]] std::optional<std::string> json_unquote(std::string_view text);

/// An element as the tagged JSON value `{"$xml":[..]}` (engine/statechart/session.h).
[[nodiscard]] std::string xml_value(const Element& element, std::string_view outer_name_space = {});

/// The text without space at both ends and with every run of space as one blank (section B.2.8.1).
[[nodiscard]] std::string normalise_space(std::string_view text);

}  // namespace norma::statechart
