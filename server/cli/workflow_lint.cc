#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>

#include "server/cli/file_text.h"
#include "server/cli/workflow_commands.h"
#include "workflows/lint.h"

namespace norma::server::cli {
namespace {

int lint_file(const std::string& file) {
  const Outcome<std::string> bytes = read_text(file);
  if (!bytes) return report(bytes.error());
  const std::vector<workflows::LintFinding> findings = workflows::lint(*bytes);
  bool failed = false;
  for (const workflows::LintFinding& finding : findings) {
    const bool error = finding.severity == workflows::LintFinding::Severity::kError;
    failed = failed || error;
    std::cout << file << ":" << finding.line << ":" << finding.column << ": " << (error ? "error: " : "warning: ")
              << finding.message << "\n";
  }
  if (findings.empty()) std::cout << file << ": no findings\n";
  return static_cast<int>(failed ? ExitStatus::kError : ExitStatus::kOk);
}

}  // namespace

void add_workflow_lint(CLI::App& workflow, ChosenCommand& chosen) {
  CLI::App* lint = workflow.add_subcommand("lint", "Check a definition (SCXML) as deploying it would");
  const auto file = std::make_shared<std::string>();
  lint->add_option("FILE", *file, "the definition")->required();
  lint->callback([file, &chosen] { chosen = [file] { return lint_file(*file); }; });
}

}  // namespace norma::server::cli
