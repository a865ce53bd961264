#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/statechart/compile.h"
#include "engine/statechart/interpreter.h"
#include "engine/statechart/session.h"
#include "workflows/embedded.h"
#include "workflows/reader.h"

namespace norma::workflows {
namespace {

using testing::Contains;
using testing::ElementsAre;
using States = std::vector<std::string>;

/// One case of a product definition, driven by events and facts alone.
class Walk {
 public:
  explicit Walk(std::string_view name) {
    for (const EmbeddedFile& file : embedded_definitions()) {
      if (file.name != name) continue;
      chart_ = statechart::compile(read_xml(file.bytes).value()).value();
    }
    session_ = interpreter_->start(*chart_, {}).value().session;
  }

  /// Gives an event with facts, written as the members of a JSON object; whether it was accepted.
  bool give(std::string_view event, std::string_view facts = "") {
    statechart::Input input;
    input.event = event;
    input.data_json = "{" + std::string(facts) + "}";
    Result<statechart::Step> step = interpreter_->step(*chart_, session_, input);
    EXPECT_TRUE(step.has_value()) << event;
    if (!step) return false;
    EXPECT_TRUE(step->record.incidents.empty()) << event;
    session_ = step->session;
    entered_.clear();
    for (const statechart::StateIndex state : step->record.entered) entered_.push_back(chart_->id(state));
    return step->record.accepted;
  }

  [[nodiscard]] States states() const { return statechart::atomic_configuration(*chart_, session_); }

  /// States that the last event entered, again or anew.
  [[nodiscard]] const States& entered() const { return entered_; }

 private:
  std::shared_ptr<const statechart::Chart> chart_;
  std::unique_ptr<statechart::Interpreter> interpreter_ = std::make_unique<statechart::Interpreter>();
  statechart::Session session_;
  States entered_;
};

constexpr std::string_view kAligned = R"("aligned": true, "misaligned": false)";
constexpr std::string_view kMisaligned = R"("aligned": false, "misaligned": true)";

std::string opinions(int pending, int rows) {
  return "\"pending_opinions\": " + std::to_string(pending) + ", \"open_rows\": " + std::to_string(rows);
}

void draft_and_align(Walk& walk) {
  ASSERT_TRUE(walk.give("assign-drafter"));
  ASSERT_TRUE(walk.give("submit-draft"));
  ASSERT_TRUE(walk.give("record-alignment", kAligned));
  ASSERT_TRUE(walk.give("task.review_draft.accept"));
  ASSERT_THAT(walk.states(), ElementsAre("ready_for_adoption"));
}

Walk act_in_force() {
  Walk walk{"act.scxml"};
  draft_and_align(walk);
  EXPECT_TRUE(walk.give("adopt-act"));
  EXPECT_TRUE(walk.give("publish-act", R"("commenced": true)"));
  return walk;
}

const States kInForce = {"support_available", "compliance_scheduled", "goals_scheduled", "acknowledgement_open",
                         "amendable"};

TEST(NeedWalk, EndsAsTheOutcomeSays) {
  for (const auto& [outcome, state] : {std::pair{"no_act_needed", "no_act_needed"}, std::pair{"amend_existing", "amendment_opened"},
                                       std::pair{"new_act_needed", "new_act_needed"}}) {
    Walk walk{"need.scxml"};
    EXPECT_THAT(walk.states(), ElementsAre("raised"));
    EXPECT_FALSE(walk.give("decide-need", std::string(R"("outcome": ")") + outcome + "\""));
    EXPECT_TRUE(walk.give("record-inventory"));
    EXPECT_TRUE(walk.give("record-inventory"));
    EXPECT_TRUE(walk.entered().empty());
    EXPECT_THAT(walk.states(), ElementsAre("under_assessment"));
    EXPECT_TRUE(walk.give("decide-need", std::string(R"("outcome": ")") + outcome + "\""));
    EXPECT_THAT(walk.states(), ElementsAre(state));
  }
}

TEST(NeedWalk, LeadsToAPlannedAct) {
  Walk walk{"need.scxml"};
  EXPECT_TRUE(walk.give("record-inventory"));
  EXPECT_TRUE(walk.give("decide-need", R"("outcome": "new_act_needed")"));
  EXPECT_FALSE(walk.give("withdraw-case"));
  EXPECT_TRUE(walk.give("plan-act"));
  EXPECT_THAT(walk.states(), ElementsAre("act_planned"));
  EXPECT_FALSE(walk.give("plan-act"));
}

TEST(NeedWalk, MayBeWithdrawnUntilItIsDecided) {
  Walk raised{"need.scxml"};
  EXPECT_TRUE(raised.give("withdraw-case"));
  EXPECT_THAT(raised.states(), ElementsAre("withdrawn"));
  Walk assessed{"need.scxml"};
  EXPECT_TRUE(assessed.give("record-inventory"));
  EXPECT_TRUE(assessed.give("withdraw-case"));
  EXPECT_THAT(assessed.states(), ElementsAre("withdrawn"));
}

TEST(PreparationWalk, IsReadyInWhicheverOrderTheRegionsEnd) {
  for (const std::string_view name : {"act.scxml", "amendment.scxml"}) {
    Walk walk{name};
    EXPECT_THAT(walk.states(), ElementsAre("planned"));
    EXPECT_FALSE(walk.give("submit-draft"));
    EXPECT_TRUE(walk.give("assign-drafter"));
    EXPECT_THAT(walk.states(), ElementsAre("writing", "not_checked"));
    EXPECT_TRUE(walk.give("submit-draft"));
    EXPECT_THAT(walk.states(), ElementsAre("review", "not_checked"));
    EXPECT_TRUE(walk.give("task.review_draft.accept"));
    EXPECT_THAT(walk.states(), ElementsAre("draft_accepted", "not_checked"));
    EXPECT_FALSE(walk.give("adopt-act"));
    EXPECT_TRUE(walk.give("record-alignment", kAligned));
    EXPECT_THAT(walk.states(), ElementsAre("ready_for_adoption"));

    Walk other{name};
    draft_and_align(other);
  }
}

TEST(PreparationWalk, ANewDraftIsReviewedAndCheckedAgain) {
  Walk walk{"act.scxml"};
  ASSERT_TRUE(walk.give("assign-drafter"));
  ASSERT_TRUE(walk.give("submit-draft"));
  ASSERT_TRUE(walk.give("record-alignment", kAligned));
  EXPECT_THAT(walk.states(), ElementsAre("review", "aligned"));
  EXPECT_TRUE(walk.give("submit-draft"));
  EXPECT_THAT(walk.states(), ElementsAre("review", "not_checked"));
  EXPECT_THAT(walk.entered(), ElementsAre("review", "not_checked"));
  EXPECT_TRUE(walk.give("task.review_draft.return"));
  EXPECT_THAT(walk.states(), ElementsAre("writing", "not_checked"));
}

TEST(PreparationWalk, AMisalignedDraftIsResolvedByANewOne) {
  Walk walk{"act.scxml"};
  ASSERT_TRUE(walk.give("assign-drafter"));
  ASSERT_TRUE(walk.give("submit-draft"));
  ASSERT_TRUE(walk.give("task.review_draft.accept"));
  EXPECT_TRUE(walk.give("record-alignment", kMisaligned));
  EXPECT_THAT(walk.states(), ElementsAre("draft_accepted", "misaligned"));
  EXPECT_TRUE(walk.give("record-alignment", kMisaligned));
  EXPECT_TRUE(walk.entered().empty());
  EXPECT_TRUE(walk.give("submit-draft"));
  EXPECT_THAT(walk.states(), ElementsAre("review", "not_checked"));
}

TEST(PreparationWalk, ACorrectedCheckAlsoResolvesIt) {
  Walk walk{"act.scxml"};
  ASSERT_TRUE(walk.give("assign-drafter"));
  ASSERT_TRUE(walk.give("submit-draft"));
  ASSERT_TRUE(walk.give("record-alignment", kMisaligned));
  EXPECT_TRUE(walk.give("record-alignment", kAligned));
  EXPECT_THAT(walk.states(), ElementsAre("review", "aligned"));
  EXPECT_TRUE(walk.give("record-alignment", kMisaligned));
  EXPECT_THAT(walk.states(), ElementsAre("review", "misaligned"));
}

TEST(PreparationWalk, ANewDrafterTakesOverTheOpenDrafterTasksOnly) {
  Walk walk{"act.scxml"};
  ASSERT_TRUE(walk.give("assign-drafter"));
  EXPECT_TRUE(walk.give("assign-drafter"));
  EXPECT_THAT(walk.entered(), ElementsAre("writing"));
  ASSERT_TRUE(walk.give("submit-draft"));
  EXPECT_TRUE(walk.give("assign-drafter"));
  EXPECT_TRUE(walk.entered().empty());
  ASSERT_TRUE(walk.give("record-alignment", kMisaligned));
  EXPECT_TRUE(walk.give("assign-drafter"));
  EXPECT_THAT(walk.entered(), ElementsAre("misaligned"));
  EXPECT_THAT(walk.states(), ElementsAre("review", "misaligned"));
}

TEST(PreparationWalk, MayBeWithdrawnUntilAdoption) {
  Walk walk{"act.scxml"};
  draft_and_align(walk);
  Walk adopted = act_in_force();
  EXPECT_FALSE(adopted.give("withdraw-case"));
  EXPECT_TRUE(walk.give("withdraw-case"));
  EXPECT_THAT(walk.states(), ElementsAre("withdrawn"));
  for (const int steps : {0, 1, 2}) {
    Walk early{"amendment.scxml"};
    ASSERT_TRUE(steps < 1 || early.give("assign-drafter"));
    ASSERT_TRUE(steps < 2 || early.give("submit-draft"));
    EXPECT_TRUE(early.give("withdraw-case"));
    EXPECT_THAT(early.states(), ElementsAre("withdrawn"));
  }
}

TEST(PreparationWalk, AReturnedDraftIsWrittenAgain) {
  Walk walk{"act.scxml"};
  draft_and_align(walk);
  EXPECT_TRUE(walk.give("return-draft"));
  EXPECT_THAT(walk.states(), ElementsAre("writing", "not_checked"));
}

TEST(HarmonisationWalk, SilenceOfAllIsAgreement) {
  Walk walk{"act.scxml"};
  draft_and_align(walk);
  EXPECT_TRUE(walk.give("request-opinions", opinions(2, 0)));
  EXPECT_THAT(walk.states(), ElementsAre("awaiting_opinions"));
  EXPECT_FALSE(walk.give("adopt-act"));
  EXPECT_TRUE(walk.give("term.opinion", opinions(1, 0)));
  EXPECT_TRUE(walk.entered().empty());
  EXPECT_TRUE(walk.give("term.opinion", opinions(0, 0)));
  EXPECT_THAT(walk.states(), ElementsAre("ready_for_adoption"));
}

TEST(HarmonisationWalk, ObjectionsAreAnsweredAndConfirmed) {
  Walk walk{"act.scxml"};
  draft_and_align(walk);
  ASSERT_TRUE(walk.give("request-opinions", opinions(2, 0)));
  EXPECT_TRUE(walk.give("give-opinion", opinions(1, 2)));
  EXPECT_THAT(walk.states(), ElementsAre("awaiting_opinions"));
  EXPECT_TRUE(walk.give("answer-row", opinions(1, 2)));
  EXPECT_TRUE(walk.give("confirm-row", opinions(1, 1)));
  EXPECT_TRUE(walk.give("give-opinion", opinions(0, 1)));
  EXPECT_THAT(walk.states(), ElementsAre("answering"));
  EXPECT_FALSE(walk.give("give-opinion", opinions(0, 1)));
  EXPECT_TRUE(walk.give("answer-row", opinions(0, 1)));
  EXPECT_THAT(walk.states(), ElementsAre("answering"));
  EXPECT_TRUE(walk.give("confirm-row", opinions(0, 0)));
  EXPECT_THAT(walk.states(), ElementsAre("ready_for_adoption"));
}

TEST(HarmonisationWalk, TheLastConfirmationWaitsForTheLastOpinion) {
  Walk walk{"act.scxml"};
  draft_and_align(walk);
  ASSERT_TRUE(walk.give("request-opinions", opinions(2, 0)));
  ASSERT_TRUE(walk.give("give-opinion", opinions(1, 1)));
  EXPECT_TRUE(walk.give("confirm-row", opinions(1, 0)));
  EXPECT_THAT(walk.states(), ElementsAre("awaiting_opinions"));
  EXPECT_TRUE(walk.give("give-opinion", opinions(0, 0)));
  EXPECT_THAT(walk.states(), ElementsAre("ready_for_adoption"));
}

TEST(HarmonisationWalk, AMaterialChangeGoesBackToReviewAndChecks) {
  Walk walk{"act.scxml"};
  draft_and_align(walk);
  ASSERT_TRUE(walk.give("request-opinions", opinions(1, 0)));
  EXPECT_TRUE(walk.give("submit-draft", opinions(1, 0)));
  EXPECT_THAT(walk.states(), ElementsAre("review", "not_checked"));
}

TEST(ActWalk, WaitsForItsCommencement) {
  Walk walk{"act.scxml"};
  draft_and_align(walk);
  EXPECT_FALSE(walk.give("publish-act", R"("commenced": true)"));
  EXPECT_TRUE(walk.give("adopt-act"));
  EXPECT_TRUE(walk.give("publish-act", R"("commenced": false)"));
  EXPECT_THAT(walk.states(), ElementsAre("published"));
  EXPECT_TRUE(walk.give("amendment.opened"));
  EXPECT_TRUE(walk.give("term.commencement", R"("commenced": true)"));
  EXPECT_EQ(walk.states(), kInForce);
}

TEST(ActWalk, IsInForceAtOnceWhenItsDateHasCome) {
  EXPECT_EQ(act_in_force().states(), kInForce);
}

TEST(ActWalk, QuestionsTouchNothingElse) {
  Walk walk = act_in_force();
  EXPECT_TRUE(walk.give("ask-question", R"("open_questions": 1)"));
  EXPECT_TRUE(walk.entered().empty());
  EXPECT_TRUE(walk.give("answer-question", R"("open_questions": 0)"));
  EXPECT_EQ(walk.states(), kInForce);
}

TEST(ActWalk, ComplianceGoesRoundUntilEveryFindingIsClosed) {
  Walk walk = act_in_force();
  EXPECT_FALSE(walk.give("record-finding"));
  EXPECT_TRUE(walk.give("term.compliance"));
  EXPECT_THAT(walk.states(), Contains("compliance_due"));
  EXPECT_TRUE(walk.give("record-finding", R"("open_findings": 1)"));
  EXPECT_TRUE(walk.give("record-finding", R"("open_findings": 2)"));
  EXPECT_TRUE(walk.give("close-finding", R"("open_findings": 1)"));
  EXPECT_THAT(walk.states(), Contains("follow_up"));
  EXPECT_TRUE(walk.give("close-finding", R"("open_findings": 0)"));
  EXPECT_EQ(walk.states(), kInForce);
  EXPECT_THAT(walk.entered(), ElementsAre("compliance_scheduled"));
}

TEST(ActWalk, GoalsMayBeEvaluatedEarlyLateAndAgain) {
  Walk early = act_in_force();
  EXPECT_TRUE(early.give("evaluate-goals", R"("outcome": "keep")"));
  EXPECT_THAT(early.states(), Contains("goals_evaluated"));
  EXPECT_FALSE(early.give("term.goal_evaluation"));
  EXPECT_TRUE(early.give("evaluate-goals", R"("outcome": "amend")"));

  Walk late = act_in_force();
  EXPECT_TRUE(late.give("term.goal_evaluation"));
  EXPECT_THAT(late.states(), Contains("goals_due"));
  EXPECT_TRUE(late.give("evaluate-goals", R"("outcome": "keep")"));
  EXPECT_THAT(late.states(), Contains("goals_evaluated"));
  EXPECT_THAT(late.entered(), ElementsAre("goals_evaluated"));
}

TEST(ActWalk, ALaterWordingIsAcknowledgedAnew) {
  Walk walk = act_in_force();
  EXPECT_TRUE(walk.give("acknowledge-act", R"("unacknowledged": 3)"));
  EXPECT_TRUE(walk.entered().empty());
  EXPECT_TRUE(walk.give("amendment.opened"));
  EXPECT_TRUE(walk.give("amendment.published"));
  EXPECT_TRUE(walk.give("term.wording"));
  EXPECT_THAT(walk.entered(), ElementsAre("acknowledgement_open"));
  EXPECT_EQ(walk.states(), kInForce);
}

TEST(ActWalk, IsRepealedFromForceOnly) {
  Walk walk = act_in_force();
  EXPECT_TRUE(walk.give("repeal-act"));
  EXPECT_THAT(walk.states(), ElementsAre("repealed"));
  Walk planned{"act.scxml"};
  EXPECT_FALSE(planned.give("repeal-act"));
}

TEST(AmendmentWalk, IsIncorporatedWhenPublished) {
  Walk walk{"amendment.scxml"};
  draft_and_align(walk);
  EXPECT_TRUE(walk.give("adopt-act"));
  EXPECT_THAT(walk.states(), ElementsAre("adopted"));
  EXPECT_TRUE(walk.give("publish-act", R"("commenced": false)"));
  EXPECT_THAT(walk.states(), ElementsAre("incorporated"));
}

}  // namespace
}  // namespace norma::workflows
