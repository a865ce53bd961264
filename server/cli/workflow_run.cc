#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>
#include <optional>

#include "engine/instant.h"
#include "server/cli/file_text.h"
#include "server/cli/workflow_commands.h"
#include "workflows/rehearsal/bench.h"
#include "workflows/rehearsal/script.h"
#include "workflows/rehearsal/step_line.h"

namespace norma::server::cli {
namespace {

using workflows::Configuration;
using workflows::RehearsalBench;
using workflows::RehearsalScript;
using workflows::ScriptBlock;

constexpr std::chrono::hours kLongestRun{100 * 8766};

constexpr const char* kAbout = "Rehearse a chart (SCXML) on a virtual clock: one line of JSON per step";
constexpr const char* kFooter =
    "This is a bench: no lint, a missing datamodel means ecmascript, BasicHTTP is a loopback inside the program whose\n"
    "deliveries come before any time passes. What src names is read from the folder of the document.\n\n"
    "A line has: time, session, event (null at the start), accepted (a transition took the event), configuration (atomic\n"
    "states in document order), running, data, effects, incidents, log. Values are JSON; {\"$undef\":1} is undefined.\n\n"
    "Without a script the clock runs until the session ends; the exit status is 0 when that is in the final state pass.\n"
    "With a script it is 0 when each of its expectations holds. 1: not so, or the document is refused.\n\n"
    "A script is SCION's format:\n"
    "  {\"initialConfiguration\": [\"a\"],\n"
    "   \"events\": [{\"after\": 100, \"event\": {\"name\": \"t\", \"data\": 1}, \"nextConfiguration\": [\"b\"]}]}\n"
    "`after` (milliseconds on the virtual clock) and `data` may be left out. A block legacySemantics beside these holds\n"
    "in place of the top-level expectations. In SCION's suite it is SCXML 1.0's behaviour in some files and that of an\n"
    "older SCION in others, so by default a chart that does throughout what the top-level block says instead passes too;\n"
    "standard error says which of the two held, and --expectations asks for one of them.\n\n"
    "Examples:\n"
    "  norma workflow run chart.scxml\n"
    "  norma workflow run chart.scxml --script chart.json --restart-each-step\n"
    "  norma workflow run act.scxml --script plan.json --now 2026-12-31T22:00:00Z | jq -c .configuration";

struct RunOptions {
  std::string file;
  std::string script;
  std::string expectations = "either";
  std::string now = "2026-01-01T00:00:00Z";
  bool restarts = false;
  bool children = false;
};

std::string words_of(const Error& error) { return reason_message(error.reason, Language::kEn, error.details); }

int failed(const std::string& message) { return report({ExitStatus::kError, message, {}}); }

std::string joined(const Configuration& states) {
  std::string text;
  for (const std::string& state : states) text += (text.empty() ? "" : " ") + state;
  return text;
}

/// Reads what documents name beside the one that is run, and nothing outside of its folder.
workflows::ReadResource reader_beside(const std::filesystem::path& document) {
  std::error_code error;
  const std::filesystem::path folder = std::filesystem::canonical(document, error).parent_path();
  return [folder](std::string_view uri) -> Result<std::string> {
    std::error_code none;
    const std::filesystem::path path = std::filesystem::weakly_canonical(folder / uri, none);
    const bool is_inside = std::mismatch(folder.begin(), folder.end(), path.begin(), path.end()).first == folder.end();
    if (none || !is_inside || !std::filesystem::is_regular_file(path, none)) return fail(Reason::kNotFound, uri);
    Outcome<std::string> bytes = read_text(path);
    if (!bytes) return fail(Reason::kNotFound, bytes.error().message);
    return std::move(*bytes);
  };
}

/// One document and how it is run.
class Run {
 public:
  Run(const RunOptions& options, Instant now, std::string document)
      : options_(options), now_(now), document_(std::move(document)), read_(reader_beside(options.file)) {}

  int to_the_end() const {
    RehearsalBench bench = make_bench(true);
    Result<void> done = bench.start(document_);
    if (done) done = bench.run(kLongestRun);
    if (!done) return failed(options_.file + ": " + words_of(done.error()));
    const std::string states = joined(bench.configuration());
    if (!bench.is_ended()) return failed("the session waits in: " + states);
    if (states != "pass") return failed("the session ended in: " + states);
    std::cerr << "norma: the session ended in pass\n";
    return static_cast<int>(ExitStatus::kOk);
  }

  int by_script(const RehearsalScript& script) const {
    const bool is_legacy = by_legacy_block(script);
    const auto differs = play(is_legacy ? *script.legacy : script.expectations, true);
    if (!differs) return failed(options_.file + ": " + words_of(differs.error()));
    const char* block = is_legacy ? "legacySemantics" : "top-level";
    if (*differs) return failed(**differs + " (" + block + " expectations)");
    std::cerr << "norma: the " << block << " expectations hold\n";
    return static_cast<int>(ExitStatus::kOk);
  }

 private:
  RehearsalBench make_bench(bool shows) const {
    RehearsalBench::Options bench{options_.restarts, now_, read_};
    if (shows) {
      bench.show = [children = options_.children](const workflows::RehearsedStep& taken) {
        if (children || taken.session == RehearsalBench::kFirstSession) std::cout << workflows::step_line(taken) << '\n';
      };
    }
    return RehearsalBench(std::move(bench));
  }

  Result<std::optional<std::string>> play(const ScriptBlock& block, bool shows) const {
    RehearsalBench bench = make_bench(shows);
    const auto now = [&](const Result<void>& done) -> Result<Configuration> {
      if (!done) return tl::unexpected(done.error());
      return bench.configuration();
    };
    return workflows::play(block, {[&] { return now(bench.start(document_)); },
                                   [&](const workflows::ScriptStep& step) {
                                     return now(bench.send(step.after, step.event, step.data_json));
                                   }});
  }

  bool by_legacy_block(const RehearsalScript& script) const {
    if (!script.legacy || options_.expectations == "top-level") return false;
    if (options_.expectations == "legacy") return true;
    const auto top_level = play(script.expectations, false);
    if (!top_level || *top_level) return true;
    const auto legacy = play(*script.legacy, false);
    return legacy && !*legacy;
  }

  const RunOptions& options_;
  Instant now_;
  std::string document_;
  workflows::ReadResource read_;
};

int run(const RunOptions& options) {
  const std::optional<Instant> now = parse_instant(options.now);
  if (!now) return report({ExitStatus::kUsage, "--now: not an RFC 3339 time: " + options.now, {}});
  const Outcome<std::string> document = read_text(options.file);
  if (!document) return report(document.error());
  const Run run(options, *now, *document);
  if (options.script.empty()) return run.to_the_end();
  const Outcome<std::string> bytes = read_text(options.script);
  if (!bytes) return report(bytes.error());
  const Result<RehearsalScript> script = workflows::read_script(*bytes);
  if (!script) return failed(options.script + ": " + words_of(script.error()));
  if (options.expectations == "legacy" && !script->legacy) {
    return failed(options.script + ": there is no legacySemantics in it");
  }
  return run.by_script(*script);
}

}  // namespace

void add_workflow_run(CLI::App& workflow, ChosenCommand& chosen) {
  CLI::App* command = workflow.add_subcommand("run", kAbout);
  command->footer(kFooter);
  const auto options = std::make_shared<RunOptions>();
  command->add_option("FILE", options->file, "the chart")->required();
  command->add_option("--script", options->script, "events to send and configurations to expect; see below");
  command->add_option("--expectations", options->expectations, "which block of the script: either, top-level or legacy")
      ->check(CLI::IsMember({"either", "top-level", "legacy"}))
      ->capture_default_str();
  command->add_flag("--restart-each-step", options->restarts,
                    "after each step write the state, throw all else away, and read it again");
  command->add_flag("--children", options->children, "show the steps of invoked sessions too");
  command->add_option("--now", options->now, "RFC 3339 time where the virtual clock starts")->capture_default_str();
  command->callback([options, &chosen] { chosen = [options] { return run(*options); }; });
}

}  // namespace norma::server::cli
