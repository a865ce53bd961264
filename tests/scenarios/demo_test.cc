#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/scenarios/running_server.h"

namespace norma::scenarios {
namespace {

using testing::ContainsRegex;
using testing::HasSubstr;
using testing::MatchesRegex;

std::vector<std::string> demo_arguments(const TemporaryDirectory& directory) {
  return {"demo", "--once", "--data", directory.path().string(), "--listen", "127.0.0.1:0"};
}

TEST(Demo, PlaysTheMainJobAndMissesNothing) {
  const TemporaryDirectory directory;

  const ProgramRun run = run_norma(demo_arguments(directory));

  EXPECT_EQ(run.exit_status, 0) << run.output;
  EXPECT_THAT(run.last_line(), MatchesRegex("demo: commands=[0-9]+ turns=[0-9]+ expected=[1-9][0-9]+ "
                                            "delivered=[1-9][0-9]+ missed=0 resumed=[1-9][0-9]*"));
  EXPECT_THAT(run.output, HasSubstr("drafter_is_approver"));
}

TEST(Demo, PlaysAgainOnTheSameJournal) {
  const TemporaryDirectory directory;
  ASSERT_EQ(run_norma(demo_arguments(directory)).exit_status, 0);

  const ProgramRun second = run_norma(demo_arguments(directory));

  EXPECT_EQ(second.exit_status, 0) << second.output;
  EXPECT_THAT(second.last_line(), HasSubstr(" missed=0 "));
}

TEST(Demo, SeesWhatThePublisherLoses) {
  const TemporaryDirectory directory;
  std::vector<std::string> arguments = demo_arguments(directory);
  arguments.insert(arguments.end(), {"--drop-every", "10"});

  const ProgramRun run = run_norma(arguments);

  EXPECT_NE(run.exit_status, 0);
  EXPECT_THAT(run.last_line(), ContainsRegex(" missed=[1-9][0-9]* "));
}

TEST(Demo, DropsNothingWithoutBeingADemo) {
  const TemporaryDirectory directory;

  const ProgramRun run = run_norma({"serve", "--data", directory.path().string(), "--drop-every", "10"});

  EXPECT_EQ(run.exit_status, 2) << run.output;
}

}  // namespace
}  // namespace norma::scenarios
