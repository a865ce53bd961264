#include "engine/acts/independence.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "engine/acts/policy.h"
#include "engine/acts/rows.h"
#include "tests/engine/acts_world.h"

namespace norma::acts {
namespace {

v1::CommandBody open_audit(const std::string& case_id, const std::string& auditor) {
  v1::CommandBody body;
  body.mutable_open_audit()->set_case_id(case_id);
  body.mutable_open_audit()->set_auditor(auditor);
  return body;
}

v1::CommandBody close_audit(const std::string& case_id, std::uint32_t audit) {
  v1::CommandBody body;
  body.mutable_close_audit()->set_case_id(case_id);
  body.mutable_close_audit()->set_audit(audit);
  return body;
}

v1::CommandBody assign_drafter(const std::string& act, const std::string& drafter) {
  v1::CommandBody body;
  body.mutable_assign_drafter()->set_case_id(act);
  body.mutable_assign_drafter()->set_drafter(drafter);
  return body;
}

v1::CommandBody draft(const std::string& act) {
  v1::CommandBody body;
  body.mutable_submit_draft()->set_case_id(act);
  body.mutable_submit_draft()->set_text("1. Kārtība.");
  return body;
}

v1::CommandBody adopt(const std::string& act) {
  v1::CommandBody body;
  body.mutable_adopt_act()->set_case_id(act);
  body.mutable_adopt_act()->set_number("1");
  return body;
}

std::string task_of(const World& world, const std::string& act, const std::string& key) {
  for (const v1::TaskState& task : world.state(act).tasks()) {
    if (task.key() == key) return task_id(act, task.task());
  }
  return {};
}

v1::CommandBody review(const World& world, const std::string& act, const std::string& outcome) {
  v1::CommandBody body;
  body.mutable_complete_task()->set_task(task_of(world, act, "review_draft"));
  body.mutable_complete_task()->set_outcome(outcome);
  return body;
}

v1::CommandBody delegate(const World& world, const std::string& act, const std::string& key,
                         const std::string& person) {
  v1::CommandBody body;
  body.mutable_delegate_task()->set_task(task_of(world, act, key));
  body.mutable_delegate_task()->set_person(person);
  body.mutable_delegate_task()->set_reason("prombūtne");
  return body;
}

v1::CommandBody substitute(const std::string& person, const std::string& by) {
  v1::CommandBody body;
  body.mutable_assign_substitute()->set_person(person);
  body.mutable_assign_substitute()->set_substitute(by);
  body.mutable_assign_substitute()->set_valid_until("2027-12-01");
  return body;
}

void check_alignment(World& world, const std::string& act) {
  v1::CommandBody check;
  check.mutable_record_alignment()->set_case_id(act);
  check.mutable_record_alignment()->set_target("VPIL");
  check.mutable_record_alignment()->set_target_version("2003-01-01");
  check.mutable_record_alignment()->set_requirement("72");
  check.mutable_record_alignment()->set_verdict(v1::ALIGNED);
  ASSERT_EQ(world.refusal("ps", check), "accepted");
}

// --- audit (Internal Audit Law 14) ----------------------------------------------------------------

TEST(OpenAudit, ChecksReasonsInThisOrder) {
  World world;
  const std::string act = world.drafted_act();
  EXPECT_EQ(world.refusal("ps", open_audit(act, "audit")), "role_not_held");
  EXPECT_EQ(world.refusal("head", open_audit(act, "nobody")), "person_unknown");
  EXPECT_EQ(world.refusal("head", open_audit(act, "ps")), "not_an_auditor");
  EXPECT_EQ(world.refusal("head", open_audit(act, "audit")), "accepted");
  EXPECT_EQ(world.refusal("head", open_audit(act, "audit")), "audit_open");
  EXPECT_EQ(world.refusal("head", close_audit(act, 9)), "audit_not_found");
  EXPECT_EQ(world.refusal("head", close_audit(act, 1)), "accepted");
  EXPECT_EQ(world.refusal("head", close_audit(act, 1)), "audit_not_found");
  EXPECT_EQ(world.refusal("head", open_audit(act, "audit")), "accepted") << "and again";
}

TEST(OpenAudit, RefusesForAYearWhoTookPartAndTellsFromWhen) {
  // given a drafter of 2 November 2026 who becomes an auditor
  World world;
  const std::string act = world.drafted_act();
  const std::string other = world.planned_act();
  world.assign("drafter", v1::AUDITOR, "inst");
  // when
  const Result<v1::Reply> reply = world.give("head", open_audit(act, "drafter"));
  // then the year begins with the day after and ends with the same date
  ASSERT_FALSE(reply);
  EXPECT_EQ(reply.error().reason, Reason::kAuditorTookPart);
  EXPECT_EQ(reply.error().details, (std::vector<std::string>{"drafter", "2027-11-03"}));
  EXPECT_EQ(world.refusal("head", open_audit(other, "drafter")), "accepted") << "had no part in that one";
  world.pass_to("2027-11-02");
  EXPECT_EQ(world.refusal("head", open_audit(act, "drafter")), "auditor_took_part");
  world.pass_to("2027-11-03");
  EXPECT_EQ(world.refusal("head", open_audit(act, "drafter")), "accepted");
}

TEST(OpenAudit, RefusesForAYearWhoHeldARoleOfTheCaseWithoutActing) {
  // given an approver until 15 November who never adopted anything, and audits from then on
  World world;
  const std::string act = world.drafted_act();
  world.assign("silent", v1::APPROVER, "inst", "2026-11-15");
  world.pass_to("2026-11-15");
  world.assign("silent", v1::AUDITOR, "inst");
  // then the last day is the 14th
  const Result<v1::Reply> reply = world.give("head", open_audit(act, "silent"));
  ASSERT_FALSE(reply);
  EXPECT_EQ(reply.error().details, (std::vector<std::string>{"silent", "2027-11-15"}));
  world.pass_to("2027-11-14");
  EXPECT_EQ(world.refusal("head", open_audit(act, "silent")), "auditor_took_part");
  world.pass_to("2027-11-15");
  EXPECT_EQ(world.refusal("head", open_audit(act, "silent")), "accepted");
}

TEST(OpenAudit, CountsALeapDayAsTheEndOfFebruary) {
  World world;
  const std::string act = world.drafted_act();
  world.pass_to("2028-02-29");
  ASSERT_EQ(world.refusal("ipks", assign_drafter(act, "legal")), "accepted");
  world.assign("legal", v1::AUDITOR, "inst");
  v1::CaseState& state = **world.edit_case(act);
  state.add_participants()->set_person("legal");
  state.mutable_participants(state.participants_size() - 1)->set_last_on("2028-02-29");
  const std::optional<Date> until =
      barred_from_auditing_until(world.authority(), world.moment(), state, PersonId("legal"));
  ASSERT_TRUE(until);
  EXPECT_EQ(format_date(*until), "2029-03-01");
}

TEST(Auditor, IsGivenNoWorkInACase) {
  World world;
  const std::string act = world.ready_act();
  EXPECT_EQ(world.refusal("ipks", assign_drafter(world.planned_act(), "audit")), "auditor_may_not_act");
  v1::CommandBody request;
  request.mutable_request_opinions()->set_case_id(act);
  request.mutable_request_opinions()->add_givers("audit");
  EXPECT_EQ(world.refusal("ipks", request), "auditor_may_not_act");
  EXPECT_EQ(world.refusal("head", delegate(world, act, "adopt_act", "audit")), "auditor_may_not_act");
}

TEST(Auditor, WhoAuditsACaseTakesNoPartInItEvenWithoutTheRole) {
  // given an open audit by someone whose auditor's role ends meanwhile
  World world;
  world.assign("silent", v1::AUDITOR, "inst", "2026-12-01");
  const std::string act = world.planned_act();
  ASSERT_EQ(world.refusal("head", open_audit(act, "silent")), "accepted");
  world.pass_to("2026-12-02");
  EXPECT_EQ(world.refusal("ipks", assign_drafter(act, "silent")), "auditor_may_not_act");
  // when they become approver nevertheless
  world.assign("silent", v1::APPROVER, "inst");
  v1::CommandBody withdraw;
  withdraw.mutable_open_audit()->set_case_id(act);
  withdraw.mutable_open_audit()->set_auditor("audit");
  EXPECT_EQ(world.refusal("silent", withdraw), "auditor_may_not_act");
  EXPECT_EQ(world.refusal("head", withdraw), "accepted");
}

TEST(Auditor, WhoAuditsACaseAdministersItNeitherInPersonNorForAnother) {
  // given an open audit by someone who is no longer an auditor but administrator, and their substitute
  World world;
  world.assign("silent", v1::AUDITOR, "inst", "2026-12-01");
  const std::string act = world.planned_act();
  ASSERT_EQ(world.refusal("head", open_audit(act, "silent")), "accepted");
  world.pass_to("2026-12-02");
  v1::CommandBody migrate;
  migrate.mutable_migrate_case()->set_case_id(act);
  ASSERT_EQ(world.refusal("admin", substitute("admin", "silent")), "accepted");
  EXPECT_EQ(world.refusal("silent", migrate), "auditor_may_not_act") << "for another";
  world.assign("silent", v1::ADMINISTRATOR, "inst");
  EXPECT_EQ(world.refusal("silent", migrate), "auditor_may_not_act") << "in person";
  EXPECT_EQ(world.refusal("admin", migrate), "migration_plan_invalid");
}

TEST(Administrator, WhoseRoleIsOverIsToldSo) {
  World world;
  world.assign("sub", v1::ADMINISTRATOR, "inst", "2026-12-01");
  v1::CommandBody migrate;
  migrate.mutable_migrate_case()->set_case_id(world.planned_act());
  EXPECT_EQ(world.refusal("sub", migrate), "migration_plan_invalid");
  world.pass_to("2026-12-02");
  EXPECT_EQ(world.refusal("sub", migrate), "role_expired");
}

TEST(Auditor, ReadsOnlyEvenWithAnotherRole) {
  // given a journal from before the two were incompatible
  World world;
  world.assign("audit", v1::APPROVER, "inst");
  world.assign("audit", v1::ADMINISTRATOR, "inst");
  world.assign("audit", v1::ADDRESSEE, "srv");
  EXPECT_EQ(world.refusal("audit", adopt(world.ready_act())), "read_only_role");
  v1::CommandBody person;
  person.mutable_register_person()->set_person("new");
  EXPECT_EQ(world.refusal("audit", person), "read_only_role");
  v1::CommandBody acknowledge;
  acknowledge.mutable_acknowledge_act()->set_act(world.act_in_force());
  EXPECT_EQ(world.refusal("audit", acknowledge), "accepted") << "an act binds its auditor as an addressee";
}

// --- drafter, coordinator, approver ---------------------------------------------------------------

TEST(AdoptAct, RefusesTheDrafterInEveryGuise) {
  World world;
  // by delegation of the approver's task
  EXPECT_EQ(world.refusal("head", delegate(world, world.ready_act(), "adopt_act", "drafter")), "drafter_is_approver");
  // as the approver's substitute
  ASSERT_EQ(world.refusal("admin", substitute("head", "drafter")), "accepted");
  EXPECT_EQ(world.refusal("drafter", adopt(world.ready_act())), "drafter_is_approver");
  EXPECT_EQ(world.refusal("head", adopt(world.ready_act())), "accepted");
}

TEST(AdoptAct, RefusesWhoWroteTheDraftForTheDrafterAndWhoActsForThem) {
  World world;
  world.assign("drafter", v1::APPROVER, "inst");
  world.assign("sub", v1::APPROVER, "inst");
  ASSERT_EQ(world.refusal("admin", substitute("drafter", "sub")), "accepted");
  // given a draft that the substitute wrote
  const std::string act = world.planned_act();
  ASSERT_EQ(world.refusal("ipks", assign_drafter(act, "drafter")), "accepted");
  ASSERT_EQ(world.refusal("sub", draft(act)), "accepted");
  check_alignment(world, act);
  ASSERT_EQ(world.refusal("ps", review(world, act, "accept")), "accepted");
  // then neither of the two adopts it, nor one for the other
  EXPECT_EQ(world.refusal("drafter", adopt(act)), "drafter_is_approver");
  EXPECT_EQ(world.refusal("sub", adopt(act)), "drafter_is_approver");
  EXPECT_EQ(world.refusal_for("sub", "drafter", adopt(act)), "drafter_is_approver");
  EXPECT_EQ(world.refusal("head", adopt(act)), "accepted");
}

TEST(FourEyes, AreRequiredWhereTheCoordinatorDrafts) {
  // given a coordinator who names themself drafter
  World world;
  world.assign("ps", v1::APPROVER, "inst");
  const std::string act = world.planned_act();
  ASSERT_EQ(world.refusal("ipks", assign_drafter(act, "ipks")), "accepted");
  EXPECT_TRUE(world.state(act).preparation().four_eyes()) << "flagged";
  ASSERT_EQ(world.refusal("ipks", draft(act)), "accepted");
  check_alignment(world, act);
  // when the owner delegates the review to the one who wrote the draft
  ASSERT_EQ(world.refusal("ps", delegate(world, act, "review_draft", "ipks")), "accepted");
  // then they do not judge it
  EXPECT_EQ(world.refusal("ipks", review(world, act, "maybe")), "outcome_invalid");
  EXPECT_EQ(world.refusal("ipks", review(world, act, "accept")), "four_eyes_required");
  ASSERT_EQ(world.refusal("ipks", delegate(world, act, "review_draft", "legal")), "accepted");
  EXPECT_EQ(world.refusal("legal", review(world, act, "accept")), "accepted");
  // nor adopt it, even after another was named drafter
  world.assign("ipks", v1::APPROVER, "inst");
  EXPECT_EQ(world.refusal("ipks", adopt(act)), "drafter_is_approver");
  v1::CommandBody back;
  back.mutable_return_draft()->set_case_id(act);
  back.mutable_return_draft()->set_reason("papildināt");
  ASSERT_EQ(world.refusal("head", back), "accepted");
  ASSERT_EQ(world.refusal("ipks", assign_drafter(act, "drafter")), "accepted");
  ASSERT_EQ(world.refusal("drafter", draft(act)), "accepted");
  check_alignment(world, act);
  ASSERT_EQ(world.refusal("ps", review(world, act, "accept")), "accepted");
  EXPECT_EQ(world.refusal("ipks", adopt(act)), "four_eyes_required");
  EXPECT_EQ(world.refusal("head", adopt(act)), "accepted");
}

TEST(FourEyes, AreNotAskedOfAServiceOwnerWhoDraftsAndReviews) {
  // given the light path: PS develops (PS/2), the set owner coordinates
  World world;
  const std::string act = world.planned_act();
  ASSERT_EQ(world.refusal("ipks", assign_drafter(act, "ps")), "accepted");
  EXPECT_FALSE(world.state(act).preparation().four_eyes());
  ASSERT_EQ(world.refusal("ps", draft(act)), "accepted");
  check_alignment(world, act);
  EXPECT_EQ(world.refusal("ps", review(world, act, "accept")), "accepted");
  EXPECT_EQ(world.refusal("head", adopt(act)), "accepted");
}

TEST(FourEyes, AreSeenWhenTheDrafterHoldsTheCoordinatorsRoleOrStandsInForIt) {
  World world;
  const std::string named_by_another = world.planned_act();
  ASSERT_EQ(world.refusal("admin", substitute("ipks", "sub")), "accepted");
  ASSERT_EQ(world.refusal("sub", assign_drafter(named_by_another, "ipks")), "accepted");
  EXPECT_TRUE(world.state(named_by_another).preparation().four_eyes());
  const std::string by_substitute = world.planned_act();
  ASSERT_EQ(world.refusal("sub", assign_drafter(by_substitute, "sub")), "accepted");
  EXPECT_TRUE(world.state(by_substitute).preparation().four_eyes());
}

TEST(Participants, AreWhoActedInTheCasesFunctionsWithTheirLastDay) {
  // given an act in force
  World world;
  const std::string act = world.act_in_force();
  v1::CommandBody acknowledge;
  acknowledge.mutable_acknowledge_act()->set_act(act);
  ASSERT_EQ(world.refusal("user", acknowledge), "accepted");
  std::string people;
  for (const v1::ParticipantState& participant : world.state(act).participants()) people += participant.person() + " ";
  EXPECT_EQ(people, "ps ipks drafter head ") << "addressees take no part in the functions";
  // when one of them acts again on another day
  world.pass_to("2027-06-05");
  v1::CommandBody goals;
  goals.mutable_evaluate_goals()->set_act(act);
  goals.mutable_evaluate_goals()->set_decision(v1::KEEP);
  goals.mutable_evaluate_goals()->add_measurements()->set_goal_id("g1");
  ASSERT_EQ(world.refusal("ps", goals), "accepted");
  EXPECT_EQ(world.state(act).participants(0).last_on(), "2027-06-05");
  EXPECT_EQ(world.state(act).participants(1).last_on(), "2026-11-02");
}

}  // namespace
}  // namespace norma::acts
