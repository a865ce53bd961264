#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "engine/acts/legal_time.h"
#include "engine/reason.h"
#include "workflows/finding.h"
#include "workflows/scenarios/coverage.h"
#include "workflows/scenarios/mismatch.h"

namespace norma::workflows::scenarios {

struct SourceFile {
  std::string name;  ///< Without folders.
  std::string bytes;
};

/// One scenario on one definition.
struct ScenarioResult {
  std::string file;
  std::string definition;
  std::string id;
  std::string title_lv;
  std::string title_en;
  std::string law;
  std::uint32_t line = 0;
  std::vector<Mismatch> mismatches;  ///< Of the first step that did not go as told.
  std::string failed_before;         ///< Id of the scenario that it continues and that did not pass: not run.

  [[nodiscard]] bool passed() const { return mismatches.empty() && failed_before.empty(); }
};

/// A file that could not be read: none of its scenarios is run.
struct FileFault {
  std::string file;
  LintFinding finding;
};

struct DefinitionCoverage {
  std::string definition;
  CoverageReport coverage;
};

struct SuiteReport {
  std::vector<ScenarioResult> results;       ///< In the order of files, scenarios and definitions.
  std::vector<FileFault> faults;             ///< In the order of files and lines.
  std::vector<DefinitionCoverage> coverage;  ///< In the order of files; of definitions that could be read.

  /// Scenarios that did not go as told, and files that could not be read.
  [[nodiscard]] std::size_t failed() const;
  [[nodiscard]] std::size_t transitions() const;
  [[nodiscard]] std::size_t covered() const;
};

/// Runs every scenario of the files on the definitions it names, each with a clock of its own.
///
/// A step counts for coverage when it went as told. language: of labels in messages.
[[nodiscard]] SuiteReport run_suite(std::span<const SourceFile> definitions, std::span<const SourceFile> scenario_files,
                                    const acts::LegalTime& legal_time, Language language);

}  // namespace norma::workflows::scenarios
