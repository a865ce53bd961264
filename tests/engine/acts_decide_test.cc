#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/acts/apply.h"
#include "engine/acts/commands/validate.h"
#include "engine/acts/policy.h"
#include "engine/acts/rows.h"
#include "tests/engine/acts_world.h"

namespace norma::acts {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::Not;

v1::CommandBody adopt(const std::string& act) {
  v1::CommandBody body;
  body.mutable_adopt_act()->set_case_id(act);
  body.mutable_adopt_act()->set_number("1-5/7");
  return body;
}

v1::CommandBody assign_drafter(const std::string& act, const std::string& drafter) {
  v1::CommandBody body;
  body.mutable_assign_drafter()->set_case_id(act);
  body.mutable_assign_drafter()->set_drafter(drafter);
  return body;
}

v1::CommandBody request_opinions(const std::string& act, const std::vector<std::string>& givers) {
  v1::CommandBody body;
  body.mutable_request_opinions()->set_case_id(act);
  for (const std::string& giver : givers) body.mutable_request_opinions()->add_givers(giver);
  return body;
}

v1::CommandBody object(const std::string& act) {
  v1::CommandBody body;
  body.mutable_give_opinion()->set_case_id(act);
  body.mutable_give_opinion()->set_result(v1::OBJECTED);
  v1::OpinionRow& row = *body.mutable_give_opinion()->add_rows();
  row.set_kind(v1::OBJECTION);
  row.set_text("pretrunā 3. punktam");
  return body;
}

TEST(Journey, TakesAnActFromNeedToForceInSixCommandsAfterPlanning) {
  // given
  World world;
  // when
  const std::string act = world.act_in_force();
  // then
  EXPECT_TRUE(world.is_in(act, "support_available"));
  ASSERT_EQ(world.state(act).act().wordings_size(), 1);
  EXPECT_TRUE(world.state(act).act().wordings(0).commenced());
  EXPECT_EQ(world.turns().size(), 4U + 6U);
  EXPECT_THAT(world.inbox("user"), Contains("acknowledge"));
}

TEST(AssignDrafter, IsForTheCoordinatorAlone) {
  // given
  World world;
  const std::string act = world.planned_act();
  // when, then: developing is not coordinating (pu2-6.md 1.4)
  EXPECT_EQ(world.refusal("ps", assign_drafter(act, "drafter")), "role_not_held");
  EXPECT_EQ(world.refusal("audit", assign_drafter(act, "drafter")), "read_only_role");
  EXPECT_EQ(world.refusal("nobody", assign_drafter(act, "drafter")), "person_unknown");
  EXPECT_EQ(world.refusal("ipks", assign_drafter(act, "nobody")), "person_unknown");
  EXPECT_EQ(world.refusal("ipks", assign_drafter(act, "drafter")), "accepted");
  EXPECT_THAT(world.inbox("drafter"), ElementsAre("write_draft"));
}

TEST(Policy, NamesARoleThatEndedYesterday) {
  // given a second approver whose role ends with this day
  World world;
  world.assign("legal", v1::APPROVER, "inst", "2026-11-03");
  const std::string act = world.ready_act();
  // when the next day has come
  world.pass_to("2026-11-04");
  // then
  EXPECT_EQ(world.refusal("legal", adopt(act)), "role_expired");
}

TEST(AdoptAct, ChecksReasonsInThisOrder) {
  World world;
  // role before state before content
  const std::string planned = world.planned_act();
  EXPECT_EQ(world.refusal("ps", adopt(planned)), "role_not_held");
  EXPECT_EQ(world.refusal("head", adopt(planned)), "command_not_accepted");
  const std::string ready = world.ready_act();
  world.assign("drafter", v1::APPROVER, "inst");
  EXPECT_EQ(world.refusal("drafter", adopt(ready)), "drafter_is_approver");
  v1::CommandBody early = adopt(ready);
  early.mutable_adopt_act()->set_adopted_on("2026-12-01");
  early.mutable_adopt_act()->set_commences_on("2026-10-01");
  EXPECT_EQ(world.refusal("head", early), "adoption_in_future");
  early.mutable_adopt_act()->set_adopted_on("2026-11-01");
  EXPECT_EQ(world.refusal("head", early), "commencement_before_adoption");
  EXPECT_EQ(world.refusal("head", adopt(ready)), "accepted");
}

TEST(Decide, AsksForTheCaseThenItsKindThenItsRevisionThenWho) {
  // given
  World world;
  const std::string act = world.planned_act();
  const std::string need = world.state(act).act().need();
  // when, then: one who may do nothing learns of the earlier reasons first
  EXPECT_EQ(world.refusal("nobody", assign_drafter("act_none", "drafter")), "case_not_found");
  EXPECT_EQ(world.refusal("nobody", assign_drafter(need, "drafter")), "wrong_case_kind");
  EXPECT_EQ(world.refusal_at("nobody", assign_drafter(act, "drafter"), std::nullopt), "revision_required");
  EXPECT_EQ(world.refusal_at("nobody", assign_drafter(act, "drafter"), 9999), "revision_conflict");
  EXPECT_EQ(world.refusal("nobody", assign_drafter(act, "drafter")), "person_unknown");
}

TEST(GiveOpinion, SilenceForAMonthIsConsent) {
  // given two givers, one of whom objects
  World world;
  const std::string act = world.ready_act();
  ASSERT_EQ(world.refusal("ipks", request_opinions(act, {"legal", "silent"})), "accepted");
  EXPECT_EQ(world.refusal("user", object(act)), "role_not_held");
  ASSERT_EQ(world.refusal("legal", object(act)), "accepted");
  EXPECT_EQ(world.refusal("legal", object(act)), "opinion_not_awaited");
  EXPECT_EQ(world.refusal("head", adopt(act)), "command_not_accepted");
  // when the month since 2 November is over: the last day is Wednesday 2 December
  world.pass_to("2026-12-02");
  EXPECT_THAT(world.inbox("silent"), Contains("give_opinion"));
  world.pass_to("2026-12-03");
  // then
  EXPECT_THAT(world.inbox("silent"), Not(Contains("give_opinion")));
  EXPECT_EQ(world.state(act).preparation().opinions(1).result(), v1::DEEMED_AGREED);
  EXPECT_TRUE(world.is_in(act, "answering"));
}

TEST(AnswerRow, HasToBeConfirmedByItsGiver) {
  // given an objection
  World world;
  const std::string act = world.ready_act();
  ASSERT_EQ(world.refusal("ipks", request_opinions(act, {"legal"})), "accepted");
  ASSERT_EQ(world.refusal("legal", object(act)), "accepted");
  v1::CommandBody answer;
  answer.mutable_answer_row()->set_case_id(act);
  answer.mutable_answer_row()->set_row(9);
  answer.mutable_answer_row()->set_answer(v1::REJECTED_WITH_REASON);
  v1::CommandBody confirm;
  confirm.mutable_confirm_row()->set_case_id(act);
  confirm.mutable_confirm_row()->set_row(1);
  // when, then
  EXPECT_EQ(world.refusal("drafter", answer), "row_not_found");
  answer.mutable_answer_row()->set_row(1);
  EXPECT_EQ(world.refusal("drafter", answer), "missing_field");
  EXPECT_EQ(world.refusal("legal", confirm), "row_not_open");
  answer.mutable_answer_row()->set_text("3. punkts atcelts");
  EXPECT_EQ(world.refusal("drafter", answer), "accepted");
  EXPECT_EQ(world.refusal("drafter", answer), "row_not_open");
  EXPECT_THAT(world.inbox("legal"), ElementsAre("confirm_rows"));
  EXPECT_EQ(world.refusal("legal", confirm), "accepted");
  EXPECT_TRUE(world.is_in(act, "ready_for_adoption"));
  EXPECT_EQ(world.refusal("head", adopt(act)), "accepted");
}

TEST(RecordFinding, OpensAnAmendmentWhenTheCauseLiesInTheAct) {
  // given an act whose yearly evaluation has come
  World world;
  const std::string act = world.act_in_force();
  v1::CommandBody finding;
  finding.mutable_record_finding()->set_act(act);
  finding.mutable_record_finding()->set_requirement("7.");
  finding.mutable_record_finding()->set_compliance(v1::NOT_COMPLIED);
  finding.mutable_record_finding()->set_text("puse neievēro");
  EXPECT_EQ(world.refusal("ps", finding), "command_not_accepted");
  world.pass_to("2027-11-05");
  // when
  EXPECT_EQ(world.refusal("ps", finding), "missing_field");
  finding.mutable_record_finding()->set_cause(v1::OUTDATED_NORM);
  const Result<v1::Reply> reply = world.give("ps", finding);
  // then
  ASSERT_TRUE(reply);
  ASSERT_EQ(reply->created_cases_size(), 1);
  EXPECT_EQ(world.state(reply->created_cases(0)).amendment().act(), act);
  EXPECT_THAT(world.state(act).act().amendments(), ElementsAre(reply->created_cases(0)));
  EXPECT_TRUE(world.is_in(reply->created_cases(0), "planned"));
}

TEST(CompleteTask, RejectsInThisOrder) {
  World world;
  const std::string act = world.drafted_act();
  v1::CommandBody body;
  body.mutable_complete_task()->set_task(task_id(act, 99));
  body.mutable_complete_task()->set_outcome("perhaps");
  EXPECT_EQ(world.refusal("user", body), "task_not_found");
  for (const v1::TaskState& task : world.state(act).tasks()) {
    if (task.key() == "review_draft") body.mutable_complete_task()->set_task(task_id(act, task.task()));
  }
  EXPECT_EQ(world.refusal("user", body), "task_not_yours");
  EXPECT_EQ(world.refusal("ps", body), "outcome_invalid");
  v1::CommandBody other = body;
  for (const v1::TaskState& task : world.state(act).tasks()) {
    if (task.key() == "check_alignment") other.mutable_complete_task()->set_task(task_id(act, task.task()));
  }
  EXPECT_EQ(world.refusal("ps", other), "task_needs_command");
}

TEST(DelegateTask, GivesTheTaskAndTheRightThatGoesWithIt) {
  // given
  World world;
  const std::string act = world.ready_act();
  ASSERT_EQ(world.refusal("ipks", request_opinions(act, {"legal"})), "accepted");
  v1::CommandBody body;
  body.mutable_delegate_task()->set_task(task_id(act, world.state(act).tasks(0).task()));
  body.mutable_delegate_task()->set_person("silent");
  body.mutable_delegate_task()->set_reason("atvaļinājums");
  // when
  EXPECT_EQ(world.refusal("user", body), "task_not_yours");
  ASSERT_EQ(world.refusal("legal", body), "accepted");
  // then the delegate answers for the one who was asked
  EXPECT_EQ(world.refusal("legal", object(act)), "opinion_not_awaited");
  EXPECT_EQ(world.refusal("silent", object(act)), "accepted");
  EXPECT_EQ(world.state(act).preparation().opinions(0).giver(), "legal");
}

TEST(Audience, MeansThoseConcernedAndTheAuditor) {
  // given
  World world;
  world.drafted_act();
  // when a draft has been submitted
  const v1::Turn& turn = world.last_turn();
  // then
  for (const char* person : {"ps", "ipks", "drafter", "audit"}) {
    EXPECT_TRUE(entitled(world.authority(), PersonId(person), turn)) << person;
  }
  for (const char* person : {"user", "legal", "nobody"}) {
    EXPECT_FALSE(entitled(world.authority(), PersonId(person), turn)) << person;
  }
}

TEST(Fold, GivesTheSameCaseBytesFromTheTurnsAlone) {
  // given a whole life
  World lived;
  const std::string act = lived.act_in_force();
  lived.pass_to("2027-11-05");
  // when its turns are folded by one that never decided anything
  World folded;
  for (const v1::Turn& turn : lived.turns()) ASSERT_TRUE(fold_turn(folded, turn));
  // then
  EXPECT_EQ(folded.state(act).SerializeAsString(), lived.state(act).SerializeAsString());
}

TEST(ValidateCommand, RefusesFormBeforeAnyoneIsAsked) {
  v1::CommandBody body;
  const auto code = [&] {
    const Result<void> valid = validate_command(body);
    return valid ? std::string("accepted") : std::string(reason_code(valid.error().reason));
  };
  EXPECT_EQ(code(), "unknown_command");
  body.mutable_adopt_act();
  EXPECT_EQ(code(), "missing_field");
  body.mutable_adopt_act()->set_case_id("act_1");
  body.mutable_adopt_act()->set_number("1");
  EXPECT_EQ(code(), "accepted");
  body.mutable_adopt_act()->set_commences_on("2026-02-30");
  EXPECT_EQ(code(), "invalid_field");
  body.mutable_adopt_act()->set_commences_on("2026-02-28");
  body.mutable_adopt_act()->set_number(std::string(201, '1'));
  EXPECT_EQ(code(), "limit_exceeded");
}

TEST(Decide, KnowsNoRehearsals) {
  World world;
  v1::CommandBody body;
  body.mutable_start_rehearsal()->set_document("<scxml/>");
  EXPECT_EQ(world.refusal("admin", body), "unknown_command");
}

}  // namespace
}  // namespace norma::acts
