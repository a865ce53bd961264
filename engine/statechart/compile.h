#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "engine/result.h"
#include "engine/statechart/chart.h"
#include "engine/statechart/document.h"

namespace norma::statechart {

/// Bounds on a definition and what stands in for what the document leaves open.
struct CompileLimits {
  std::size_t states = 10'000;
  std::size_t transitions = 40'000;
  std::size_t expressions = 100'000;
  std::size_t expression_bytes = 64 * 1024;
  std::size_t depth = 100;  ///< Nesting of states and of executable content.
  DataModelKind missing_data_model = DataModelKind::kNull;  ///< For documents without `datamodel`.
  /// Reads what `src` of <script> and <data> names; unset: nothing can be read.
  std::function<std::optional<std::string>(std::string_view uri)> resource;
};

/// Turns <scxml> into a chart; elements of other namespaces are passed over.
///
/// Errors: definition_invalid with "line:column: message", the first fault in document order.
[[nodiscard]] Result<std::shared_ptr<const Chart>> compile(const Element& scxml, const CompileLimits& limits = {});

}  // namespace norma::statechart
