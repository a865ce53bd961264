#include "engine/acts/substitution.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "engine/acts/policy.h"
#include "engine/acts/rows.h"
#include "tests/engine/acts_world.h"

namespace norma::acts {
namespace {

using testing::Contains;
using testing::IsEmpty;
using testing::Not;

v1::CommandBody substitute(const std::string& person, const std::string& by, const std::string& until = "2026-12-01",
                           const std::string& from = {}) {
  v1::CommandBody body;
  v1::AssignSubstitute& command = *body.mutable_assign_substitute();
  command.set_person(person);
  command.set_substitute(by);
  command.set_valid_from(from);
  command.set_valid_until(until);
  return body;
}

v1::CommandBody of_role(v1::CommandBody body, v1::Role role, const std::string& object) {
  body.mutable_assign_substitute()->set_role(role);
  body.mutable_assign_substitute()->set_object(object);
  return body;
}

v1::CommandBody raise_need() {
  v1::CommandBody body;
  v1::RaiseNeed& need = *body.mutable_raise_need();
  need.set_scale(v1::SERVICE_SCALE);
  need.set_object("srv");
  need.set_institution("inst");
  need.set_trigger_task("PU2-18");
  need.set_problem("rinda");
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

std::string last_substitution(const World& world) {
  const v1::Turn& turn = world.registry_turns().back();
  return turn.events(0).substitute_assigned().substitution();
}

TEST(AssignSubstitute, ChecksReasonsInThisOrder) {
  World world;
  EXPECT_EQ(world.refusal("ps", substitute("ps", "sub")), "role_not_held");
  EXPECT_EQ(world.refusal("admin", substitute("nobody", "sub")), "person_unknown");
  EXPECT_EQ(world.refusal("admin", substitute("ps", "nobody")), "person_unknown");
  EXPECT_EQ(world.refusal("admin", substitute("ps", "ps", "2026-01-01")), "invalid_field") << "oneself";
  v1::CommandBody half = substitute("ps", "audit", "2026-01-01");
  half.mutable_assign_substitute()->set_role(v1::AUDITOR);
  EXPECT_EQ(world.refusal("admin", half), "missing_field") << "a role without its object";
  EXPECT_EQ(world.refusal("admin", of_role(substitute("ps", "audit", "2026-01-01"), v1::AUDITOR, "nowhere")),
            "invalid_field")
      << "nobody audits for another";
  EXPECT_EQ(world.refusal("admin", of_role(substitute("ps", "audit", "2026-01-01"), v1::SERVICE_OWNER, "nowhere")),
            "object_unknown");
  EXPECT_EQ(world.refusal("admin", substitute("ps", "audit", "2026-11-02")), "invalid_field") << "over already";
  EXPECT_EQ(world.refusal("admin", substitute("ps", "audit", "2026-12-01", "2026-12-01")), "invalid_field");
  EXPECT_EQ(world.refusal("admin", substitute("ps", "audit")), "auditor_may_not_act");
  ASSERT_EQ(world.refusal("admin", substitute("ps", "sub")), "accepted");
  EXPECT_EQ(world.refusal("admin", substitute("sub", "silent")), "substitute_of_substitute");
  EXPECT_EQ(world.refusal("admin", substitute("ipks", "ps")), "substitute_of_substitute");
  EXPECT_EQ(world.refusal("admin", substitute("ps", "silent")), "already_substituted");
}

TEST(AssignSubstitute, TakesOnesThatFollowEachOtherToTheInstant) {
  // given someone who is away in December
  World world;
  ASSERT_EQ(world.refusal("admin", substitute("ps", "sub", "2027-01-01", "2026-12-01")), "accepted");
  // then before and after are free, to the day, and a chain is one only while both last
  EXPECT_EQ(world.refusal("admin", substitute("ps", "silent", "2026-12-02", "2026-11-20")), "already_substituted");
  EXPECT_EQ(world.refusal("admin", substitute("ps", "silent", "2026-12-01", "2026-11-20")), "accepted");
  EXPECT_EQ(world.refusal("admin", substitute("ps", "legal", "2027-02-01", "2027-01-01")), "accepted");
  EXPECT_EQ(world.refusal("admin", substitute("sub", "legal", "2027-01-02", "2026-12-31")), "substitute_of_substitute");
  EXPECT_EQ(world.refusal("admin", substitute("sub", "user", "2027-01-02", "2027-01-01")), "accepted");
}

TEST(AssignSubstitute, OfOneRoleLeavesTheOthersWhereTheyAre) {
  // given someone with two roles, one of which is stood in for
  World world;
  world.assign("ps", v1::APPROVER, "inst");
  ASSERT_EQ(world.refusal("admin", of_role(substitute("ps", "sub"), v1::SERVICE_OWNER, "srv")), "accepted");
  EXPECT_EQ(world.refusal("admin", of_role(substitute("ps", "silent"), v1::SERVICE_OWNER, "srv")),
            "already_substituted");
  EXPECT_EQ(world.refusal("admin", of_role(substitute("ps", "silent"), v1::APPROVER, "inst")), "accepted");
  EXPECT_EQ(world.refusal("admin", substitute("ps", "legal")), "already_substituted") << "everything holds these too";
  // then each may what is theirs
  EXPECT_EQ(world.refusal("silent", raise_need()), "role_not_held");
  EXPECT_EQ(world.refusal("sub", raise_need()), "accepted");
  const std::string act = world.ready_act();
  EXPECT_EQ(world.refusal("sub", adopt(act)), "role_not_held");
  EXPECT_EQ(world.refusal("silent", adopt(act)), "accepted");
}

TEST(AssignSubstitute, IsForWhoAdministersEveryInstitutionOfTheOneAway) {
  World world;
  v1::CommandBody other;
  other.mutable_register_institution()->set_institution("other");
  ASSERT_EQ(world.refusal_by_service(other), "accepted");
  world.assign("legal", v1::ADMINISTRATOR, "other");
  EXPECT_EQ(world.refusal("legal", substitute("ps", "silent")), "role_not_held") << "would give away rights of inst";
  ASSERT_EQ(world.refusal("admin", substitute("ps", "sub")), "accepted");
  v1::CommandBody end;
  end.mutable_end_substitution()->set_substitution(last_substitution(world));
  EXPECT_EQ(world.refusal("legal", end), "role_not_held");
  EXPECT_EQ(world.refusal("admin", end), "accepted");
}

TEST(Substitution, PassesTasksAndRightsOverAndBackByItself) {
  // given the service owner away from 10 to 20 November
  World world;
  ASSERT_EQ(world.refusal("admin", substitute("ps", "sub", "2026-11-20", "2026-11-10")), "accepted");
  const std::string need = world.give("ps", raise_need()).value().case_id();
  v1::CommandBody inventory;
  inventory.mutable_record_inventory()->set_need(need);
  // then before the day nothing has passed
  EXPECT_THAT(world.inbox("sub"), IsEmpty());
  EXPECT_EQ(world.refusal("sub", inventory), "role_not_held");
  // when the day has come
  world.pass_to("2026-11-10");
  EXPECT_THAT(world.inbox("sub"), Contains("record_inventory"));
  ASSERT_EQ(world.refusal("sub", inventory), "accepted");
  // then what was done says by whom, in which role and for whom
  EXPECT_EQ(world.last_turn().actor(), "sub");
  EXPECT_EQ(world.last_turn().role_held(), v1::SERVICE_OWNER);
  EXPECT_EQ(world.last_turn().on_behalf_of(), "ps");
  EXPECT_THAT(world.inbox("ps"), Not(Contains("record_inventory"))) << "the task is done, for both";
  EXPECT_TRUE(entitled(world.authority(), PersonId("sub"), world.last_turn()));
  EXPECT_TRUE(entitled(world.authority(), PersonId("ps"), world.last_turn()));
  // and when the day after the last has come it is over
  world.pass_to("2026-11-20");
  EXPECT_EQ(world.refusal("sub", inventory), "role_not_held");
  EXPECT_EQ(world.refusal("ps", inventory), "accepted");
  EXPECT_EQ(world.last_turn().on_behalf_of(), "");
}

TEST(Substitution, IsValidToTheInstant) {
  World world;
  ASSERT_EQ(world.refusal("admin", substitute("ps", "sub", "2026-11-20", "2026-11-10")), "accepted");
  v1::Selector owner;
  owner.set_role(v1::SERVICE_OWNER);
  owner.set_object("srv");
  const auto stands_in = [&](Instant time, Position position) {
    return world.authority().principal(owner, PersonId("sub"), {time, position}) != nullptr;
  };
  const Instant from = riga_start_of_day(*parse_date("2026-11-10"));
  const Instant until = riga_start_of_day(*parse_date("2026-11-20"));
  const Position recorded = world.registry_position();
  EXPECT_FALSE(stands_in(from - std::chrono::microseconds(1), recorded));
  EXPECT_TRUE(stands_in(from, recorded));
  EXPECT_TRUE(stands_in(until - std::chrono::microseconds(1), recorded));
  EXPECT_FALSE(stands_in(until, recorded));
  EXPECT_FALSE(stands_in(from, recorded - 1)) << "not recorded yet";
}

TEST(Substitution, GivesNothingOfWhatTheOneAwayHoldsAsASubstitute) {
  // given a chain in an old journal, from before it was refused
  World world;
  ASSERT_EQ(world.refusal("admin", substitute("ps", "sub")), "accepted");
  v1::CommandBody chain = substitute("sub", "silent", "2027-02-01", "2026-12-01");
  ASSERT_EQ(world.refusal("admin", chain), "accepted");
  Authority authority = world.authority();
  v1::Event overlapping;
  *overlapping.mutable_substitute_assigned() = world.registry_turns().back().events(0).substitute_assigned();
  overlapping.mutable_substitute_assigned()->set_substitution("old");
  *overlapping.mutable_substitute_assigned()->mutable_valid_from() =
      to_timestamp(riga_start_of_day(*parse_date("2026-11-01")));
  authority.apply(overlapping, world.registry_position() + 1);
  // then the second gets nothing by it
  v1::Selector owner;
  owner.set_role(v1::SERVICE_OWNER);
  owner.set_object("srv");
  const AuthorityMoment now{world.moment().time, world.registry_position() + 1};
  EXPECT_TRUE(authority.concerns(owner, PersonId("sub"), now));
  EXPECT_FALSE(authority.concerns(owner, PersonId("silent"), now));
}

TEST(Substitution, EndsBeforeItsTimeWhenToldTo) {
  World world;
  v1::CommandBody end;
  end.mutable_end_substitution()->set_substitution("substitution_none");
  EXPECT_EQ(world.refusal("ps", end), "role_not_held");
  EXPECT_EQ(world.refusal("admin", end), "substitution_not_found");
  ASSERT_EQ(world.refusal("admin", substitute("ps", "sub")), "accepted");
  end.mutable_end_substitution()->set_substitution(last_substitution(world));
  EXPECT_EQ(world.refusal("sub", raise_need()), "accepted");
  ASSERT_EQ(world.refusal("admin", end), "accepted");
  EXPECT_EQ(world.refusal("sub", raise_need()), "role_not_held");
  EXPECT_EQ(world.refusal("admin", end), "substitution_not_found") << "it has ended";
  EXPECT_EQ(world.refusal("admin", substitute("ps", "silent")), "accepted") << "the place is free";
}

TEST(Substitution, CoversWhatThePersonWasNamedForAndNotReadingForThem) {
  // given a drafter and an addressee who are away
  World world;
  ASSERT_EQ(world.refusal("admin", substitute("drafter", "sub")), "accepted");
  ASSERT_EQ(world.refusal("admin", substitute("user", "silent")), "accepted");
  const std::string act = world.drafted_act();
  // when the substitute writes the next version
  v1::CommandBody back;
  for (const v1::TaskState& task : world.state(act).tasks()) {
    if (task.key() == "review_draft") back.mutable_complete_task()->set_task(task_id(act, task.task()));
  }
  back.mutable_complete_task()->set_outcome("return");
  ASSERT_EQ(world.refusal("ps", back), "accepted");
  EXPECT_THAT(world.inbox("sub"), Contains("write_draft"));
  ASSERT_EQ(world.refusal("sub", draft(act)), "accepted");
  // then it is theirs, for the drafter
  const v1::DraftState& written = world.state(act).preparation().drafts(1);
  EXPECT_EQ(written.author(), "sub");
  EXPECT_EQ(written.on_behalf_of(), "drafter");
  EXPECT_EQ(world.last_turn().role_held(), v1::DRAFTER);
  // and nobody acknowledges for another
  const std::string in_force = world.act_in_force();
  v1::CommandBody acknowledge;
  acknowledge.mutable_acknowledge_act()->set_act(in_force);
  EXPECT_EQ(world.refusal("silent", acknowledge), "role_not_held");
  EXPECT_EQ(world.refusal("user", acknowledge), "accepted");
}

TEST(Substitution, IsNamedByTheCommandWhenTheActorHasARightOfTheirOwn) {
  // given two givers of opinions, one of whom stands in for the other
  World world;
  ASSERT_EQ(world.refusal("admin", substitute("legal", "silent")), "accepted");
  const std::string act = world.ready_act();
  v1::CommandBody request;
  request.mutable_request_opinions()->set_case_id(act);
  request.mutable_request_opinions()->add_givers("legal");
  request.mutable_request_opinions()->add_givers("silent");
  ASSERT_EQ(world.refusal("ipks", request), "accepted");
  v1::CommandBody opinion;
  opinion.mutable_give_opinion()->set_case_id(act);
  opinion.mutable_give_opinion()->set_result(v1::AGREED);
  // when, then: the own right comes first, another's when it is asked for
  EXPECT_EQ(world.refusal_for("silent", "ps", opinion), "not_a_substitute");
  EXPECT_EQ(world.refusal_for("user", "legal", opinion), "not_a_substitute");
  ASSERT_EQ(world.refusal("silent", opinion), "accepted");
  EXPECT_EQ(world.last_turn().on_behalf_of(), "");
  EXPECT_EQ(world.refusal("silent", opinion), "opinion_not_awaited");
  ASSERT_EQ(world.refusal_for("silent", "legal", opinion), "accepted");
  EXPECT_EQ(world.last_turn().on_behalf_of(), "legal");
  EXPECT_EQ(world.state(act).preparation().opinions(0).giver(), "legal");
  EXPECT_TRUE(world.is_in(act, "ready_for_adoption"));
}

TEST(Substitution, OfAnAdministratorKeepsTheRegistry) {
  World world;
  v1::CommandBody person;
  person.mutable_register_person()->set_person("new");
  EXPECT_EQ(world.refusal("sub", person), "role_not_held");
  ASSERT_EQ(world.refusal("admin", of_role(substitute("admin", "sub"), v1::ADMINISTRATOR, "inst")), "accepted");
  EXPECT_EQ(world.refusal_for("sub", "sub", person), "role_not_held") << "not by own right";
  EXPECT_EQ(world.refusal_for("sub", "ps", person), "not_a_substitute");
  ASSERT_EQ(world.refusal("sub", person), "accepted");
  EXPECT_EQ(world.registry_turns().back().on_behalf_of(), "admin");
  EXPECT_EQ(world.registry_turns().back().role_held(), v1::ADMINISTRATOR);
}

v1::CommandBody migrate(const std::string& act) {
  v1::CommandBody body;
  body.mutable_migrate_case()->set_case_id(act);
  body.mutable_migrate_case()->set_plan("{}");
  return body;
}

Capacity capacity_to_migrate(const World& world, const std::string& act, const std::string& person,
                             const std::string& on_behalf_of = {}) {
  constexpr Part kParts[] = {Part::kCoordinator};
  const PersonId actor(person);
  const PersonId principal(on_behalf_of);
  const Result<Capacity> capacity = authorise_with_administrator(world.authority(), world.moment(), {actor, principal},
                                                                 kParts, world.state(act), "migrate-case");
  return capacity ? *capacity : Capacity{};
}

TEST(Substitution, OfAnAdministratorComesAfterThePartOnesOwnRightGives) {
  // given the coordinator of an act, who also stands in for the administrator
  World world;
  const std::string act = world.planned_act();
  ASSERT_EQ(world.refusal("admin", substitute("admin", "ipks")), "accepted");
  ASSERT_EQ(world.refusal("admin", substitute("irks", "sub")), "accepted");
  // then each acts in the nearest capacity, or in the one they name
  EXPECT_EQ(capacity_to_migrate(world, act, "admin").role, v1::ADMINISTRATOR);
  EXPECT_EQ(capacity_to_migrate(world, act, "admin").on_behalf_of.str(), "");
  EXPECT_EQ(capacity_to_migrate(world, act, "ipks").role, v1::SERVICE_SET_OWNER);
  EXPECT_EQ(capacity_to_migrate(world, act, "ipks").on_behalf_of.str(), "");
  EXPECT_EQ(capacity_to_migrate(world, act, "ipks", "admin").role, v1::ADMINISTRATOR);
  EXPECT_EQ(capacity_to_migrate(world, act, "ipks", "admin").on_behalf_of.str(), "admin");
  // and who has none is told what there is
  EXPECT_EQ(world.refusal_for("sub", "ps", migrate(act)), "not_a_substitute");
  EXPECT_EQ(world.refusal_for("sub", "irks", migrate(act)), "role_not_held") << "another's coordinator";
  const Result<v1::Reply> reply = world.give("sub", migrate(act));
  ASSERT_FALSE(reply);
  EXPECT_EQ(reply.error().details, (std::vector<std::string>{"service_set_owner, administrator"}));
}

TEST(Substitution, OfAnAdministratorReachesTheCasesOfTheirInstitution) {
  World world;
  const std::string act = world.planned_act();
  EXPECT_EQ(world.refusal("sub", migrate(act)), "role_not_held");
  ASSERT_EQ(world.refusal("admin", of_role(substitute("admin", "sub"), v1::ADMINISTRATOR, "inst")), "accepted");
  EXPECT_EQ(world.refusal("sub", migrate(act)), "migration_plan_invalid") << "allowed, were there a plan";
  EXPECT_EQ(capacity_to_migrate(world, act, "sub").role, v1::ADMINISTRATOR);
  EXPECT_EQ(capacity_to_migrate(world, act, "sub").on_behalf_of.str(), "admin");
  world.pass_to("2026-12-01");
  EXPECT_EQ(world.refusal("sub", migrate(act)), "role_not_held") << "it came back by itself";
}

TEST(Substitution, TellsBothPeople) {
  World world;
  ASSERT_EQ(world.refusal("admin", substitute("ps", "sub")), "accepted");
  for (const char* person : {"ps", "sub", "admin", "audit"}) {
    EXPECT_TRUE(entitled(world.authority(), PersonId(person), world.registry_turns().back())) << person;
  }
  EXPECT_FALSE(entitled(world.authority(), PersonId("user"), world.registry_turns().back()));
}

TEST(DelegateTask, RecordsForWhomItIsDone) {
  // given the review of a draft, delegated twice
  World world;
  const std::string act = world.drafted_act();
  v1::CommandBody delegate;
  v1::CommandBody review;
  for (const v1::TaskState& task : world.state(act).tasks()) {
    if (task.key() == "review_draft") delegate.mutable_delegate_task()->set_task(task_id(act, task.task()));
  }
  review.mutable_complete_task()->set_task(delegate.delegate_task().task());
  review.mutable_complete_task()->set_outcome("accept");
  delegate.mutable_delegate_task()->set_person("silent");
  delegate.mutable_delegate_task()->set_reason("komandējums");
  ASSERT_EQ(world.refusal("ps", delegate), "accepted");
  delegate.mutable_delegate_task()->set_person("legal");
  ASSERT_EQ(world.refusal("silent", delegate), "accepted");
  // when the last one does it
  EXPECT_EQ(world.refusal_for("legal", "silent", review), "task_not_yours") << "the first one gave it";
  ASSERT_EQ(world.refusal("legal", review), "accepted");
  // then it is done for the one whose task it was
  EXPECT_EQ(world.last_turn().actor(), "legal");
  EXPECT_EQ(world.last_turn().on_behalf_of(), "ps");
  EXPECT_EQ(world.last_turn().role_held(), v1::SERVICE_OWNER);
}

TEST(DelegateTask, GivesTheRightOfThatTaskAloneToTheDelegatesSubstituteToo) {
  World world;
  const std::string act = world.drafted_act();
  v1::CommandBody delegate;
  for (const v1::TaskState& task : world.state(act).tasks()) {
    if (task.key() == "review_draft") delegate.mutable_delegate_task()->set_task(task_id(act, task.task()));
  }
  delegate.mutable_delegate_task()->set_person("silent");
  delegate.mutable_delegate_task()->set_reason("komandējums");
  ASSERT_EQ(world.refusal("ps", delegate), "accepted");
  ASSERT_EQ(world.refusal("admin", substitute("silent", "sub")), "accepted");
  v1::CommandBody review;
  review.mutable_complete_task()->set_task(delegate.delegate_task().task());
  review.mutable_complete_task()->set_outcome("accept");
  EXPECT_EQ(world.refusal("sub", raise_need()), "role_not_held") << "only the task was delegated";
  ASSERT_EQ(world.refusal("sub", review), "accepted");
  EXPECT_EQ(world.last_turn().on_behalf_of(), "silent");
}

}  // namespace
}  // namespace norma::acts
