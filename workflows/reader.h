#pragma once

#include <cstddef>
#include <string_view>

#include "engine/result.h"
#include "engine/statechart/document.h"

namespace norma::workflows {

struct ReaderLimits {
  std::size_t bytes = std::size_t{1} << 20;
  std::size_t elements = 20'000;
  std::size_t depth = 100;
  std::size_t attributes = 64;  ///< On one element.
};

/// Reads XML into the value that charts are compiled from.
///
/// The predefined entities and character references are expanded; a document type declaration is refused, so nothing
/// else is. Errors: body_too_large; text_not_utf8; definition_invalid with "line:column: message".
[[nodiscard]] Result<statechart::Element> read_xml(std::string_view bytes, const ReaderLimits& limits = {});

}  // namespace norma::workflows
