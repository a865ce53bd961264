#pragma once

#include <boost/json/object.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/reason.h"
#include "workflows/views/outline.h"

namespace norma::workflows::views {

/// A list of a JSON document: its name and its items.
using JsonList = std::pair<std::string_view, std::vector<boost::json::object>>;

/// What every JSON view begins with: which view of which definition, in which language.
[[nodiscard]] boost::json::object json_head(const Outline& outline, std::string_view view, Language language);

/// One JSON object: the members of `head`, then the lists, each item on a line of its own so that versions compare well.
[[nodiscard]] std::string json_document(const boost::json::object& head, const std::vector<JsonList>& lists);

/// The text as it may stand in the content and in a quoted attribute of XML 1.0; control characters become spaces.
[[nodiscard]] std::string xml_escape(std::string_view text);

}  // namespace norma::workflows::views
