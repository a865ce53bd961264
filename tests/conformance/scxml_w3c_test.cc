#include <gtest/gtest.h>

#include "tests/conformance/session_world.h"
#include "tests/conformance/suite_files.h"

namespace norma::conformance {
namespace {

/// Runs the automated documents of one kind; gives how many ended in `pass`.
int run_all(const std::filesystem::path& folder, const std::string& conformance, bool restores) {
  int passed = 0;
  for (const auto& row : read_table(folder / "manifest.tsv")) {
    if (row.at("conformance") != conformance || row.at("mode") != "automated") continue;
    const std::string& file = row.at("file");
    const bool is_null = row.at("datamodel") == "null";
    SessionWorld::Options options;
    options.restores = restores;
    // Test 201 wants a message by HTTP to be there before what the session sends itself right after it.
    options.own_effects = row.at("id") == "201";
    SessionWorld world(folder / (is_null ? "null" : "ecma"), options);
    if (world.start(file)) world.run(std::chrono::minutes(2));
    if (world.has_entered("pass") && world.failure.empty()) {
      ++passed;
      continue;
    }
    std::string log;
    for (const std::string& line : world.log()) log += "\n    " + line;
    ADD_FAILURE() << file << ": " << row.at("assertion").substr(0, 160) << "\n  " << world.failure << log;
  }
  return passed;
}

void check(const std::string& conformance, bool restores, int expected) {
  const std::optional<std::filesystem::path> suites = suites_folder();
  if (!suites) GTEST_SKIP() << "the external suites are not here; set NORMA_SUITES";
  EXPECT_EQ(run_all(*suites / "scxml-w3c", conformance, restores), expected);
}

TEST(ScxmlW3c, PassesTheMandatoryTests) { check("mandatory", false, 160); }
TEST(ScxmlW3c, PassesTheMandatoryTestsWhenRestoredAfterEachStep) { check("mandatory", true, 160); }
TEST(ScxmlW3c, PassesTheOptionalTests) { check("optional", false, 33); }
TEST(ScxmlW3c, PassesTheOptionalTestsWhenRestoredAfterEachStep) { check("optional", true, 33); }

TEST(ScxmlW3c, PassesTheManualTestsThatHaveAnAutomatedForm) {
  const std::optional<std::filesystem::path> suites = suites_folder();
  if (!suites) GTEST_SKIP() << "the external suites are not here; set NORMA_SUITES";
  for (const auto& entry : std::filesystem::directory_iterator(*suites / "scxml-w3c" / "manual-as-auto")) {
    SessionWorld world(entry.path().parent_path(), {});
    ASSERT_TRUE(world.start(entry.path().filename())) << entry.path() << world.failure;
    world.run(std::chrono::minutes(2));
    EXPECT_TRUE(world.has_entered("pass")) << entry.path();
  }
}

}  // namespace
}  // namespace norma::conformance
