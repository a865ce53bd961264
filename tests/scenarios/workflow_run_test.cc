#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <string>

#include "tests/scenarios/running_server.h"

namespace norma::scenarios {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr const char* kChart = R"scxml(<scxml xmlns="http://www.w3.org/2005/07/scxml" version="1.0">
  <datamodel><data id="when" expr="new Date().toISOString()"/></datamodel>
  <state id="a"><transition event="t" target="b"/><transition event="end" target="pass"/>
    <transition event="bad" target="fail"/></state>
  <state id="b"/><final id="pass"/><final id="fail"/>
</scxml>)scxml";

/// Charts and scripts in a directory of their own.
class WorkflowRun : public testing::Test {
 protected:
  std::string write(const std::string& name, const std::string& text) {
    std::filesystem::create_directories((directory_.path() / name).parent_path());
    std::ofstream(directory_.path() / name) << text;
    return (directory_.path() / name).string();
  }
  static ProgramRun run(std::vector<std::string> more) {
    std::vector<std::string> arguments = {"workflow", "run"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run_norma(arguments);
  }
  ProgramRun run_script(const std::string& script, const std::string& expectations = "either") {
    return run({write("chart.scxml", kChart), "--script", write("script.json", script), "--expectations", expectations});
  }

  TemporaryDirectory directory_;
};

constexpr const char* kRight = R"("initialConfiguration":["a"],"events":[{"event":{"name":"t"},"nextConfiguration":["b"]}])";
constexpr const char* kWrong = R"("initialConfiguration":["a"],"events":[{"event":{"name":"t"},"nextConfiguration":["a"]}])";

std::string script_of(const std::string& top_level, const std::string& legacy) {
  return "{" + top_level + (legacy.empty() ? "" : ",\"legacySemantics\":{" + legacy + "}") + "}";
}

TEST_F(WorkflowRun, EndsWithZeroOnlyInTheFinalStatePass) {
  const std::string waits = write("waits.scxml", kChart);
  const auto entering = [&](const std::string& event) {
    std::string chart = kChart;
    chart.insert(chart.find("<transition"), "<onentry><send event='" + event + "' delay='1h'/></onentry>");
    return run({write(event + ".scxml", chart)});
  };
  EXPECT_EQ(entering("end").exit_status, 0);
  EXPECT_EQ(entering("bad").exit_status, 1);
  EXPECT_THAT(entering("bad").output, HasSubstr("the session ended in: fail"));
  EXPECT_EQ(run({waits}).exit_status, 1);
  EXPECT_THAT(run({waits}).output, HasSubstr("the session waits in: a"));
}

TEST_F(WorkflowRun, HoldsAScriptToItsExpectations) {
  EXPECT_EQ(run_script(script_of(kRight, "")).exit_status, 0);
  const ProgramRun wrong = run_script(script_of(kWrong, ""));
  EXPECT_EQ(wrong.exit_status, 1);
  EXPECT_THAT(wrong.output, HasSubstr("after event 1 (t): expected [a], got [b]"));
}

TEST_F(WorkflowRun, TakesTheBlockThatIsAskedForAndOtherwiseEitherAsAWhole) {
  EXPECT_EQ(run_script(script_of(kWrong, kRight)).exit_status, 0);
  EXPECT_THAT(run_script(script_of(kWrong, kRight)).output, HasSubstr("the legacySemantics expectations hold"));
  EXPECT_THAT(run_script(script_of(kRight, kWrong)).output, HasSubstr("the top-level expectations hold"));
  EXPECT_THAT(run_script(script_of(kRight, kRight)).output, HasSubstr("the legacySemantics expectations hold"));
  EXPECT_EQ(run_script(script_of(kWrong, kWrong)).exit_status, 1);
  EXPECT_EQ(run_script(script_of(kRight, kWrong), "legacy").exit_status, 1);
  EXPECT_EQ(run_script(script_of(kWrong, kRight), "top-level").exit_status, 1);
  EXPECT_EQ(run_script(script_of(kRight, ""), "legacy").exit_status, 1);
}

TEST_F(WorkflowRun, PrintsOneLinePerStepAndTheClockItWasGiven) {
  const std::string chart = write("chart.scxml", kChart);
  const std::string script = write("script.json", script_of(kRight, ""));
  const ProgramRun ran = run({chart, "--script", script, "--now", "2027-03-01T10:00:00+02:00"});
  EXPECT_EQ(ran.exit_status, 0);
  EXPECT_THAT(ran.output, HasSubstr(R"({"time":"2027-03-01T08:00:00.000000Z","session":"root","event":null)"));
  EXPECT_THAT(ran.output, HasSubstr(R"("data":{"when":"2027-03-01T08:00:00.000Z"})"));
  EXPECT_THAT(ran.output, HasSubstr(R"("event":"t","accepted":true,"configuration":["b"])"));
}

TEST_F(WorkflowRun, PrintsTheSameWhenRestartedAfterEachStep) {
  const std::string chart = write("chart.scxml", kChart);
  const std::string script = write("script.json", script_of(kRight, ""));
  const ProgramRun plain = run({chart, "--script", script});
  EXPECT_EQ(run({chart, "--script", script, "--restart-each-step"}).output, plain.output);
}

TEST_F(WorkflowRun, ReadsBesideTheDocumentAndNowhereElse) {
  write("outside.txt", "\"secret\"");
  write("in/beside.txt", "\"beside\"");
  const std::string chart = write("in/chart.scxml", R"(<scxml xmlns="http://www.w3.org/2005/07/scxml" version="1.0">
    <datamodel><data id="near" src="file:beside.txt"/><data id="far" src="../outside.txt"/><data id="root" src="/etc/passwd"/></datamodel>
    <final id="pass"/></scxml>)");
  const ProgramRun ran = run({chart});
  EXPECT_EQ(ran.exit_status, 0) << ran.output;
  EXPECT_THAT(ran.output, HasSubstr(R"("near":"beside")"));
  EXPECT_THAT(ran.output, Not(HasSubstr("secret")));
  EXPECT_THAT(ran.output, Not(HasSubstr("root:x")));
}

TEST_F(WorkflowRun, SaysWhatIsWrongWithItsArguments) {
  const std::string chart = write("chart.scxml", kChart);
  EXPECT_EQ(run({(directory_.path() / "none.scxml").string()}).exit_status, 3);
  EXPECT_EQ(run({directory_.path().string()}).exit_status, 1);
  EXPECT_EQ(run({chart, "--now", "yesterday"}).exit_status, 2);
  EXPECT_EQ(run({chart, "--script", (directory_.path() / "none.json").string()}).exit_status, 3);
  EXPECT_EQ(run({chart, "--script", write("bad.json", "{")}).exit_status, 1);
  EXPECT_EQ(run({chart, "--expectations", "both"}).exit_status, 2);
  EXPECT_EQ(run({write("broken.scxml", "<scxml")}).exit_status, 1);
  EXPECT_EQ(run({}).exit_status, 2);
}

}  // namespace
}  // namespace norma::scenarios
