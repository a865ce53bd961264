#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <iostream>
#include <memory>
#include <vector>

#include "server/cli/file_text.h"
#include "server/cli/workflow_commands.h"
#include "workflows/clocks.h"
#include "workflows/scenarios/suite_report.h"

namespace norma::server::cli {
namespace {

namespace fs = std::filesystem;
using workflows::scenarios::SourceFile;

constexpr std::size_t kMostFiles = 1000;

struct TestOptions {
  fs::path directory;
  bool require_coverage = false;
  std::string language = "lv";
};

Outcome<std::vector<fs::path>> files_of(const fs::path& directory, std::string_view extension) {
  std::error_code error;
  std::vector<fs::path> files;
  for (fs::directory_iterator at(directory, error), end; !error && at != end; at.increment(error)) {
    if (at->path().extension() != extension) continue;
    if (files.size() == kMostFiles) {
      return failure(ExitStatus::kError, directory.string() + " has more than " + std::to_string(kMostFiles) + " " +
                                             std::string(extension) + " files");
    }
    files.push_back(at->path());
  }
  if (error) return failure(ExitStatus::kNotFound, directory.string() + ": " + error.message());
  std::sort(files.begin(), files.end());
  return files;
}

Outcome<std::vector<SourceFile>> read_files(const fs::path& directory, std::string_view extension) {
  const Outcome<std::vector<fs::path>> files = files_of(directory, extension);
  if (!files) return tl::unexpected(files.error());
  std::vector<SourceFile> sources;
  for (const fs::path& file : *files) {
    Outcome<std::string> bytes = read_text(file);
    if (!bytes) return tl::unexpected(bytes.error());
    sources.push_back({file.filename().string(), std::move(*bytes)});
  }
  return sources;
}

int test_definitions(const TestOptions& options) {
  const auto definitions = read_files(options.directory, ".scxml");
  if (!definitions) return report(definitions.error());
  if (definitions->empty()) {
    return report({ExitStatus::kNotFound, options.directory.string() + " holds no definition (*.scxml)", {}});
  }
  const auto scenarios = read_files(options.directory, ".scenarios");
  if (!scenarios) return report(scenarios.error());
  const Result<acts::LegalTime> legal_time = workflows::built_in_legal_time();
  if (!legal_time) return report({ExitStatus::kError, "the calendar and the clocks of this program cannot be read", {}});

  const Language language = options.language == "en" ? Language::kEn : Language::kLv;
  const workflows::scenarios::SuiteReport suite =
      workflows::scenarios::run_suite(*definitions, *scenarios, *legal_time, language);
  std::cout << workflows::scenarios::report_text(suite, options.directory.string(), language);
  const bool covers = !options.require_coverage || suite.covered() == suite.transitions();
  return static_cast<int>(suite.failed() == 0 && covers ? ExitStatus::kOk : ExitStatus::kError);
}

}  // namespace

void add_workflow_test(CLI::App& workflow, ChosenCommand& chosen) {
  CLI::App* test = workflow.add_subcommand("test", "Run the scenarios beside the definitions of a directory");
  const auto options = std::make_shared<TestOptions>();
  test->add_option("DIR", options->directory, "holds definitions (*.scxml) and their scenarios (*.scenarios)")->required();
  test->add_flag("--require-coverage", options->require_coverage, "fail, too, when no scenario takes some transition");
  test->add_option("--lang", options->language, "language of titles and labels: lv or en")
      ->check(CLI::IsMember({"lv", "en"}))
      ->capture_default_str();
  test->footer(
      "Prints a line per scenario and definition; of one that fails, what was expected and what was found, with the\n"
      "line of its file; then each transition that no scenario takes. The last line is\n"
      "  workflow: scenarios=N failed=N transitions=N covered=N\n"
      "Exit status: 0 when nothing failed, 1 when something did, 3 when there is no definition.\n"
      "The format of scenarios is described in workflows/scenarios/README.md.");
  test->callback([options, &chosen] { chosen = [options] { return test_definitions(*options); }; });
}

}  // namespace norma::server::cli
