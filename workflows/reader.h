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
  std::size_t attribute_bytes = 64 * 1024;
};

/// Reads an XML document into the engine's tree, namespaces resolved, places kept.
///
/// Errors: limit_exceeded (bytes, elements, depth, attribute_bytes), definition_invalid with
/// "line:column: message" (not well-formed, a document type declaration, an unknown entity, not UTF-8).
[[nodiscard]] Result<statechart::Element> read_xml(std::string_view bytes, const ReaderLimits& limits = {});

}  // namespace norma::workflows
