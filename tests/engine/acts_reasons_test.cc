#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/engine/acts_world.h"
#include "tests/engine/stated_need.h"

namespace norma::acts {
namespace {

v1::CommandBody adopt(const std::string& act) {
  v1::CommandBody body;
  body.mutable_adopt_act()->set_case_id(act);
  body.mutable_adopt_act()->set_number("1");
  return body;
}

v1::CommandBody decide_need(const std::string& need, v1::NeedOutcome outcome) {
  v1::CommandBody body;
  body.mutable_decide_need()->set_need(need);
  body.mutable_decide_need()->set_outcome(outcome);
  body.mutable_decide_need()->set_reason("pamats");
  return body;
}

v1::CommandBody plan(const std::string& need) {
  v1::CommandBody body;
  body.mutable_plan_act()->set_need(need);
  body.mutable_plan_act()->set_title("Kārtība");
  body.mutable_plan_act()->set_kind(v1::INTERNAL_RULES);
  body.mutable_plan_act()->set_issuer("inst");
  body.mutable_plan_act()->set_legal_basis("VPIL 72(1)");
  return body;
}

std::string raised_need(World& world) {
  v1::CommandBody body;
  body.mutable_raise_need()->set_scale(v1::SERVICE_SCALE);
  body.mutable_raise_need()->set_object("srv");
  body.mutable_raise_need()->set_institution("inst");
  body.mutable_raise_need()->set_trigger_task("PU2-18");
  body.mutable_raise_need()->set_problem("rinda");
  state_fully(*body.mutable_raise_need());
  return world.give("ps", body).value().case_id();
}

v1::CaseState& edit(World& world, const std::string& case_id) { return **world.edit_case(case_id); }

TEST(RegisterPerson, RefusesSomeoneWhoIsThereAlready) {
  World world;
  v1::CommandBody body;
  body.mutable_register_person()->set_person("ps");
  EXPECT_EQ(world.refusal("ipks", body), "role_not_held");
  EXPECT_EQ(world.refusal("admin", body), "person_exists");
}

TEST(AssignRole, RefusesUnknownPersonThenReversedDatesThenASecondHolder) {
  World world;
  v1::CommandBody body;
  v1::AssignRole& role = *body.mutable_assign_role();
  role.set_person("nobody");
  role.set_role(v1::SERVICE_OWNER);
  role.set_object("srv");
  role.set_valid_from("2026-12-01");
  role.set_valid_until("2026-12-01");
  EXPECT_EQ(world.refusal("admin", body), "person_unknown");
  role.set_person("drafter");
  EXPECT_EQ(world.refusal("admin", body), "invalid_field");
  role.set_valid_until("2026-12-31");
  EXPECT_EQ(world.refusal("admin", body), "role_already_held");
}

TEST(RevokeRole, RefusesWhatTheyDoNotHold) {
  World world;
  v1::CommandBody body;
  body.mutable_revoke_role()->set_person("drafter");
  body.mutable_revoke_role()->set_role(v1::SERVICE_OWNER);
  body.mutable_revoke_role()->set_object("srv");
  EXPECT_EQ(world.refusal("admin", body), "role_not_assigned");
}

TEST(Decide, NeedsTheDefinitionOfTheCase) {
  // given a case whose definition is not here
  World world;
  const std::string act = world.planned_act();
  edit(world, act).set_definition_hash("of another program");
  v1::CommandBody body;
  body.mutable_assign_drafter()->set_case_id(act);
  body.mutable_assign_drafter()->set_drafter("drafter");
  EXPECT_EQ(world.refusal("ipks", body), "definition_unknown");
}

TEST(DecideNeed, AsksForTheInventoryThenForTheActToAmend) {
  World world;
  const std::string need = raised_need(world);
  EXPECT_EQ(world.refusal("ipks", decide_need(need, v1::AMEND_EXISTING)), "command_not_accepted");
  v1::CommandBody inventory;
  inventory.mutable_record_inventory()->set_need(need);
  check_duplication(*inventory.mutable_record_inventory());
  ASSERT_EQ(world.refusal("ps", inventory), "accepted");
  edit(world, need).mutable_need()->set_inventory_recorded(false);
  EXPECT_EQ(world.refusal("ipks", decide_need(need, v1::AMEND_EXISTING)), "inventory_missing");
  edit(world, need).mutable_need()->set_inventory_recorded(true);
  EXPECT_EQ(world.refusal("ipks", decide_need(need, v1::AMEND_EXISTING)), "missing_field");
  v1::CommandBody amend = decide_need(need, v1::AMEND_EXISTING);
  amend.mutable_decide_need()->set_act("act_none");
  EXPECT_EQ(world.refusal("ipks", amend), "case_not_found");
  amend.mutable_decide_need()->set_act(need);
  EXPECT_EQ(world.refusal("ipks", amend), "wrong_case_kind");
  EXPECT_EQ(world.refusal("ipks", decide_need(need, v1::NO_ACT_NEEDED)), "accepted");
}

TEST(PlanAct, IsForANeedThatAsksForANewActOnce) {
  World world;
  const std::string need = world.need_for_new_act();
  edit(world, need).mutable_need()->set_outcome(v1::NO_ACT_NEEDED);
  EXPECT_EQ(world.refusal("ps", plan(need)), "need_outcome_mismatch");
  edit(world, need).mutable_need()->set_outcome(v1::NEW_ACT_NEEDED);
  edit(world, need).mutable_need()->set_act("act_1");
  EXPECT_EQ(world.refusal("ps", plan(need)), "need_already_used");
  edit(world, need).mutable_need()->clear_act();
  EXPECT_EQ(world.refusal("ps", plan(need)), "accepted");
}

TEST(AdoptAct, ChecksWhatMustBeThereInThisOrder) {
  // given an act ready for adoption of which one thing after another is put back
  World world;
  const std::string act = world.ready_act();
  const v1::CaseState ready = world.state(act);
  v1::CaseState& state = edit(world, act);
  state.mutable_act()->clear_goals();
  state.mutable_preparation()->clear_evaluate_on();
  state.mutable_preparation()->clear_drafts();
  state.mutable_preparation()->clear_alignment();
  v1::RowState& row = *state.mutable_preparation()->add_rows();
  row.set_row(1);
  row.set_kind(v1::OBJECTION);
  row.set_status(v1::ROW_OPEN);
  // when, then
  EXPECT_EQ(world.refusal("head", adopt(act)), "goals_missing");
  *state.mutable_act()->mutable_goals() = ready.act().goals();
  EXPECT_EQ(world.refusal("head", adopt(act)), "evaluation_date_missing");
  state.mutable_preparation()->set_evaluate_on(ready.preparation().evaluate_on());
  EXPECT_EQ(world.refusal("head", adopt(act)), "draft_missing");
  *state.mutable_preparation()->mutable_drafts() = ready.preparation().drafts();
  EXPECT_EQ(world.refusal("head", adopt(act)), "alignment_missing");
  *state.mutable_preparation()->mutable_alignment() = ready.preparation().alignment();
  state.mutable_preparation()->mutable_alignment(0)->set_verdict(v1::MISALIGNED);
  EXPECT_EQ(world.refusal("head", adopt(act)), "misaligned");
  state.mutable_preparation()->mutable_alignment(0)->set_verdict(v1::ALIGNED);
  EXPECT_EQ(world.refusal("head", adopt(act)), "open_objection");
  state.mutable_preparation()->clear_rows();
  EXPECT_EQ(world.refusal("head", adopt(act)), "accepted");
}

TEST(RecordAlignment, NeedsADraftThenAGroundForADeviation) {
  World world;
  const std::string act = world.drafted_act();
  v1::CommandBody body;
  body.mutable_record_alignment()->set_case_id(act);
  body.mutable_record_alignment()->set_target("MK-399");
  body.mutable_record_alignment()->set_verdict(v1::DEVIATION_WITH_GROUND);
  const v1::CaseState drafted = world.state(act);
  edit(world, act).mutable_preparation()->clear_drafts();
  EXPECT_EQ(world.refusal("ps", body), "draft_missing");
  *edit(world, act).mutable_preparation()->mutable_drafts() = drafted.preparation().drafts();
  EXPECT_EQ(world.refusal("ps", body), "missing_field");
}

TEST(ConfirmRow, IsForTheGiverOfTheRow) {
  // given an answered objection of one of two givers
  World world;
  const std::string act = world.ready_act();
  v1::CommandBody request;
  request.mutable_request_opinions()->set_case_id(act);
  request.mutable_request_opinions()->add_givers("legal");
  request.mutable_request_opinions()->add_givers("silent");
  ASSERT_EQ(world.refusal("ipks", request), "accepted");
  for (const char* giver : {"legal", "silent"}) {
    v1::CommandBody objection;
    objection.mutable_give_opinion()->set_case_id(act);
    objection.mutable_give_opinion()->set_result(v1::OBJECTED);
    objection.mutable_give_opinion()->add_rows()->set_kind(v1::OBJECTION);
    objection.mutable_give_opinion()->mutable_rows(0)->set_text("neskaidrs");
    ASSERT_EQ(world.refusal(giver, objection), "accepted");
  }
  v1::CommandBody answer;
  answer.mutable_answer_row()->set_case_id(act);
  answer.mutable_answer_row()->set_row(1);
  answer.mutable_answer_row()->set_answer(v1::ACCEPTED);
  ASSERT_EQ(world.refusal("drafter", answer), "accepted");
  v1::CommandBody confirm;
  confirm.mutable_confirm_row()->set_case_id(act);
  confirm.mutable_confirm_row()->set_row(3);
  // when, then
  EXPECT_EQ(world.refusal("silent", confirm), "row_not_found");
  confirm.mutable_confirm_row()->set_row(1);
  EXPECT_EQ(world.refusal("silent", confirm), "row_not_yours");
  EXPECT_EQ(world.refusal("legal", confirm), "accepted");
}

TEST(AnswerQuestion, AnswersOnceWhatWasAsked) {
  World world;
  const std::string act = world.act_in_force();
  v1::CommandBody ask;
  ask.mutable_ask_question()->set_act(act);
  ask.mutable_ask_question()->set_text("vai?");
  ASSERT_EQ(world.refusal("user", ask), "accepted");
  v1::CommandBody answer;
  answer.mutable_answer_question()->set_act(act);
  answer.mutable_answer_question()->set_question(2);
  answer.mutable_answer_question()->set_text("jā");
  EXPECT_EQ(world.refusal("ps", answer), "question_not_found");
  answer.mutable_answer_question()->set_question(1);
  EXPECT_EQ(world.refusal("ps", answer), "accepted");
  EXPECT_EQ(world.refusal("ps", answer), "question_answered");
}

TEST(CloseFinding, ClosesOnceWhatWasFound) {
  // given two findings, so that the first one's closing does not end the follow-up
  World world;
  const std::string act = world.act_in_force();
  world.pass_to("2027-11-05");
  v1::CommandBody finding;
  finding.mutable_record_finding()->set_act(act);
  finding.mutable_record_finding()->set_compliance(v1::NOT_COMPLIED);
  finding.mutable_record_finding()->set_cause(v1::NOT_KNOWN);
  ASSERT_EQ(world.refusal("ps", finding), "accepted");
  ASSERT_EQ(world.refusal("ps", finding), "accepted");
  v1::CommandBody close;
  close.mutable_close_finding()->set_act(act);
  close.mutable_close_finding()->set_finding(3);
  EXPECT_EQ(world.refusal("ps", close), "finding_not_found");
  close.mutable_close_finding()->set_finding(1);
  EXPECT_EQ(world.refusal("ps", close), "accepted");
  EXPECT_EQ(world.refusal("ps", close), "finding_closed");
}

TEST(EvaluateGoals, KnowsTheGoalsOfTheAct) {
  World world;
  const std::string act = world.act_in_force();
  v1::CommandBody body;
  body.mutable_evaluate_goals()->set_act(act);
  body.mutable_evaluate_goals()->set_decision(v1::KEEP);
  body.mutable_evaluate_goals()->add_measurements()->set_goal_id("g9");
  EXPECT_EQ(world.refusal("ps", body), "goal_unknown");
  body.mutable_evaluate_goals()->mutable_measurements(0)->set_goal_id("g1");
  EXPECT_EQ(world.refusal("ps", body), "accepted");
}

TEST(AcknowledgeAct, IsOncePerPersonAndWording) {
  World world;
  const std::string act = world.act_in_force();
  v1::CommandBody body;
  body.mutable_acknowledge_act()->set_act(act);
  const v1::CaseState in_force = world.state(act);
  edit(world, act).mutable_act()->clear_wordings();
  EXPECT_EQ(world.refusal("user", body), "no_wording_in_force");
  *edit(world, act).mutable_act()->mutable_wordings() = in_force.act().wordings();
  EXPECT_EQ(world.refusal("user", body), "accepted");
  EXPECT_EQ(world.refusal("user", body), "already_acknowledged");
}

TEST(ElapseTerm, EndsARunningTermWhoseTimeHasCome) {
  World world;
  const std::string act = world.act_in_force();
  ASSERT_GT(world.state(act).terms_size(), 0);
  v1::CommandBody body;
  body.mutable_elapse_term()->set_case_id(act);
  body.mutable_elapse_term()->set_term(999);
  EXPECT_EQ(world.refusal_by_service(body), "term_not_found");
  body.mutable_elapse_term()->set_term(world.state(act).terms(0).term());
  EXPECT_EQ(world.refusal_by_service(body), "term_not_due");
}

}  // namespace
}  // namespace norma::acts
