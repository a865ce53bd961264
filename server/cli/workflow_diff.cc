#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>

#include "server/cli/file_text.h"
#include "server/cli/workflow_commands.h"
#include "workflows/diff/comparison.h"
#include "workflows/finding.h"

namespace norma::server::cli {
namespace {

using workflows::diff::AuthoredDefinition;

/// The statuses of diff (POSIX), which scripts of authors know.
constexpr int kSame = 0;
constexpr int kDifferent = 1;
constexpr int kTrouble = 2;

struct DiffOptions {
  std::string first;
  std::string second;
  std::string output = "text";
};

std::optional<AuthoredDefinition> read_definition_file(const std::string& file) {
  const Outcome<std::string> bytes = read_text(file);
  if (!bytes) {
    report(bytes.error());
    return std::nullopt;
  }
  Result<AuthoredDefinition> definition = workflows::diff::read_authored(*bytes);
  if (definition) return std::move(*definition);
  report({ExitStatus::kError, file + ":" + workflows::format_finding(workflows::finding_of(definition.error())), {}});
  return std::nullopt;
}

int compare_files(const DiffOptions& options) {
  const auto first = read_definition_file(options.first);
  const auto second = read_definition_file(options.second);
  if (!first || !second) return kTrouble;
  const std::vector<workflows::diff::Difference> differences = workflows::diff::compare(*first, *second);
  if (options.output == "json") {
    std::cout << workflows::diff::differences_json(differences) << '\n';
    return differences.empty() ? kSame : kDifferent;
  }
  for (const workflows::diff::Difference& difference : differences) {
    std::cout << workflows::diff::difference_text(difference, options.first, options.second) << '\n';
  }
  if (differences.empty()) std::cout << "no differences\n";
  return differences.empty() ? kSame : kDifferent;
}

}  // namespace

void add_workflow_diff(CLI::App& workflow, ChosenCommand& chosen) {
  CLI::App* diff = workflow.add_subcommand("diff", "Show how two definitions differ for cases and people");
  const auto options = std::make_shared<DiffOptions>();
  diff->add_option("A", options->first, "the earlier definition")->required();
  diff->add_option("B", options->second, "the later one")->required();
  diff->add_option("-o,--output", options->output, "text or json")
      ->check(CLI::IsMember({"text", "json"}))
      ->capture_default_str();
  diff->footer(
      "States, transitions, tasks, terms and data are compared by what they say; formatting, comments and defaults do\n"
      "not count. A line each, in the order of B:  + added  - removed  = renamed  > moved  ~ changed\n"
      "Exit status: 0 the same, 1 different, 2 a file cannot be read or is no definition.");
  diff->callback([options, &chosen] { chosen = [options] { return compare_files(*options); }; });
}

}  // namespace norma::server::cli
