#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <vector>

#include "engine/hex.h"
#include "norma/v1/command.pb.h"
#include "storage/merkle/sha256.h"
#include "tests/scenarios/running_acts.h"

namespace norma::scenarios {
namespace {

v1::DefinitionList definitions(const RunningServer& server) {
  v1::DefinitionList list;
  EXPECT_TRUE(server.client("auditor").get("/v1/definitions", list));
  return list;
}

/// "act newest 1" per definition of acts.
std::vector<std::string> acts_in(const v1::DefinitionList& list) {
  std::vector<std::string> lines;
  for (const v1::DefinitionView& view : list.definitions()) {
    if (view.kind() != v1::ACT) continue;
    lines.push_back(view.hash().substr(0, 6) + (view.newest() ? " newest " : " ") + std::to_string(view.running_cases()));
  }
  return lines;
}

TEST(DeployDefinition, IsSeenListedAndOutlivesARestart) {
  // given an act on the built-in definition
  const TemporaryDirectory directory;
  const std::string first = product_act();
  const std::string second = first + "<!-- second version -->\n";
  const std::string one = to_hex(storage::sha256(first)).substr(0, 6);
  const std::string two = to_hex(storage::sha256(second)).substr(0, 6);
  const std::filesystem::path file = written(directory, "act2.scxml", second);
  std::string old_act;
  {
    const RunningServer server(directory.path());
    old_act = planned_act(server);
    ASSERT_EQ(acts_in(definitions(server)), (std::vector<std::string>{one + " newest 1"}));
    // when an administrator deploys the next, by the command line
    const ProgramRun run = run_norma(as(server, "administrator", {"workflow", "deploy", file.string()}));
    // then
    ASSERT_EQ(run.exit_status, 0) << run.output;
    EXPECT_NE(run.output.find(to_hex(storage::sha256(second))), std::string::npos) << run.output;
    ASSERT_NE(planned_act(server), "");
    EXPECT_EQ(acts_in(definitions(server)), (std::vector<std::string>{two + " newest 1", one + " 1"}));
    // and the document is kept byte for byte
    const auto document = server.client("auditor").get("/v1/definitions/" + to_hex(storage::sha256(second)) + "/document");
    ASSERT_TRUE(document);
    EXPECT_EQ(document->body, second);
    // and it may not be deployed again, nor by anyone else, nor with a fault
    EXPECT_EQ(run_norma(as(server, "administrator", {"workflow", "deploy", file.string()})).exit_status, 4);
    EXPECT_EQ(run_norma(as(server, "coordinator", {"workflow", "deploy", file.string()})).exit_status, 5);
    const std::filesystem::path faulty = written(directory, "faulty.scxml", "<scxml/>");
    const ProgramRun refused = run_norma(as(server, "administrator", {"workflow", "deploy", faulty.string()}));
    EXPECT_EQ(refused.exit_status, 1);
    EXPECT_NE(refused.output.find("1:1: "), std::string::npos) << refused.output;
  }
  // when the server starts again
  {
    const RunningServer server(directory.path());
    // then it knows both, deploys nothing by itself, and each act goes on with its own
    EXPECT_EQ(acts_in(definitions(server)), (std::vector<std::string>{two + " newest 1", one + " 1"}));
    EXPECT_EQ(definitions(server).definitions_size(), 5);
    v1::AssignDrafter assign;
    assign.set_case_id(old_act);
    assign.set_drafter("person_drafter");
    EXPECT_TRUE(server.client("coordinator").command_on(old_act, "assign-drafter", assign));
    ASSERT_NE(planned_act(server), "");
    EXPECT_EQ(acts_in(definitions(server)), (std::vector<std::string>{two + " newest 2", one + " 1"}));
    // and an act that has ended runs on none
    v1::WithdrawCase withdraw;
    withdraw.set_case_id(old_act);
    withdraw.set_reason("nav vajadzīgs");
    EXPECT_TRUE(server.client("coordinator").command_on(old_act, "withdraw-case", withdraw));
    EXPECT_EQ(acts_in(definitions(server)), (std::vector<std::string>{two + " newest 2", one + " 0"}));
    const ProgramRun listed = run_norma(as(server, "auditor", {"workflow", "list"}));
    EXPECT_EQ(listed.exit_status, 0) << listed.output;
    EXPECT_NE(listed.output.find(to_hex(storage::sha256(second))), std::string::npos) << listed.output;
  }
  // and the state is what the journal alone gives
  const ProgramRun fold = run_norma({"audit", "fold", "--data", (directory.path() / "data").string()});
  EXPECT_EQ(fold.exit_status, 0) << fold.output;
}

TEST(DeployDefinition, OfAnUnknownHashIsNotFound) {
  const TemporaryDirectory directory;
  const RunningServer server(directory.path());
  server::cli::ApiClient auditor = server.client("auditor");
  EXPECT_EQ(auditor.get("/v1/definitions/00").error().code, "not_found");
  EXPECT_EQ(auditor.get("/v1/definitions/none").error().code, "not_found");
  EXPECT_EQ(auditor.get("/v1/definitions/00/document").error().code, "not_found");
}

}  // namespace
}  // namespace norma::scenarios
