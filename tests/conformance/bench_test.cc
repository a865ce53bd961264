#include <gtest/gtest.h>

#include "tests/conformance/suite_files.h"
#include "tests/conformance/suites.h"
#include "workflows/rehearsal/bench.h"
#include "workflows/rehearsal/step_line.h"

namespace norma::conformance {
namespace {

using workflows::RehearsalBench;

/// A bench that reads beside the document, and what it did, for who has to find a fault.
struct Trial {
  Trial(const std::filesystem::path& document, bool restarts)
      : bench({restarts, Instant{},
               [folder = document.parent_path()](std::string_view uri) { return read_beside(folder, uri); },
               [this](const workflows::RehearsedStep& step) { lines += "\n    " + workflows::step_line(step); }}) {}

  std::string lines;
  RehearsalBench bench;
};

std::string why(const Error& error) { return std::string(reason_code(error.reason)) + ": " + error.details.front(); }

std::string try_w3c(const W3cDocument& document, bool restarts) {
  Trial trial(document.file, restarts);
  const Result<void> started = trial.bench.start(read_file(document.file));
  if (document.kind == W3cDocument::Kind::kRejected) {
    return !started && started.error().reason == Reason::kDefinitionInvalid ? "" : "is not refused";
  }
  if (!started) return why(started.error());
  const Result<void> ran = trial.bench.run(std::chrono::minutes(2));
  if (!ran) return why(ran.error());
  if (trial.bench.is_ended() && trial.bench.configuration() == workflows::Configuration{"pass"}) return {};
  return "does not end in pass" + trial.lines;
}

std::string try_scion(const ScionCase& one, bool restarts) {
  Trial trial(one.document, restarts);
  const auto now = [&](const Result<void>& done) -> Result<workflows::Configuration> {
    if (!done) return tl::unexpected(done.error());
    return trial.bench.configuration();
  };
  const auto played = workflows::play(
      one.block(), {[&] { return now(trial.bench.start(read_file(one.document))); },
                    [&](const workflows::ScriptStep& step) {
                      return now(trial.bench.send(step.after, step.event, step.data_json));
                    }});
  if (!played) return why(played.error());
  return *played ? **played + trial.lines : "";
}

TEST(Bench, PassesW3c) {
  expect_w3c_passes("bench", [](const W3cDocument& document) { return try_w3c(document, false); });
}
TEST(Bench, PassesW3cWhenRestartedAfterEachStep) {
  expect_w3c_passes("bench, restarted", [](const W3cDocument& document) { return try_w3c(document, true); });
}
TEST(Bench, PassesScion) {
  expect_scion_passes("bench", [](const ScionCase& one) { return try_scion(one, false); });
}
TEST(Bench, PassesScionWhenRestartedAfterEachStep) {
  expect_scion_passes("bench, restarted", [](const ScionCase& one) { return try_scion(one, true); });
}

}  // namespace
}  // namespace norma::conformance
