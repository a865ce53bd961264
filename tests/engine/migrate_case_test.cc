#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "engine/acts/policy.h"
#include "engine/acts/rows.h"
#include "engine/hex.h"
#include "tests/engine/acts_world.h"
#include "workflows/embedded.h"

namespace norma::acts {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;
using Edits = std::vector<std::pair<std::string, std::string>>;

std::string product_act() {
  for (const workflows::EmbeddedFile& file : workflows::embedded_definitions()) {
    if (file.name == "act.scxml") return std::string(file.bytes);
  }
  return {};
}

/// The product's act with every occurrence of the first words replaced by the second.
std::string edited_act(const Edits& edits) {
  std::string text = product_act();
  for (const auto& [from, to] : edits) {
    EXPECT_NE(text.find(from), std::string::npos) << from;
    for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
      text.replace(at, from.size(), to);
    }
  }
  return text;
}

/// A world in which cases were opened by the first definition and the second is the newest.
class Migration : public testing::Test {
 protected:
  void deploy(const Edits& edits) {
    from_ = world_.definitions().newest(v1::ACT)->hash;
    ASSERT_EQ(world_.deploy("admin", edited_act(edits)), "accepted");
    to_ = world_.definitions().newest(v1::ACT)->hash;
  }
  /// A plan between the two with these members beside the hashes.
  [[nodiscard]] std::string plan(const std::string& members = {}) const {
    return R"({"fromHash":")" + to_hex(from_) + R"(","toHash":")" + to_hex(to_) + '"' +
           (members.empty() ? "" : "," + members) + "}";
  }
  static v1::CommandBody command(const std::string& act, const std::string& plan) {
    v1::CommandBody body;
    body.mutable_migrate_case()->set_case_id(act);
    body.mutable_migrate_case()->set_plan(plan);
    return body;
  }
  std::string migrate(const std::string& act, const std::string& members = {}) {
    return world_.refusal("ipks", command(act, plan(members)));
  }
  /// Why a plan is not valid or does not fit.
  std::string fault(const std::string& act, const std::string& plan) {
    const Result<v1::Reply> reply = world_.give("ipks", command(act, plan));
    if (reply) return "accepted";
    const std::vector<std::string>& details = reply.error().details;
    return std::string(reason_code(reply.error().reason)) + ": " + (details.empty() ? "" : details.front());
  }
  [[nodiscard]] const v1::CaseMigrated& migrated() const { return world_.last_turn().events(0).case_migrated(); }
  [[nodiscard]] std::vector<std::string> configuration(const std::string& act) const {
    return {world_.state(act).configuration().begin(), world_.state(act).configuration().end()};
  }
  /// "key@state #number" per open task.
  [[nodiscard]] std::vector<std::string> tasks(const std::string& act) const {
    std::vector<std::string> lines;
    for (const v1::TaskState& task : world_.state(act).tasks()) {
      lines.push_back(task.key() + "@" + task.state() + " #" + std::to_string(task.task()));
    }
    return lines;
  }
  /// "key until last day" per running term.
  [[nodiscard]] std::vector<std::string> terms(const std::string& act) const {
    std::vector<std::string> lines;
    for (const v1::TermState& term : world_.state(act).terms()) {
      lines.push_back(term.key() + " until " + term.due().last_day());
    }
    return lines;
  }
  /// How the tasks ended that ended in the last turn.
  [[nodiscard]] std::vector<v1::TaskEnd> ends() const {
    std::vector<v1::TaskEnd> ends;
    for (const v1::Event& event : world_.last_turn().events()) {
      if (event.has_task_closed()) ends.push_back(event.task_closed().end());
    }
    return ends;
  }

  World world_;
  std::string from_;
  std::string to_;
};

const Edits kRenamed = {{"id=\"review\"", "id=\"owner_review\""}, {"target=\"review\"", "target=\"owner_review\""}};
const std::string kRename = R"("stateMap":{"review":"owner_review"})";

TEST_F(Migration, MovesACaseAndItsTasksAndLetsItGoOn) {
  // given a draft under review
  const std::string act = world_.drafted_act();
  const std::vector<std::string> before = tasks(act);
  ASSERT_THAT(before, UnorderedElementsAre("check_alignment@not_checked #3", "review_draft@review #4"));
  // when the state has another name in the new definition
  deploy(kRenamed);
  ASSERT_EQ(migrate(act, kRename), "accepted");
  // then
  EXPECT_EQ(world_.state(act).definition_hash(), to_);
  EXPECT_THAT(configuration(act), ElementsAre("owner_review", "not_checked"));
  EXPECT_THAT(tasks(act), UnorderedElementsAre("check_alignment@not_checked #3", "review_draft@owner_review #4"));
  EXPECT_EQ(world_.last_turn().events_size(), 1) << "nothing ended, nothing began";
  EXPECT_EQ(migrated().from_hash(), from_);
  EXPECT_EQ(migrated().to_hash(), to_);
  ASSERT_EQ(migrated().renamed_size(), 1);
  EXPECT_EQ(migrated().renamed(0).from(), "review");
  EXPECT_THAT(migrated().entered(), IsEmpty());
  EXPECT_THAT(migrated().exited(), IsEmpty());
  // and the case remembers by whom and by which plan
  ASSERT_EQ(world_.state(act).migrations_size(), 1);
  EXPECT_EQ(world_.state(act).migrations(0).actor(), "ipks");
  EXPECT_EQ(world_.state(act).migrations(0).plan().size_bytes(), plan(kRename).size());
  // and its tasks are completed by the new definition
  v1::CommandBody review;
  review.mutable_complete_task()->set_task(task_id(act, 4));
  review.mutable_complete_task()->set_outcome("return");
  EXPECT_EQ(world_.refusal("ps", review), "accepted");
  EXPECT_TRUE(world_.is_in(act, "writing"));
  EXPECT_THAT(tasks(act), UnorderedElementsAre("check_alignment@not_checked #3", "write_draft@writing #5"));
}

TEST_F(Migration, TellsThoseWhoHaveAPartInTheCase) {
  const std::string act = world_.drafted_act();
  deploy(kRenamed);
  ASSERT_EQ(migrate(act, kRename), "accepted");
  for (const char* person : {"ipks", "ps", "drafter", "audit"}) {
    EXPECT_TRUE(entitled(world_.authority(), PersonId(person), world_.last_turn())) << person;
  }
  EXPECT_FALSE(entitled(world_.authority(), PersonId("user"), world_.last_turn()));
}

// --- task policy ----------------------------------------------------------------------------------

TEST_F(Migration, ReopensAllTasksWhenToldSo) {
  const std::string act = world_.drafted_act();
  deploy(kRenamed);
  ASSERT_EQ(migrate(act, kRename + R"(,"taskPolicy":"reopen")"), "accepted");
  EXPECT_THAT(tasks(act), UnorderedElementsAre("check_alignment@not_checked #5", "review_draft@owner_review #6"));
  EXPECT_THAT(ends(), ElementsAre(v1::REPLACED, v1::REPLACED));
  EXPECT_EQ(world_.last_turn().reply().opened_tasks_size(), 2);
}

TEST_F(Migration, ClosesAllTasksWhenToldSo) {
  const std::string act = world_.drafted_act();
  deploy(kRenamed);
  ASSERT_EQ(migrate(act, kRename + R"(,"taskPolicy":"close")"), "accepted");
  EXPECT_THAT(tasks(act), IsEmpty());
  EXPECT_THAT(ends(), ElementsAre(v1::REPLACED, v1::REPLACED));
}

TEST_F(Migration, OpensATaskAnewThatIsAskedForOtherwise) {
  // given a review with two outcomes
  const std::string act = world_.drafted_act();
  // when the new one has a third, and is for the coordinator
  deploy({{"id=\"review_draft\" role=\"owner\" command=\"complete-task\" outcomes=\"accept return\"",
           "id=\"review_draft\" role=\"coordinator\" command=\"complete-task\" outcomes=\"accept return reject\""},
          {"<transition event=\"task.review_draft.return\"",
           "<transition event=\"task.review_draft.reject\" target=\"withdrawn\" norma:leaves=\"drafting\"/>"
           "<transition event=\"task.review_draft.return\""}});
  ASSERT_EQ(migrate(act), "accepted");
  // then the old is replaced, the other stays
  EXPECT_THAT(tasks(act), UnorderedElementsAre("check_alignment@not_checked #3", "review_draft@review #5"));
  EXPECT_THAT(ends(), ElementsAre(v1::REPLACED));
  EXPECT_THAT(world_.inbox("ps"), ElementsAre("check_alignment"));
  EXPECT_THAT(world_.inbox("ipks"), ElementsAre("review_draft"));
}

TEST_F(Migration, OpensWhatOnlyTheNewOneAsksForAndNothingThatIsDone) {
  // given a draft whose alignment was checked: not open any more
  const std::string act = world_.drafted_act();
  v1::CommandBody check;
  check.mutable_record_alignment()->set_case_id(act);
  check.mutable_record_alignment()->set_target("MK-399");
  check.mutable_record_alignment()->set_target_version("2017-07-04");
  check.mutable_record_alignment()->set_requirement("3.1");
  check.mutable_record_alignment()->set_verdict(v1::MISALIGNED);
  check.mutable_record_alignment()->set_ground("pretrunā");
  ASSERT_EQ(world_.refusal("ps", check), "accepted");
  ASSERT_THAT(tasks(act), UnorderedElementsAre("review_draft@review #4", "resolve_misalignment@misaligned #5"));
  // when a second task is asked for in the review
  deploy({{"<norma:task id=\"review_draft\"",
           "<norma:task id=\"read_draft\" role=\"coordinator\" command=\"complete-task\" outcomes=\"read\"/>"
           "<norma:task id=\"review_draft\""},
          {"<transition event=\"task.review_draft.accept\"",
           "<transition event=\"task.read_draft.read\"/><transition event=\"task.review_draft.accept\""}});
  ASSERT_EQ(migrate(act), "accepted");
  EXPECT_THAT(tasks(act), UnorderedElementsAre("review_draft@review #4", "resolve_misalignment@misaligned #5",
                                               "read_draft@review #6"));
  EXPECT_THAT(ends(), IsEmpty());
}

TEST_F(Migration, KeepsADelegatedTaskWithWhoHasIt) {
  const std::string act = world_.drafted_act();
  v1::CommandBody delegate;
  delegate.mutable_delegate_task()->set_task(task_id(act, 4));
  delegate.mutable_delegate_task()->set_person("legal");
  delegate.mutable_delegate_task()->set_reason("prombūtne");
  ASSERT_EQ(world_.refusal("ps", delegate), "accepted");
  deploy(kRenamed);
  ASSERT_EQ(migrate(act, kRename + R"(,"taskPolicy":"reopen")"), "accepted");
  EXPECT_THAT(world_.inbox("legal"), ElementsAre("review_draft"));
  EXPECT_THAT(world_.inbox("ps"), ElementsAre("check_alignment"));
}

// --- terms ----------------------------------------------------------------------------------------

const Edits kLongerOpinions = {{"id=\"opinion\" clock=\"T1\"", "id=\"opinion\" duration=\"P2M\" rule=\"test\""}};

TEST_F(Migration, KeepsDueTimesUnlessToldOtherwise) {
  const std::string act = world_.act_in_harmonisation();
  const std::vector<std::string> before = terms(act);
  ASSERT_THAT(before, ElementsAre("opinion until 2026-12-02", "opinion until 2026-12-02"));
  deploy(kLongerOpinions);
  world_.pass_to("2026-11-20");
  ASSERT_EQ(migrate(act), "accepted");
  EXPECT_EQ(terms(act), before);
}

TEST_F(Migration, RecomputesDueTimesFromTheDayTheTermsStarted) {
  // given opinions asked for on 2 November
  const std::string act = world_.act_in_harmonisation();
  const std::size_t timers = world_.timers();
  deploy(kLongerOpinions);
  // when it is moved later
  world_.pass_to("2026-11-20");
  ASSERT_EQ(migrate(act, R"("termPolicy":"recompute")"), "accepted");
  // then the two months run from then, and not from the move
  EXPECT_THAT(terms(act), ElementsAre("opinion until 2027-01-04", "opinion until 2027-01-04"));
  for (const v1::TaskState& task : world_.state(act).tasks()) EXPECT_EQ(task.due().last_day(), "2027-01-04");
  EXPECT_EQ(world_.timers(), timers);
  // and the clocks run by it: nothing ends when it would have ended before, all when it ends now
  world_.pass_to("2026-12-10");
  EXPECT_EQ(terms(act).size(), 2U);
  world_.pass_to("2027-01-06");
  EXPECT_THAT(terms(act), IsEmpty());
  EXPECT_EQ(world_.timers(), 0U);
}

TEST_F(Migration, KeepsTheDueTimeOfATaskThatIsOpenedAnew) {
  const std::string act = world_.act_in_harmonisation();
  deploy(kLongerOpinions);
  world_.pass_to("2026-11-20");
  ASSERT_EQ(migrate(act, R"("taskPolicy":"reopen")"), "accepted");
  EXPECT_THAT(terms(act), ElementsAre("opinion until 2026-12-02", "opinion until 2026-12-02"));
  EXPECT_THAT(world_.inbox("legal"), ElementsAre("give_opinion"));
  EXPECT_THAT(world_.inbox("silent"), ElementsAre("give_opinion"));
}

TEST_F(Migration, EndsTermsThatAreGoneAndStartsNewOnes) {
  // given an act in force: terms of compliance and of goals run
  const std::string act = world_.act_in_force();
  ASSERT_EQ(terms(act).size(), 2U);
  // when compliance has no term any more, and support has one
  deploy({{"<norma:term id=\"compliance\" clock=\"T12\"/>", ""},
          {"<transition event=\"term.compliance\" target=\"compliance_due\"/>",
           "<transition event=\"record-finding\" target=\"compliance_due\"/>"},
          {"<transition event=\"ask-question answer-question\"/>",
           "<transition event=\"ask-question answer-question term.support\"/>"},
          {"<norma:task id=\"answer_question\"",
           "<norma:term id=\"support\" duration=\"P2M\" rule=\"test\"/><norma:task id=\"answer_question\""}});
  ASSERT_EQ(migrate(act), "accepted");
  EXPECT_THAT(terms(act), ElementsAre("goal_evaluation until 2027-06-01", "support until 2027-01-04"));
  EXPECT_EQ(world_.timers(), 2U);
}

// --- regions --------------------------------------------------------------------------------------

TEST_F(Migration, WithdrawsTheTasksOfARegionThatIsGoneAndOpensThoseOfANewOne) {
  // given an act in force, which addressees are to acknowledge
  const std::string act = world_.act_in_force();
  ASSERT_THAT(world_.inbox("user"), ElementsAre("acknowledge"));
  // when a region for training takes the place of the one for amendments
  deploy({{"<state id=\"amendments\" initial=\"amendable\">", "<state id=\"training\" initial=\"planned_training\">"},
          {"<state id=\"amendable\">",
           "<state id=\"planned_training\">"
           "<norma:task id=\"train\" role=\"coordinator\" command=\"complete-task\" outcomes=\"held\"/>"
           "<transition event=\"task.train.held\"/>"}});
  EXPECT_EQ(migrate(act), "migration_impossible");
  ASSERT_EQ(migrate(act, R"("stateMap":{"amendable":"in_force"})"), "accepted");
  EXPECT_THAT(migrated().exited(), ElementsAre("amendments"));
  EXPECT_THAT(migrated().entered(), ElementsAre("training", "planned_training"));
  EXPECT_THAT(world_.inbox("ipks"), ElementsAre("train"));
  EXPECT_THAT(world_.inbox("user"), ElementsAre("acknowledge"));
}

// --- who, which, and why not ----------------------------------------------------------------------

TEST_F(Migration, SelectsByThePredicate) {
  const std::string early = world_.drafted_act();
  const std::string late = world_.act_in_harmonisation();
  deploy({{"<norma:label lang=\"en\">Normative act</norma:label>", "<norma:label lang=\"en\">Act</norma:label>"}});
  const std::string keep_old = R"("predicate":"opinion_rounds == 0")";
  EXPECT_EQ(migrate(late, keep_old), "migration_not_selected");
  EXPECT_EQ(migrate(early, keep_old), "accepted");
  EXPECT_EQ(migrate(late, R"j("predicate":"In('review')")j"), "migration_not_selected");
  EXPECT_EQ(migrate(late, R"j("predicate":"In('harmonisation') && opened_on > '2026-01-01'")j"), "accepted");
}

TEST_F(Migration, IsForTheCoordinatorAndTheAdministrator) {
  const std::string one = world_.drafted_act();
  const std::string two = world_.drafted_act();
  deploy(kRenamed);
  EXPECT_EQ(world_.refusal("nobody", command(one, plan(kRename))), "person_unknown");
  EXPECT_EQ(world_.refusal("audit", command(one, plan(kRename))), "read_only_role");
  EXPECT_EQ(world_.refusal("ps", command(one, plan(kRename))), "role_not_held");
  EXPECT_EQ(world_.refusal("drafter", command(one, plan(kRename))), "role_not_held");
  world_.assign("head", v1::ADMINISTRATOR, "other");
  EXPECT_EQ(world_.refusal("head", command(one, plan(kRename))), "role_not_held") << "of another institution";
  EXPECT_EQ(world_.refusal("ipks", command(one, plan(kRename))), "accepted");
  EXPECT_EQ(world_.refusal("admin", command(two, plan(kRename))), "accepted");
  EXPECT_EQ(world_.state(two).migrations(0).actor(), "admin");
}

TEST_F(Migration, RefusesInOrder) {
  const std::string act = world_.drafted_act();
  deploy(kRenamed);
  const std::string good = plan(kRename);
  // the case, its revision, the person, then the plan
  EXPECT_EQ(world_.refusal("ps", command("act_none", "{")), "case_not_found");
  EXPECT_EQ(world_.refusal_at("ps", command(act, "{"), std::nullopt), "revision_required");
  EXPECT_EQ(world_.refusal_at("ps", command(act, "{"), 0), "revision_conflict");
  EXPECT_EQ(world_.refusal("ps", command(act, "{")), "role_not_held");
  EXPECT_EQ(fault(act, std::string(70'000, ' ')), "limit_exceeded: plan");
  EXPECT_EQ(fault(act, "{"), "migration_plan_invalid: the plan is not a JSON object");
  // its definitions, and what it says of them
  const std::string none(64, '0');
  const std::string from = R"("fromHash":")" + to_hex(from_) + '"';
  const std::string to = R"("toHash":")" + to_hex(to_) + '"';
  const std::string need = to_hex(world_.definitions().newest(v1::NEED)->hash);
  EXPECT_EQ(fault(act, R"({"fromHash":")" + none + R"(","toHash":")" + none + "\"}"), "definition_unknown: " + none);
  EXPECT_EQ(fault(act, "{" + from + R"(,"toHash":")" + none + "\"}"), "definition_unknown: " + none);
  EXPECT_EQ(fault(act, "{" + from + R"(,"toHash":")" + to_hex(from_) + "\"}"),
            "migration_plan_invalid: fromHash and toHash are the same");
  EXPECT_EQ(fault(act, "{" + from + R"(,"toHash":")" + need + "\"}"),
            "migration_plan_invalid: fromHash is of act, toHash of need");
  EXPECT_EQ(fault(act, plan(R"("stateMap":{"none":"review"})")),
            "migration_plan_invalid: the old definition has no state none");
  EXPECT_EQ(fault(act, plan(R"j("predicate":"In('owner_review')")j")),
            "migration_plan_invalid: predicate: the old definition has no state owner_review");
  // the case under the plan
  EXPECT_EQ(fault(act, plan(R"("predicate":"drafts > 5")")), "migration_not_selected: ");
  EXPECT_EQ(fault(act, plan()), "migration_impossible: state review has no mapping");
  EXPECT_EQ(world_.refusal("ipks", command(act, good)), "accepted");
  EXPECT_EQ(world_.refusal("ipks", command(act, good)), "definition_mismatch") << "it has been moved";
}

TEST_F(Migration, LeavesACaseThatHasEnded) {
  const std::string act = world_.drafted_act();
  v1::CommandBody withdraw;
  withdraw.mutable_withdraw_case()->set_case_id(act);
  withdraw.mutable_withdraw_case()->set_reason("nav");
  ASSERT_EQ(world_.refusal("ipks", withdraw), "accepted");
  deploy(kRenamed);
  EXPECT_EQ(fault(act, plan(kRename)), "migration_impossible: it has ended");
}

TEST_F(Migration, ChangesNothingWhenRefused) {
  const std::string act = world_.drafted_act();
  deploy(kRenamed);
  const std::string before = world_.state(act).SerializeAsString();
  EXPECT_EQ(migrate(act), "migration_impossible");
  EXPECT_EQ(world_.state(act).SerializeAsString(), before);
}

}  // namespace
}  // namespace norma::acts
