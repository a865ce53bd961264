// Legal time through the public API: recorded at start, extended by the administrator, kept over a kill.
#include <gtest/gtest.h>

#include <fstream>
#include <string>

#include "norma/v1/api.pb.h"
#include "norma/v1/command.pb.h"
#include "tests/engine/stated_need.h"
#include "tests/scenarios/running_server.h"

namespace norma::scenarios {
namespace {

using server::cli::ApiClient;

v1::CalendarList calendars(const RunningServer& server) {
  v1::CalendarList list;
  EXPECT_TRUE(server.client("auditor").get("/v1/calendars", list));
  return list;
}

/// Gives a command as one of the demo people; whether it was accepted, with the reason if not.
template <class Command>
std::string give(const RunningServer& server, const std::string& person, const std::string& name,
                 const std::string& case_id, const Command& command) {
  ApiClient client = server.client(person);
  const auto reply = case_id.empty() ? client.command(name, command, {}) : client.command_on(case_id, name, command);
  return reply ? "accepted" : reply.error().code;
}

/// An act with a drafter named, by the shortest way there is.
std::string act_in_drafting(const RunningServer& server) {
  v1::RaiseNeed raise;
  raise.set_scale(v1::SERVICE_SCALE);
  raise.set_object("srv-4411");
  raise.set_institution("inst-lpa");
  raise.set_trigger_task("PU2-18");
  raise.set_problem("rinda");
  state_fully(raise);
  const std::string need = server.client("service_owner").command("raise-need", raise, {}).value().case_id();
  v1::RecordInventory inventory;
  inventory.set_need(need);
  check_duplication(inventory);
  EXPECT_EQ(give(server, "service_owner", "record-inventory", need, inventory), "accepted");
  v1::DecideNeed decide;
  decide.set_need(need);
  decide.set_outcome(v1::NEW_ACT_NEEDED);
  decide.set_reason("nav");
  EXPECT_EQ(give(server, "coordinator", "decide-need", need, decide), "accepted");
  v1::PlanAct plan;
  plan.set_need(need);
  plan.set_title("Kārtība");
  plan.set_kind(v1::INTERNAL_RULES);
  plan.set_issuer("inst-lpa");
  plan.set_legal_basis("VPIL 72(1)");
  plan.add_goals()->set_goal_id("g1");
  plan.set_evaluate_on("2090-01-01");
  const std::string act = server.client("service_owner").command_on(need, "plan-act", plan).value().created_cases(0);
  v1::AssignDrafter assign;
  assign.set_case_id(act);
  assign.set_drafter("person_drafter");
  EXPECT_EQ(give(server, "coordinator", "assign-drafter", act, assign), "accepted");
  return act;
}

TEST(LegalTime, IsRecordedExtendedAndKeptOverAKill) {
  // given a new journal: the service recorded what it was built with
  const TemporaryDirectory directory;
  {
    RunningServer server(directory.path());
    const v1::CalendarList built_in = calendars(server);
    ASSERT_EQ(built_in.calendars_size(), 1);
    EXPECT_TRUE(built_in.calendars(0).built_in() && built_in.calendars(0).newest());
    v1::ClockList clocks;
    ASSERT_TRUE(server.client("auditor").get("/v1/clocks", clocks));
    EXPECT_EQ(clocks.clocks_size(), 18);
    // when the administrator adds a day from a file, and sets a length
    const std::filesystem::path file = directory.path() / "day.json";
    std::ofstream(file) << R"({"version": "lv-test", "holidays": [{"lv": "Diena", "en": "Day", "falls_on": "2031-02-04"},
                              {"lv": "Lieldienu otrdiena", "en": "Easter Tuesday", "easter": 2, "from_year": 2031}]})";
    const std::string url = "http://" + server.endpoint().host + ":" + server.endpoint().port;
    const std::vector<std::string> as_administrator = {"--server", url, "--token-file",
                                                       (directory.path() / "tokens.json").string(), "--as", "administrator"};
    const auto run = [&](std::vector<std::string> arguments) {
      arguments.insert(arguments.end(), as_administrator.begin(), as_administrator.end());
      return run_norma(arguments);
    };
    const ProgramRun published = run({"calendar", "publish", file.string(), "--extends"});
    EXPECT_EQ(published.exit_status, 0) << published.output;
    const ProgramRun again = run({"calendar", "publish", file.string(), "--extends"});
    EXPECT_EQ(again.exit_status, 4) << again.output;
    EXPECT_NE(again.output.find("calendar_version_exists"), std::string::npos) << again.output;
    EXPECT_EQ(run({"clock", "set", "T9", "P15B", "--ground", "MK 606"}).exit_status, 0);
    EXPECT_NE(run({"clock", "set", "T1", "P2W", "--ground", "x"}).output.find("clock_fixed_by_law"), std::string::npos);
    EXPECT_NE(run({"clock", "list"}).output.find("P15B"), std::string::npos);
    EXPECT_NE(run({"calendar", "list"}).output.find("lv-test"), std::string::npos);
    EXPECT_NE(run({"calendar", "show", "lv-test"}).output.find("2031-04-15"), std::string::npos) << "Easter Tuesday";
    server.process().kill();
  }
  // then it is there after a kill, the built-in one does not come back, and the journal folds to the same rows
  {
    RunningServer server(directory.path());
    const v1::CalendarList kept = calendars(server);
    ASSERT_EQ(kept.calendars_size(), 2);
    EXPECT_EQ(kept.calendars(0).rules().version(), "lv-test");
    EXPECT_TRUE(kept.calendars(0).newest());
    EXPECT_EQ(kept.calendars(0).published_by(), "person_administrator");
    v1::PublishCalendar stale;
    stale.mutable_rules()->set_version("lv-other");
    stale.set_replaces("lv-2026.2");
    EXPECT_EQ(give(server, "administrator", "publish-calendar", {}, stale), "calendar_outdated");
    EXPECT_EQ(give(server, "coordinator", "publish-calendar", {}, stale), "role_not_held");
    v1::PublishClocks clocks;
    clocks.mutable_catalogue()->set_version("x");
    EXPECT_EQ(give(server, "administrator", "publish-clocks", {}, clocks), "unknown_command");
    EXPECT_TRUE(server.process().stop(std::chrono::seconds(20)));
  }
  EXPECT_NE(run_norma({"audit", "fold", "--data", (directory.path() / "data").string()}).output.find("differences=0"),
            std::string::npos);
}

TEST(LegalTime, OfACaseIsChangedByItsCoordinatorAlone) {
  const TemporaryDirectory directory;
  RunningServer server(directory.path());
  const std::string act = act_in_drafting(server);
  v1::SetTermLength length;
  length.set_case_id(act);
  length.set_clock("T12");
  length.set_duration("P3M");
  length.set_ground("daudz sūdzību");
  EXPECT_EQ(give(server, "drafter", "set-term-length", act, length), "role_not_held");
  EXPECT_EQ(give(server, "coordinator", "set-term-length", act, length), "accepted");
  v1::MarkUrgent urgent;
  urgent.set_case_id(act);
  urgent.set_ground("plūdi");
  EXPECT_EQ(give(server, "approver", "mark-urgent", act, urgent), "accepted");
  v1::SuspendTerm suspend;
  suspend.set_case_id(act);
  suspend.set_term(1);
  suspend.set_ground("x");
  EXPECT_EQ(give(server, "coordinator", "suspend-term", act, suspend), "term_not_found");
  const auto view = server.client("coordinator").view(act);
  ASSERT_TRUE(view);
  EXPECT_EQ(view->state().term_lengths(0).duration(), "P3M");
  EXPECT_EQ(view->state().urgency().actor(), "person_approver");
}

}  // namespace
}  // namespace norma::scenarios
