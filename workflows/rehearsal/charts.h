#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "engine/result.h"
#include "engine/statechart/chart.h"
#include "norma/v1/rehearsal.pb.h"

namespace norma::workflows {

/// Gives what `src` of <script>, <data> or <invoke> names; a leading "file:" is cut off. Errors: not_found.
using ReadResource = std::function<Result<std::string>(std::string_view uri)>;

/// Compiles the documents of rehearsals, and keeps the charts of the last ones.
///
/// Thread rule: one thread.
class RehearsalCharts {
 public:
  /// Compiles a document and notes what that read, so that chart() needs nothing else.
  ///
  /// A missing `datamodel` means ecmascript. Errors: limit_exceeded, definition_invalid with "line:column: message".
  Result<v1::RehearsalDocument> read(const std::string& text, const ReadResource& read);

  /// The chart a session runs. Errors: storage_corrupt (there is none at that place), then those of read().
  Result<std::shared_ptr<const statechart::Chart>> chart(const v1::RehearsalState& rehearsal,
                                                         const v1::RehearsalChart& place);

 private:
  static constexpr std::size_t kKeptCharts = 64;

  Result<std::shared_ptr<const statechart::Chart>> compiled(const v1::RehearsalDocument& document);

  std::map<std::string, std::shared_ptr<const statechart::Chart>> kept_;  ///< By the document's bytes.
};

/// Where a chart written inside <invoke> stands in the chart around it. Requires: `inner` is a child of `outer`.
[[nodiscard]] v1::RehearsalInvoke place_of(const statechart::Chart& outer, const statechart::Chart& inner);

}  // namespace norma::workflows
