#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "engine/result.h"
#include "engine/statechart/chart.h"
#include "engine/statechart/document.h"

namespace norma::statechart {

struct CompileLimits {
  std::size_t states = 4096;
  std::size_t transitions = 16384;
  std::size_t expressions = 32768;
  std::size_t expression_bytes = 65536;
  std::size_t depth = 64;  ///< Nesting of states and of executable content.

  /// Reads what `src` of <script> and <data> names; without it every `src` there is refused.
  std::function<Result<std::string>(std::string_view uri)> resource;
  /// Reads XML found through `resource`; without it such text stays text.
  std::function<Result<Element>(std::string_view xml)> xml;
};

/// Compiles a document into a chart; elements in foreign namespaces are ignored (section 3.2 and 4.10).
///
/// Errors: definition_invalid with "line:column: message" at the first fault found.
[[nodiscard]] Result<std::shared_ptr<const Chart>> compile(const Element& scxml, const CompileLimits& limits = {});

}  // namespace norma::statechart
