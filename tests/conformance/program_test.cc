#include <gtest/gtest.h>

#include "tests/conformance/suites.h"
#include "tests/scenarios/running_server.h"

namespace norma::conformance {
namespace {

constexpr unsigned kAtATime = 2;

scenarios::ProgramRun run(std::vector<std::string> arguments, bool restarts) {
  arguments.insert(arguments.begin(), {"workflow", "run"});
  if (restarts) arguments.emplace_back("--restart-each-step");
  return scenarios::run_norma(arguments);
}

std::string try_w3c(const W3cDocument& document, bool restarts) {
  const scenarios::ProgramRun ran = run({document.file.string()}, restarts);
  const bool is_refused = ran.exit_status == 1 && ran.output.find("The definition is not valid") != std::string::npos;
  if (document.kind == W3cDocument::Kind::kRejected) return is_refused ? "" : "is not refused: " + ran.output;
  const bool says_so = ran.output.find("norma: the session ended in pass") != std::string::npos;
  return ran.exit_status == 0 && says_so ? "" : "exit status " + std::to_string(ran.exit_status) + "\n" + ran.output;
}

/// As users call it: the program has to find by itself the block that is SCXML 1.0's.
std::string try_scion(const ScionCase& one, bool restarts) {
  const scenarios::ProgramRun ran = run({one.document.string(), "--script", one.script.string()}, restarts);
  const std::string holds = std::string("norma: the ") + (one.by_legacy_block ? "legacySemantics" : "top-level") + " expectations hold";
  const bool says_so = ran.output.find(holds) != std::string::npos;
  return ran.exit_status == 0 && says_so ? "" : "exit status " + std::to_string(ran.exit_status) + "\n" + ran.output;
}

TEST(Program, PassesW3c) {
  expect_w3c_passes("program", [](const W3cDocument& document) { return try_w3c(document, false); }, kAtATime);
}
TEST(Program, PassesW3cWhenRestartedAfterEachStep) {
  expect_w3c_passes("program, restarted", [](const W3cDocument& document) { return try_w3c(document, true); }, kAtATime);
}
TEST(Program, PassesScion) {
  expect_scion_passes("program", [](const ScionCase& one) { return try_scion(one, false); }, kAtATime);
}
TEST(Program, PassesScionWhenRestartedAfterEachStep) {
  expect_scion_passes("program, restarted", [](const ScionCase& one) { return try_scion(one, true); }, kAtATime);
}

}  // namespace
}  // namespace norma::conformance
