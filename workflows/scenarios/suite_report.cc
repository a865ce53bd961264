#include "workflows/scenarios/suite_report.h"

namespace norma::workflows::scenarios {
namespace {

std::string place(std::string_view directory, const std::string& file, std::uint32_t line) {
  std::string text{directory};
  if (!text.empty() && !text.ends_with('/')) text += '/';
  return text + file + ":" + std::to_string(line);
}

std::string scenario_text(const ScenarioResult& result, std::string_view directory, Language language) {
  const std::string& title = language == Language::kLv ? result.title_lv : result.title_en;
  std::string text = result.passed() ? "ok    " : "FAIL  ";
  text += result.definition + "  " + result.id + ": " + title;
  if (!result.law.empty()) text += " (" + result.law + ")";
  if (!result.failed_before.empty()) text += ": not run, because " + result.failed_before + " failed";
  text += '\n';
  for (const Mismatch& mismatch : result.mismatches) {
    text += "  " + place(directory, result.file, mismatch.line) + ": " + mismatch.what + '\n';
    text += "      expected: " + mismatch.expected + '\n';
    text += "      found:    " + mismatch.found + '\n';
  }
  return text;
}

std::string coverage_text(const DefinitionCoverage& definition, std::string_view directory) {
  const CoverageReport& coverage = definition.coverage;
  std::string text;
  for (const Gap& gap : coverage.untaken) {
    text += place(directory, definition.definition, gap.line) + ": no scenario takes " + gap.text + '\n';
  }
  for (const Gap& gap : coverage.untaken_events) {
    text += place(directory, definition.definition, gap.line) + ": note: no scenario takes " + gap.text + '\n';
  }
  return text + definition.definition + ": " + std::to_string(coverage.covered) + " of " +
         std::to_string(coverage.transitions) + " transitions covered\n";
}

}  // namespace

std::string report_text(const SuiteReport& report, std::string_view directory, Language language) {
  std::string text;
  for (const FileFault& fault : report.faults) {
    text += place(directory, fault.file, fault.finding.line) + ":" + std::to_string(fault.finding.column) +
            ": error: " + fault.finding.message + '\n';
  }
  for (const ScenarioResult& result : report.results) text += scenario_text(result, directory, language);
  for (const DefinitionCoverage& definition : report.coverage) text += coverage_text(definition, directory);
  return text + "workflow: scenarios=" + std::to_string(report.results.size()) +
         " failed=" + std::to_string(report.failed()) + " transitions=" + std::to_string(report.transitions()) +
         " covered=" + std::to_string(report.covered()) + '\n';
}

}  // namespace norma::workflows::scenarios
