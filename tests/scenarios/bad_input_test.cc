#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <utility>
#include <vector>

#include "server/http/json.h"
#include "tests/scenarios/running_server.h"

namespace norma::scenarios {
namespace {

using Headers = std::vector<std::pair<std::string, std::string>>;

constexpr const char* kNeed =
    R"({"scale":"SERVICE_SCALE","object":"srv-4411","institution":"inst-lpa","triggerTask":"PU2-18","problem":"rinda"})";

/// The code of the problem a POST is answered with, or "accepted".
std::string code_of(server::cli::ApiClient& client, const std::string& command, const std::string& body,
                    const Headers& headers) {
  const auto answer = client.post("/v1/commands/" + command, body, headers);
  return answer ? "accepted" : answer.error().code;
}

std::size_t turns_in_journal(const RunningServer& server) {
  server::cli::ApiClient auditor = server.client("auditor");
  const auto turns = auditor.turns("/v1/audit/turns?partition=1");
  EXPECT_TRUE(turns);
  return turns ? turns->size() : 0;
}

TEST(BadInput, OfMalformedRequestsIsNamedAndChangesNothing) {
  // given
  const TemporaryDirectory directory;
  const RunningServer server(directory.path());
  server::cli::ApiClient owner = server.client("service_owner");
  const Headers key = {{"Idempotency-Key", "k1"}};
  const std::size_t before = turns_in_journal(server);
  // when, then
  EXPECT_EQ(code_of(owner, "raise-need", kNeed, {}), "idempotency_key_required");
  EXPECT_EQ(code_of(owner, "raise-everything", kNeed, key), "unknown_command");
  EXPECT_EQ(code_of(owner, "elapse-term", R"({"caseId":"a","term":1})", key), "unknown_command");
  EXPECT_EQ(code_of(owner, "raise-need", "{", key), "malformed_request");
  EXPECT_EQ(code_of(owner, "raise-need", R"({"unknown":1})", key), "malformed_request");
  EXPECT_EQ(code_of(owner, "raise-need", R"({"object":7})", key), "malformed_request");
  EXPECT_EQ(code_of(owner, "raise-need", R"({"scale":"GALACTIC_SCALE"})", key), "malformed_request");
  EXPECT_EQ(code_of(owner, "raise-need", "{}", key), "missing_field");
  EXPECT_EQ(code_of(owner, "raise-need", "{\"problem\":\"\xC3\x28\"}", key), "text_not_utf8");
  EXPECT_EQ(code_of(owner, "raise-need", std::string(3 << 20, ' '), key), "body_too_large");
  EXPECT_EQ(turns_in_journal(server), before);
}

TEST(BadInput, OfStaleAndRepeatedRequestsIsAnsweredFromWhatIsThere) {
  // given a need
  const TemporaryDirectory directory;
  const RunningServer server(directory.path());
  server::cli::ApiClient owner = server.client("service_owner");
  const auto raised = owner.post("/v1/commands/raise-need", kNeed, {{"Idempotency-Key", "k1"}});
  ASSERT_TRUE(raised) << raised.error().message;
  const std::size_t before = turns_in_journal(server);
  // when the same request comes again, then it is answered the same and nothing is done
  const auto again = owner.post("/v1/commands/raise-need", kNeed, {{"Idempotency-Key", "k1"}});
  ASSERT_TRUE(again);
  EXPECT_EQ(again->body, raised->body);
  // and another payload under the same key is refused
  std::string other = kNeed;
  other.replace(other.find("rinda"), 5, "cita");
  EXPECT_EQ(code_of(owner, "raise-need", other, {{"Idempotency-Key", "k1"}}), "idempotency_key_reused");
  // and commands on the case ask for its revision
  v1::Reply reply;
  ASSERT_TRUE(server::from_json(raised->body, reply));
  const std::string inventory = R"({"need":")" + reply.case_id() + R"("})";
  EXPECT_EQ(code_of(owner, "record-inventory", inventory, {{"Idempotency-Key", "k2"}}), "revision_required");
  EXPECT_EQ(code_of(owner, "record-inventory", inventory, {{"Idempotency-Key", "k2"}, {"If-Match", "\"0\""}}),
            "revision_conflict");
  EXPECT_EQ(code_of(owner, "record-inventory", inventory, {{"Idempotency-Key", "k2"}, {"If-Match", "one"}}),
            "invalid_field");
  EXPECT_EQ(code_of(owner, "record-inventory", R"({"need":"need_none"})",
                    {{"Idempotency-Key", "k3"}, {"If-Match", "\"1\""}}),
            "case_not_found");
  EXPECT_EQ(turns_in_journal(server), before);
}

TEST(BadInput, OfPeopleWithoutTheRoleIsRefusedAndRecorded) {
  // given a need and someone who has nothing to do with it
  const TemporaryDirectory directory;
  const RunningServer server(directory.path());
  server::cli::ApiClient owner = server.client("service_owner");
  const auto raised = owner.post("/v1/commands/raise-need", kNeed, {{"Idempotency-Key", "k1"}});
  ASSERT_TRUE(raised);
  v1::Reply reply;
  ASSERT_TRUE(server::from_json(raised->body, reply));
  const Headers headers = {{"Idempotency-Key", "k2"}, {"If-Match", "\"" + std::to_string(reply.revision()) + "\""}};
  const std::string inventory = R"({"need":")" + reply.case_id() + R"("})";
  const std::size_t before = turns_in_journal(server);
  // when, then
  server::cli::ApiClient stranger = server.client("service_owner_2");
  EXPECT_EQ(code_of(stranger, "record-inventory", inventory, headers), "role_not_held");
  server::cli::ApiClient auditor = server.client("auditor");
  EXPECT_EQ(code_of(auditor, "record-inventory", inventory, headers), "read_only_role");
  EXPECT_EQ(turns_in_journal(server), before + 2) << "refusals by policy are evidence";
  EXPECT_FALSE(stranger.get("/v1/needs/" + reply.case_id()));
  EXPECT_FALSE(stranger.get("/v1/audit/turns?partition=1"));
  server::cli::ApiClient unknown(server.endpoint(), "not-a-token", "en");
  const auto refused = unknown.get("/v1/inbox");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "unauthenticated");
}

TEST(BadInput, InTheTargetOfARequestIsNamed) {
  const TemporaryDirectory directory;
  const RunningServer server(directory.path());
  server::cli::ApiClient owner = server.client("service_owner");
  const auto code = [&](const std::string& target) {
    const auto answer = owner.get(target);
    return answer ? "accepted" : answer.error().code;
  };
  EXPECT_EQ(code("/v1/commands/raise-need"), "method_not_allowed");
  EXPECT_EQ(code("/v1/demo/clock"), "method_not_allowed");
  EXPECT_EQ(code("/v1/stream?after=AAAA"), "cursor_invalid");
  EXPECT_EQ(code("/v1/no-such-thing"), "not_found");
}

TEST(BadInput, IsExplainedInTheAskedLanguage) {
  const TemporaryDirectory directory;
  const RunningServer server(directory.path());
  server::cli::ApiClient latvian = server.client("service_owner", "lv");
  server::cli::ApiClient english = server.client("service_owner", "en");
  const auto lv = latvian.get("/v1/acts/act_none");
  const auto en = english.get("/v1/acts/act_none");
  ASSERT_FALSE(lv);
  ASSERT_FALSE(en);
  EXPECT_NE(lv.error().message.find("Nav tādas lietas"), std::string::npos) << lv.error().message;
  EXPECT_NE(en.error().message.find("There is no such case"), std::string::npos) << en.error().message;
}

TEST(BadInput, OfADefinitionThatDoesNotLintIsRefusedWithItsPlace) {
  const TemporaryDirectory directory;
  const std::filesystem::path file = directory.path() / "broken.scxml";
  {
    std::ofstream out(file);
    out << "<scxml xmlns=\"http://www.w3.org/2005/07/scxml\" version=\"1.0\" name=\"act\" initial=\"nowhere\">\n"
           "  <state id=\"a\"/>\n</scxml>\n";
  }
  const ProgramRun lint = run_norma({"workflow", "lint", file.string()});
  EXPECT_EQ(lint.exit_status, 1) << lint.output;
  EXPECT_NE(lint.output.find("broken.scxml:1:"), std::string::npos) << lint.output;
}

}  // namespace
}  // namespace norma::scenarios
