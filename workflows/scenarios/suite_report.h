#pragma once

#include <string>
#include <string_view>

#include "engine/reason.h"
#include "workflows/scenarios/suite.h"

namespace norma::workflows::scenarios {

/// The report of a suite for a terminal: faults, a line per scenario, what no scenario shows, and the totals.
///
/// directory: put before names of files, so that editors find them; may be empty. language: of the titles.
/// Its last line is `workflow: scenarios=N failed=N transitions=N covered=N`.
[[nodiscard]] std::string report_text(const SuiteReport& report, std::string_view directory, Language language);

}  // namespace norma::workflows::scenarios
