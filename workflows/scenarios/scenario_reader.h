#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "workflows/finding.h"
#include "workflows/scenarios/scenario.h"

namespace norma::workflows::scenarios {

struct ScenarioLimits {
  std::size_t bytes = std::size_t{1} << 20;
  std::size_t line_bytes = 4096;
  std::size_t definitions = 20;
  std::size_t scenarios = 1000;
  std::size_t steps = 200;  ///< Of one scenario, those it continues not counted.
  std::size_t items = 100;  ///< Of one kind in one step.
  std::size_t faults = 20;  ///< Later ones are not told.
};

/// A file as far as it could be read, and what is wrong with it, in the order of its lines.
struct ReadScenarios {
  ScenarioFile file;
  std::vector<LintFinding> faults;
};

/// Reads a scenario file. Requires: `file` is its name without folders. Nothing is run when there are faults.
[[nodiscard]] ReadScenarios read_scenarios(std::string file, std::string_view bytes, const ScenarioLimits& limits = {});

}  // namespace norma::workflows::scenarios
