#pragma once

#include <cstddef>
#include <string_view>

#include "engine/result.h"
#include "engine/statechart/document.h"

namespace norma::workflows {

/// Bounds on a document.
struct ReaderLimits {
  std::size_t bytes = 4 * 1024 * 1024;
  std::size_t elements = 50'000;
  std::size_t depth = 200;
  std::size_t attributes = 128;               ///< Of one element, namespace declarations among them.
  std::size_t attribute_bytes = 64 * 1024;    ///< Of one element, names and values.
  std::size_t namespaces = 64;                ///< Declared around one place.
  std::size_t source_bytes = 8 * 1024 * 1024;  ///< Kept as XML for <content>, <data>, <assign> and <script>.
};

/// Reads an XML document into the engine's tree, namespaces resolved, places kept.
///
/// Lines and columns are from 1; columns count letters.
/// Errors: limit_exceeded with the limit, its value and "line:column", definition_invalid with "line:column: message"
/// (not well-formed, a document type declaration, an unknown entity, not UTF-8, a letter that XML has not).
[[nodiscard]] Result<statechart::Element> read_xml(std::string_view bytes, const ReaderLimits& limits = {});

}  // namespace norma::workflows
