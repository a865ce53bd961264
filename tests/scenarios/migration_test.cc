#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <mutex>
#include <string>
#include <vector>

#include "engine/hex.h"
#include "norma/v1/command.pb.h"
#include "server/cli/stream_client.h"
#include "storage/merkle/sha256.h"
#include "tests/scenarios/running_acts.h"

namespace norma::scenarios {
namespace {

using namespace std::chrono_literals;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  EXPECT_NE(text.find(from), std::string::npos) << from;
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
  return text;
}

/// An act whose plan the coordinator confirms, and whose alignment starts in a state of another name.
std::string next_act() {
  std::string text = replaced(product_act(), "\"not_checked\"", "\"unchecked\"");
  return replaced(text, "<norma:task id=\"assign_drafter\"",
                  "<norma:task id=\"confirm_plan\" role=\"coordinator\" command=\"complete-task\" outcomes=\"confirm\">"
                  "<norma:label lang=\"lv\">Apstiprināt plānu</norma:label>"
                  "<norma:label lang=\"en\">Confirm the plan</norma:label></norma:task>"
                  "<transition event=\"task.confirm_plan.confirm\"/>"
                  "<norma:task id=\"assign_drafter\"");
}

/// What a person's stream told of cases that were moved and of tasks that were done, from a cursor on, in order.
class Listener {
 public:
  explicit Listener(const RunningServer& server, const std::string& person, const std::string& cursor)
      : stream_(server.endpoint(), server.token(person), [this](const v1::Frame& frame, const std::string&) {
          const std::lock_guard lock(mutex_);
          for (const v1::Turn& turn : frame.turns().turns()) {
            for (const v1::Event& event : turn.events()) {
              if (event.has_case_migrated()) told_.push_back("moved " + event.case_id());
              if (event.has_task_closed()) told_.push_back("done " + event.case_id());
            }
          }
          came_.notify_all();
        }) {
    stream_.set_cursor(cursor);
    EXPECT_TRUE(stream_.connect(10s));
  }

  /// All that was told, once this was; what there is by then when the deadline passes.
  std::vector<std::string> until(const std::string& wanted) {
    std::unique_lock lock(mutex_);
    came_.wait_for(lock, 10s, [&] { return std::find(told_.begin(), told_.end(), wanted) != told_.end(); });
    return told_;
  }

 private:
  std::mutex mutex_;
  std::condition_variable came_;
  std::vector<std::string> told_;
  server::cli::StreamClient stream_;
};

/// A server with three running acts, of which one is planned, one is being drafted and one has a draft.
class MigrationScenario : public testing::Test {
 protected:
  void prepare(const RunningServer& server) {
    planned_ = planned_act(server);
    drafting_ = planned_act(server);
    drafted_ = planned_act(server);
    for (const std::string& act : {drafting_, drafted_}) {
      v1::AssignDrafter assign;
      assign.set_case_id(act);
      assign.set_drafter("person_drafter");
      ASSERT_TRUE(server.client("coordinator").command_on(act, "assign-drafter", assign));
    }
    v1::SubmitDraft draft;
    draft.set_case_id(drafted_);
    draft.set_text("1. Kārtība.");
    ASSERT_TRUE(server.client("drafter").command_on(drafted_, "submit-draft", draft));
    const std::filesystem::path definition = written(directory_, "act2.scxml", next_act());
    ASSERT_EQ(run_norma(as(server, "administrator", {"workflow", "deploy", definition.string()})).exit_status, 0);
    plan_ = written(directory_, "plan.json",
                    "{\"fromHash\": \"" + to_hex(storage::sha256(product_act())) + "\", \"toHash\": \"" +
                        to_hex(storage::sha256(next_act())) + "\", \"predicate\": \"drafts == 0\"}");
  }
  [[nodiscard]] ProgramRun migrate(const RunningServer& server, const std::string& person,
                                   const std::filesystem::path& plan, const std::vector<std::string>& more = {}) const {
    std::vector<std::string> words = {"workflow", "migrate", "--plan", plan.string()};
    words.insert(words.end(), more.begin(), more.end());
    return run_norma(as(server, person, words));
  }
  static v1::CaseState state(const RunningServer& server, const std::string& act) {
    return server.client("coordinator").view(act).value().state();
  }
  /// The three cases as bytes.
  [[nodiscard]] std::vector<std::string> states(const RunningServer& server) const {
    std::vector<std::string> bytes;
    for (const std::string& act : {planned_, drafting_, drafted_}) {
      bytes.push_back(state(server, act).SerializeAsString());
    }
    return bytes;
  }
  static std::vector<std::string> open_tasks(const v1::CaseState& state) {
    std::vector<std::string> keys;
    for (const v1::TaskState& task : state.tasks()) keys.push_back(task.key());
    return keys;
  }
  static std::vector<std::uint32_t> numbers_of(const v1::CaseState& state) {
    std::vector<std::uint32_t> numbers;
    for (const v1::TaskState& task : state.tasks()) numbers.push_back(task.task());
    return numbers;
  }
  static std::string cursor_of(const RunningServer& server, const std::string& person) {
    v1::Inbox inbox;
    EXPECT_TRUE(server.client(person).get("/v1/inbox", inbox));
    return inbox.cursor();
  }
  void expect_fold_agrees() const {
    const ProgramRun fold = run_norma({"audit", "fold", "--data", (directory_.path() / "data").string()});
    EXPECT_EQ(fold.exit_status, 0) << fold.output;
  }

  const TemporaryDirectory directory_;
  std::filesystem::path plan_;
  std::string planned_, drafting_, drafted_;
};

TEST_F(MigrationScenario, IsTriedThenDoneTellsThePeopleAndOutlivesAKill) {
  std::string cursor;
  {
    RunningServer server(directory_.path());
    ASSERT_NO_FATAL_FAILURE(prepare(server));
    cursor = cursor_of(server, "coordinator");
    const std::vector<std::string> before = states(server);

    // when it is tried
    const ProgramRun trial = migrate(server, "coordinator", plan_, {"--dry-run"});
    // then each case has its verdict, and nothing has changed
    EXPECT_EQ(trial.exit_status, 4) << trial.output;
    EXPECT_EQ(trial.last_line(), "migrate: cases=3 ok=1 not_selected=1 refused=1");
    EXPECT_THAT(trial.output, HasSubstr("state not_checked has no mapping"));
    EXPECT_EQ(states(server), before);

    // when it is done
    Listener listener(server, "coordinator", cursor);
    const ProgramRun done = migrate(server, "coordinator", plan_);
    // then the one case that can goes on by the new definition, and the coordinator is told at once
    EXPECT_EQ(done.exit_status, 4) << done.output;
    EXPECT_EQ(done.last_line(), "migrate: cases=3 moved=1 not_selected=1 refused=1");
    EXPECT_THAT(listener.until("moved " + planned_), ElementsAre("moved " + planned_));
    EXPECT_EQ(state(server, planned_).definition_hash(), storage::sha256(next_act()));
    EXPECT_THAT(open_tasks(state(server, planned_)), Contains("confirm_plan"));
    EXPECT_THAT(open_tasks(state(server, planned_)), Contains("assign_drafter"));
    EXPECT_EQ(state(server, drafting_).definition_hash(), storage::sha256(product_act()));
    EXPECT_EQ(state(server, drafted_).definition_hash(), storage::sha256(product_act()));

    // and started again it has nothing left to move
    const ProgramRun again = migrate(server, "coordinator", plan_);
    EXPECT_EQ(again.last_line(), "migrate: cases=2 moved=0 not_selected=1 refused=1");
    server.process().kill();
  }
  expect_fold_agrees();
  {
    // when the server comes back from the kill
    const RunningServer server(directory_.path());
    Listener listener(server, "coordinator", cursor);
    // then the case does what only the new definition knows, the others what theirs does
    std::uint32_t confirm = 0;
    const v1::CaseState moved = state(server, planned_);
    for (const v1::TaskState& task : moved.tasks()) {
      if (task.key() == "confirm_plan") confirm = task.task();
    }
    const std::string task = planned_ + "." + std::to_string(confirm);
    // and a stream that was lost before the migration tells it once
    const ProgramRun confirmed = run_norma(as(server, "coordinator", {"task", "complete", task, "confirm"}));
    EXPECT_EQ(confirmed.exit_status, 0) << confirmed.output;
    EXPECT_THAT(listener.until("done " + planned_), ElementsAre("moved " + planned_, "done " + planned_));
    EXPECT_THAT(open_tasks(state(server, planned_)), Not(Contains("confirm_plan")));
    v1::SubmitDraft draft;
    draft.set_case_id(drafting_);
    draft.set_text("1. Kārtība.");
    EXPECT_TRUE(server.client("drafter").command_on(drafting_, "submit-draft", draft));
  }
  expect_fold_agrees();
}

TEST_F(MigrationScenario, MovesWhatAMapNamesWithoutEnteringItAnew) {
  const RunningServer server(directory_.path());
  ASSERT_NO_FATAL_FAILURE(prepare(server));
  const v1::CaseState before = state(server, drafting_);
  // when the plan says where the renamed state went
  std::string plan = "{\"fromHash\": \"" + to_hex(storage::sha256(product_act())) + "\", \"toHash\": \"" +
                     to_hex(storage::sha256(next_act())) + "\", \"stateMap\": {\"not_checked\": \"unchecked\"}}";
  const ProgramRun done = migrate(server, "coordinator", written(directory_, "map.json", plan), {"-o", "json"});
  // then all go over, and who works on one goes on with the same tasks
  EXPECT_EQ(done.exit_status, 0) << done.output;
  EXPECT_THAT(done.output, HasSubstr("migrate: cases=3 moved=3 not_selected=0 refused=0"));
  EXPECT_THAT(state(server, drafting_).configuration(), Contains("unchecked"));
  EXPECT_EQ(numbers_of(state(server, drafting_)), numbers_of(before)) << "none is closed and opened anew";
  EXPECT_THAT(done.output, HasSubstr("\"MIGRATED\""));
}

TEST_F(MigrationScenario, SaysWhatIsWrongWithAPlanAndWhoMayNot) {
  const RunningServer server(directory_.path());
  ASSERT_NO_FATAL_FAILURE(prepare(server));
  const ProgramRun broken = migrate(server, "coordinator", written(directory_, "broken.json", "{\"fromHash\": "));
  EXPECT_NE(broken.exit_status, 0);
  EXPECT_THAT(broken.output, HasSubstr("plan"));
  const std::filesystem::path short_hash = written(directory_, "short.json", "{\"fromHash\": \"00\", \"toHash\": \"01\"}");
  EXPECT_THAT(migrate(server, "coordinator", short_hash).output, HasSubstr("fromHash is 64 hexadecimal digits"));
  const std::string none(64, '0');
  const std::filesystem::path nowhere =
      written(directory_, "nowhere.json", "{\"fromHash\": \"" + none + "\", \"toHash\": \"" + none + "\"}");
  const ProgramRun unknown = migrate(server, "coordinator", nowhere);
  EXPECT_NE(unknown.exit_status, 0);
  EXPECT_THAT(unknown.output, HasSubstr(none));
  // someone without the right sees their cases refused, and changes none
  const ProgramRun drafter = migrate(server, "drafter", plan_);
  EXPECT_EQ(drafter.exit_status, 4) << drafter.output;
  EXPECT_THAT(drafter.last_line(), HasSubstr("moved=0")) << drafter.output;
  EXPECT_THAT(drafter.output, HasSubstr("refused")) << drafter.output;
  EXPECT_EQ(state(server, planned_).definition_hash(), storage::sha256(product_act()));
  EXPECT_NE(migrate(server, "coordinator", directory_.path() / "none.json").exit_status, 0);
}

}  // namespace
}  // namespace norma::scenarios
