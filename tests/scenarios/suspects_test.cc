#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdlib>
#include <iostream>
#include <map>
#include <string>
#include <thread>
#include <vector>

#include "engine/instant.h"
#include "norma/v1/alignment_api.pb.h"
#include "norma/v1/command.pb.h"
#include "server/http/json.h"
#include "tests/engine/stated_need.h"
#include "tests/scenarios/many_acts.h"
#include "tests/scenarios/running_acts.h"
#include "tests/scenarios/running_server.h"

namespace norma::scenarios {
namespace {

using server::cli::ApiClient;
using SteadyClock = std::chrono::steady_clock;

constexpr const char* kFirst = "2017-07-04";
constexpr const char* kSecond = "2026-05-01";
constexpr std::chrono::seconds kDeadline{240};

/// NORMA_SUSPECT_ACTS repeats the measurement with another number: 10000 is what the issue names.
int acts_of_this_run() {
  const char* given = std::getenv("NORMA_SUSPECT_ACTS");
  return given == nullptr ? 1000 : std::atoi(given);
}

void register_version(const RunningServer& server, const std::string& person, const std::string& version_on,
                      const std::vector<std::string>& requirements, const std::vector<std::string>& changed) {
  v1::RegisterGeneralActVersion version;
  version.set_general_act("MK-399");
  version.set_version_on(version_on);
  for (const std::string& paragraph : requirements) version.add_requirements()->set_paragraph(paragraph);
  for (const std::string& paragraph : changed) version.add_changed(paragraph);
  // What binds acts of the institution alone may be cited by those of its services, and need not be.
  version.add_scales(v1::INSTITUTION_SCALE);
  ApiClient client = server.client(person);
  const auto registered = client.command("register-general-act-version", version, {});
  ASSERT_TRUE(registered) << registered.error().message;
}

v1::RecheckList rechecks(ApiClient& client) {
  v1::RecheckList list;
  const auto answer =
      client.get(std::string("/v1/rechecks?general_act=MK-399&version=") + kSecond, list);
  EXPECT_TRUE(answer) << answer.error().message;
  return list;
}

v1::RecheckProgress progress_when_marked(ApiClient& client) {
  const auto deadline = SteadyClock::now() + kDeadline;
  v1::RecheckProgress progress = rechecks(client).progress();
  while (progress.marking() && SteadyClock::now() < deadline) progress = rechecks(client).progress();
  EXPECT_FALSE(progress.marking()) << progress.ShortDebugString();
  return progress;
}

/// Latencies of commands that people give meanwhile, in milliseconds.
class Foreground {
 public:
  Foreground(const RunningServer& server, int connections) {
    for (int i = 0; i < connections; ++i) {
      threads_.emplace_back([this, client = server.client("service_owner")]() mutable { work(client); });
    }
  }
  Foreground(const Foreground&) = delete;
  Foreground& operator=(const Foreground&) = delete;
  ~Foreground() { stop(); }

  std::vector<double> stop() {
    stopping_ = true;
    for (std::thread& thread : threads_) {
      if (thread.joinable()) thread.join();
    }
    std::sort(latencies_.begin(), latencies_.end());
    return latencies_;
  }

 private:
  void work(ApiClient& client) {
    v1::RaiseNeed raise;
    raise.set_scale(v1::SERVICE_SCALE);
    raise.set_object("srv-4411");
    raise.set_institution("inst-lpa");
    raise.set_trigger_task("PU2-18");
    raise.set_problem("rinda");
    state_fully(raise);
    std::vector<double> mine;
    while (!stopping_) {
      const auto before = SteadyClock::now();
      const auto raised = client.command("raise-need", raise, {});
      const std::chrono::duration<double, std::milli> took = SteadyClock::now() - before;
      if (!raised) break;
      mine.push_back(took.count());
    }
    const std::lock_guard lock(mutex_);
    latencies_.insert(latencies_.end(), mine.begin(), mine.end());
  }

  std::atomic<bool> stopping_ = false;
  std::mutex mutex_;
  std::vector<double> latencies_;
  std::vector<std::thread> threads_;
};

std::string figures(const std::vector<double>& sorted) {
  if (sorted.empty()) return "none";
  const auto at = [&](double share) { return sorted[static_cast<std::size_t>(share * static_cast<double>(sorted.size() - 1))]; };
  return std::to_string(sorted.size()) + " commands, p50 " + std::to_string(at(0.5)) + " ms, p99 " +
         std::to_string(at(0.99)) + " ms, max " + std::to_string(sorted.back()) + " ms";
}

/// What the journal says of an act: whether it cites p12, and how often it was marked.
struct Cited {
  bool p12 = false;
  int marks = 0;
};

std::map<std::string, Cited> acts_in_journal(const RunningServer& server) {
  ApiClient auditor = server.client("auditor");
  const auto turns = auditor.turns("/v1/audit/turns?partition=1");
  std::map<std::string, Cited> acts;
  if (!turns) ADD_FAILURE() << turns.error().message;
  if (!turns) return acts;
  for (const v1::Turn& turn : *turns) {
    for (const v1::Event& event : turn.events()) {
      if (event.has_suspect_raised()) ++acts[event.case_id()].marks;
      for (const v1::Citation& citation : event.citations_recorded().citations()) {
        Cited& cited = acts[event.case_id()];
        cited.p12 = cited.p12 || citation.requirement() == "p12";
      }
    }
  }
  return acts;
}

TEST(Suspects, MarksEveryCitingActOnceWhilePeopleWorkThoughItIsKilledInTheMiddle) {
  // given many acts in force that cite p12, as many that do not, and a foreground that is measured alone first
  const int count = acts_of_this_run();
  const TemporaryDirectory directory;
  std::uint32_t before_kill = 0;
  {
    RunningServer server(directory.path());
    register_services(server, 10);
    register_version(server, "administrator", kFirst, {"p12", "p14"}, {});
    ManyActs many;
    many.acts = 2 * count;
    many.requirements = {"p12"};
    many.of_every_second = {"p14"};
    ASSERT_EQ(bring_into_force(server, many).size(), static_cast<std::size_t>(2 * count));
    {
      Foreground alone(server, 4);
      std::this_thread::sleep_until(SteadyClock::now() + std::chrono::seconds(2));
      std::cout << "foreground alone: " << figures(alone.stop()) << "\n";
    }
    // when a new version changes p12, and the server is killed when the first acts are marked
    ApiClient coordinator = server.client("coordinator");
    register_version(server, "coordinator", kSecond, {}, {"p12/*"});
    const auto deadline = SteadyClock::now() + kDeadline;
    while (before_kill == 0 && SteadyClock::now() < deadline) before_kill = rechecks(coordinator).progress().marked();
    server.process().kill();
  }
  ASSERT_GT(before_kill, 0U);
  ASSERT_LT(before_kill, static_cast<std::uint32_t>(count)) << "it was done before the kill";
  // then a fold of what was left gives the same state, and after a start the rest is marked while people work
  const ProgramRun fold = run_norma({"audit", "fold", "--data", (directory.path() / "data").string()});
  ASSERT_EQ(fold.exit_status, 0) << fold.output;
  RunningServer server(directory.path());
  const auto started = SteadyClock::now();
  ApiClient coordinator = server.client("coordinator");
  v1::RecheckProgress progress;
  {
    Foreground beside(server, 4);
    progress = progress_when_marked(coordinator);
    const std::chrono::duration<double> seconds = SteadyClock::now() - started;
    std::cout << "marked before the kill: " << before_kill << " of " << count << "; the rest after it in "
              << seconds.count() << " s\nforeground beside it: " << figures(beside.stop()) << "\n";
  }
  EXPECT_EQ(progress.marked(), static_cast<std::uint32_t>(count));
  EXPECT_EQ(progress.citing(), static_cast<std::uint32_t>(count));
  EXPECT_EQ(progress.open(), static_cast<std::uint32_t>(count));
  EXPECT_EQ(progress.owners(), 10U);
  EXPECT_EQ(progress.unwatched(), 0U);
  const std::map<std::string, Cited> acts = acts_in_journal(server);
  EXPECT_EQ(acts.size(), static_cast<std::size_t>(2 * count));
  for (const auto& [act, cited] : acts) ASSERT_EQ(cited.marks, cited.p12 ? 1 : 0) << act;
}

/// Acts at two services, suspect for a change of p12.
class SuspectActs : public testing::Test {
 protected:
  SuspectActs() : server(directory.path()), owner(server.client("service_owner")) {}

  void SetUp() override {
    register_services(server, 2);
    register_version(server, "administrator", kFirst, {"p12", "p14"}, {});
    ManyActs many;
    many.acts = 6;
    many.services = 2;
    many.connections = 2;
    many.requirements = {"p12", "p14"};
    acts = bring_into_force(server, many);
    ASSERT_EQ(acts.size(), 6U);
    register_version(server, "coordinator", kSecond, {}, {"p12"});
    ApiClient coordinator = server.client("coordinator");
    ASSERT_EQ(progress_when_marked(coordinator).marked(), 6U);
  }

  void recheck(const std::string& act, v1::AlignmentVerdict verdict) {
    v1::RecheckAlignment command;
    command.set_act(act);
    v1::AlignmentRow& row = *command.add_rows();
    row.set_target("MK-399");
    row.set_target_version(kSecond);
    row.set_requirement("p12");
    row.set_verdict(verdict);
    row.set_ground("pārbaudīts");
    const auto done = owner.command_on(act, "recheck-alignment", command);
    ASSERT_TRUE(done) << done.error().message;
  }

  TemporaryDirectory directory;
  RunningServer server;
  ApiClient owner;
  std::vector<std::string> acts;
};

TEST_F(SuspectActs, AskEachOwnerOnceAndShowTheBurnDown) {
  // given the owner of two services has one task for each
  v1::Inbox inbox;
  ASSERT_TRUE(owner.get("/v1/inbox", inbox));
  std::vector<std::string> due;
  for (const v1::InboxRow& task : inbox.tasks()) {
    if (task.key() == "recheck_acts") due.push_back(task.due().clock());
  }
  EXPECT_THAT(due, testing::ElementsAre("T13", "T13"));
  EXPECT_NE(rechecks(owner).rechecks(0).due_on(), "");
  // when two acts are re-checked, one of them misaligned
  recheck(acts[0], v1::ALIGNED);
  recheck(acts[1], v1::MISALIGNED);
  // then the progress says so, to the owner, and to the coordinator who registered the version
  for (const char* person : {"service_owner", "coordinator"}) {
    ApiClient client = server.client(person);
    const v1::RecheckList list = rechecks(client);
    EXPECT_EQ(list.progress().open(), 4U) << person;
    EXPECT_EQ(list.progress().rechecked(), 2U) << person;
    EXPECT_EQ(list.progress().misaligned(), 1U) << person;
    ASSERT_EQ(list.progress().days_size(), 1) << person;
    EXPECT_EQ(list.progress().days(0).cleared(), 2U) << person;
    EXPECT_EQ(list.rechecks_size(), 2) << person;
  }
  // and to someone else only in numbers
  ApiClient stranger = server.client("service_owner_2");
  EXPECT_EQ(rechecks(stranger).rechecks_size(), 0);
  EXPECT_EQ(rechecks(stranger).progress().open(), 4U);
  // and the act itself
  EXPECT_EQ(owner.view(acts[0]).value().state().act().suspects_size(), 0);
  EXPECT_THAT(owner.view(acts[1]).value().state().configuration(), testing::Contains("watch_misaligned"));
}

TEST_F(SuspectActs, AreOverdueAfterTheirTermAndDoneWithTheLastOfThem) {
  // when everything is re-checked at one of the services, and the term passes
  v1::RecheckActList first;
  ASSERT_TRUE(owner.get("/v1/rechecks/" + rechecks(owner).rechecks(0).recheck() + "/acts", first));
  for (const v1::RecheckActView& act : first.acts()) recheck(act.act(), v1::ALIGNED);
  EXPECT_EQ(rechecks(owner).rechecks(0).due_on(), "") << "it is done";
  EXPECT_EQ(rechecks(owner).progress().overdue_owners(), 0U);
  v1::Me me;
  ASSERT_TRUE(owner.get("/v1/me", me));
  v1::AdvanceClock advance;
  *advance.mutable_to() = to_timestamp(from_timestamp(me.server_time()) + std::chrono::hours(24 * 45));
  ASSERT_TRUE(owner.post("/v1/demo/clock", server::to_json(advance), {}));
  // then the other is overdue, and still to be done
  const v1::RecheckList late = rechecks(owner);
  EXPECT_EQ(late.progress().overdue_owners(), 1U);
  EXPECT_FALSE(late.rechecks(0).overdue());
  EXPECT_TRUE(late.rechecks(1).overdue());
  EXPECT_THAT(owner.view(late.rechecks(1).recheck()).value().state().configuration(), testing::ElementsAre("overdue"));
}

TEST_F(SuspectActs, AreListedByTheCommandLine) {
  recheck(acts[0], v1::ALIGNED);
  const ProgramRun list = run_norma(as(server, "coordinator", {"recheck", "list", "MK-399", kSecond}));
  EXPECT_EQ(list.exit_status, 0);
  EXPECT_THAT(list.output, testing::HasSubstr("open: 5 of 6; re-checked 1, of them misaligned 0"));
  EXPECT_THAT(list.output, testing::HasSubstr("open at the end of the day"));
  EXPECT_THAT(list.output, testing::HasSubstr("srv-many-1"));
  const ProgramRun show = run_norma(as(server, "coordinator", {"general-act", "show", "MK-399"}));
  EXPECT_THAT(show.output, testing::HasSubstr(std::string(kSecond)));
  EXPECT_THAT(show.output, testing::HasSubstr("open: 5 of 6"));
  const std::string id = rechecks(owner).rechecks(0).recheck();
  const ProgramRun acts_of = run_norma(as(server, "coordinator", {"recheck", "show", id}));
  EXPECT_THAT(acts_of.output, testing::HasSubstr("open"));
  EXPECT_THAT(acts_of.output, testing::HasSubstr("act_"));
  const ProgramRun others = run_norma(as(server, "service_owner_2", {"recheck", "show", id}));
  EXPECT_EQ(others.exit_status, 3) << "whose it is not does not learn that it is there";
}

TEST(GeneralActCommandLine, RegistersAVersionAndSaysWhatIsUnderRevision) {
  const TemporaryDirectory directory;
  const RunningServer server(directory.path());
  const ProgramRun first = run_norma(as(server, "administrator",
                                        {"general-act", "register", "MK-402", kFirst, "--requirement",
                                         "p3=kritēriji", "--requirement", "p4", "--scale", "service"}));
  ASSERT_EQ(first.exit_status, 0) << first.output;
  const ProgramRun again = run_norma(as(server, "administrator", {"general-act", "register", "MK-402", kFirst}));
  EXPECT_EQ(again.exit_status, 4) << again.output;
  v1::ChangeReferenceItem flag;
  flag.set_kind(v1::GENERAL_ACT_ITEM);
  flag.set_code("MK-402");
  flag.add_flags()->set_name("under_revision");
  flag.mutable_flags(0)->set_value(v1::FLAG_YES);
  flag.set_reason("VARAM pārstrādā");
  ApiClient administrator = server.client("administrator");
  ASSERT_TRUE(administrator.command("change-reference-item", flag, {}));
  const ProgramRun list = run_norma(as(server, "service_owner", {"general-act", "list"}));
  EXPECT_THAT(list.output, testing::HasSubstr("under revision: consult VARAM"));
  v1::GeneralActView view;
  ASSERT_TRUE(administrator.get("/v1/general-acts/MK-402", view));
  ASSERT_EQ(view.versions_size(), 1);
  EXPECT_EQ(view.versions(0).requirements(0).note(), "kritēriji");
  EXPECT_THAT(view.versions(0).scales(), testing::ElementsAre(v1::SERVICE_SCALE));
}

TEST(Rechecks, SayWhatIsMissingOrUnknown) {
  const TemporaryDirectory directory;
  const RunningServer server(directory.path());
  ApiClient client = server.client("coordinator");
  const auto code = [&](const std::string& target) {
    const auto answer = client.get(target);
    return answer ? std::string("answered") : answer.error().code;
  };
  EXPECT_EQ(code("/v1/rechecks"), "missing_field");
  EXPECT_EQ(code("/v1/rechecks?general_act=MK-399"), "missing_field");
  EXPECT_EQ(code("/v1/rechecks?general_act=MK-399&version=2017-07-04"), "not_found");
  EXPECT_EQ(code("/v1/general-acts/MK-1"), "not_found");
  EXPECT_EQ(code("/v1/rechecks/recheck_1-0000000000000000/acts"), "case_not_found");
  register_version(server, "administrator", kFirst, {"p1"}, {"p1"});
  EXPECT_EQ(code("/v1/rechecks?general_act=MK-399&version=2017-07-04&page=xyz"), "invalid_field");
  EXPECT_EQ(code("/v1/general-acts/MK-399"), "answered");
}

}  // namespace
}  // namespace norma::scenarios
