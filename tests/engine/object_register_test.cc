#include "engine/acts/object_register.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "engine/acts/policy.h"
#include "tests/engine/acts_world.h"

namespace norma::acts {
namespace {

using testing::ElementsAre;

v1::CommandBody institution(const std::string& id, const std::string& higher = {}) {
  v1::CommandBody body;
  body.mutable_register_institution()->set_institution(id);
  body.mutable_register_institution()->set_name_lv("Iestāde " + id);
  body.mutable_register_institution()->set_name_en("Institution " + id);
  body.mutable_register_institution()->set_higher(higher);
  return body;
}

v1::CommandBody service(const std::string& id, const std::string& of) {
  v1::CommandBody body;
  body.mutable_register_service()->set_service(id);
  body.mutable_register_service()->set_institution(of);
  body.mutable_register_service()->set_name_lv("Pakalpojums " + id);
  body.mutable_register_service()->set_name_en("Service " + id);
  return body;
}

v1::CommandBody resource(const std::string& id, const std::string& of) {
  v1::CommandBody body;
  body.mutable_register_resource()->set_resource(id);
  body.mutable_register_resource()->set_institution(of);
  body.mutable_register_resource()->set_name_lv("Resurss " + id);
  body.mutable_register_resource()->set_name_en("Resource " + id);
  return body;
}

v1::CommandBody change_service(const std::string& id, const std::string& name = {}, const std::string& on = {}) {
  v1::CommandBody body;
  body.mutable_change_service()->set_service(id);
  body.mutable_change_service()->set_name_lv(name);
  body.mutable_change_service()->set_effective_on(on);
  return body;
}

v1::CommandBody liquidate(const std::string& id, const std::string& on = {}) {
  v1::CommandBody body;
  body.mutable_liquidate_service()->set_service(id);
  body.mutable_liquidate_service()->set_ended_on(on);
  body.mutable_liquidate_service()->set_reason("pakalpojumu vairs nesniedz");
  return body;
}

v1::ExternalIdentifier identifier(const std::string& name, const std::string& value, const std::string& checked = {}) {
  v1::ExternalIdentifier external;
  external.set_register_name(name);
  external.set_identifier(value);
  external.set_checked_on(checked);
  return external;
}

std::string name_on(const World& world, const std::string& object, const std::string& date) {
  return world.registers().objects.find(object)->on(date).name_lv.hash();
}

class ObjectRegisterTest : public testing::Test {
 protected:
  ObjectRegisterTest() { world.assign("head", v1::ADMINISTRATOR, "*"); }

  World world;
};

TEST_F(ObjectRegisterTest, RegistersOncePerIdAndOnlyAtAnInstitutionThatGoesOn) {
  EXPECT_EQ(world.refusal("ps", service("srv2", "nowhere")), "role_not_held");
  EXPECT_EQ(world.refusal("admin", institution("new")), "role_not_held") << "nobody administers it yet";
  EXPECT_EQ(world.refusal("head", institution("new")), "accepted");
  EXPECT_EQ(world.refusal("head", institution("new")), "object_exists");
  EXPECT_EQ(world.refusal("head", service("new", "nowhere")), "object_exists") << "ids are of all kinds together";
  EXPECT_EQ(world.refusal("head", service("srv2", "nowhere")), "object_unknown");
  EXPECT_EQ(world.refusal("head", service("srv2", "srv")), "object_kind_mismatch");
  v1::CommandBody ended;
  ended.mutable_reorganise_institution()->set_institution("new");
  ended.mutable_reorganise_institution()->set_reason("pievienota");
  ASSERT_EQ(world.refusal("head", ended), "accepted");
  EXPECT_EQ(world.refusal("head", service("srv2", "new")), "object_ended");
  EXPECT_EQ(world.refusal("head", service("srv2", "inst")), "accepted");
  EXPECT_EQ(world.refusal("head", resource("res2", "inst")), "accepted");
  EXPECT_EQ(world.registers().objects.find("srv2")->institution, "inst");
  EXPECT_EQ(world.registers().objects.of_kind(v1::RESOURCE_OBJECT).size(), 2U);
}

TEST_F(ObjectRegisterTest, KeepsExternalIdentifiersApartAndSaysWhenTheyWereChecked) {
  v1::CommandBody body = service("srv2", "inst");
  auto& identifiers = *body.mutable_register_service()->mutable_identifiers();
  *identifiers.Add() = identifier("", "4412");
  EXPECT_EQ(world.refusal("admin", body), "missing_field");
  *identifiers.Mutable(0) = identifier("Pakalpojumu reģistrs", "");
  EXPECT_EQ(world.refusal("admin", body), "missing_field");
  *identifiers.Mutable(0) = identifier("Pakalpojumu reģistrs", "4412", "2026-11-03");
  EXPECT_EQ(world.refusal("admin", body), "invalid_field") << "checked tomorrow";
  *identifiers.Mutable(0) = identifier("Pakalpojumu reģistrs", "4412", "2026-11-02");
  *identifiers.Add() = identifier("Pakalpojumu reģistrs", "4413");
  EXPECT_EQ(world.refusal("admin", body), "invalid_field") << "one register, one identifier";
  identifiers.RemoveLast();
  ASSERT_EQ(world.refusal("admin", body), "accepted");
  // another service cannot have it, not even after a change elsewhere
  v1::CommandBody other = service("srv3", "inst");
  *other.mutable_register_service()->add_identifiers() = identifier("Pakalpojumu reģistrs", "4412");
  EXPECT_EQ(world.refusal("admin", other), "identifier_taken");
  v1::CommandBody changed = change_service("srv2");
  *changed.mutable_change_service()->add_identifiers() = identifier("Pakalpojumu reģistrs", "5512", "2026-11-01");
  *changed.mutable_change_service()->add_identifiers() = identifier("Resursu reģistrs", "7");
  ASSERT_EQ(world.refusal("admin", changed), "accepted");
  EXPECT_EQ(world.refusal("admin", other), "accepted") << "it is free now";
  const ObjectRegister& objects = world.registers().objects;
  EXPECT_EQ(objects.identified("Pakalpojumu reģistrs", "5512")->id, "srv2");
  EXPECT_EQ(objects.identified("Resursu reģistrs", "7")->id, "srv2");
  EXPECT_EQ(objects.identified("Pakalpojumu reģistrs", "4412")->id, "srv3");
  EXPECT_EQ(objects.identified("Pakalpojumu reģistrs", "1"), nullptr);
  EXPECT_EQ(objects.find("srv2")->on("2026-11-02").identifiers.front().checked_on(), "2026-11-01");
}

TEST_F(ObjectRegisterTest, CallsAnObjectByTheNameOfTheDay) {
  // given a service renamed from 1 January, recorded before, and once more with effect before that
  v1::CommandBody body = service("srv2", "inst");
  body.mutable_register_service()->set_effective_on("2020-01-01");
  ASSERT_EQ(world.refusal("admin", body), "accepted");
  const std::string first = name_on(world, "srv2", "2026-11-02");
  ASSERT_EQ(world.refusal("admin", change_service("srv2", "Jaunais nosaukums", "2027-01-01")), "accepted");
  ASSERT_EQ(world.refusal("admin", change_service("srv2", "Starpnosaukums", "2026-12-01")), "accepted");
  // then
  EXPECT_EQ(name_on(world, "srv2", "2019-01-01"), first) << "before everything: the first";
  EXPECT_EQ(name_on(world, "srv2", "2026-11-30"), first);
  const std::string between = name_on(world, "srv2", "2026-12-01");
  EXPECT_NE(between, first);
  EXPECT_EQ(name_on(world, "srv2", "2026-12-31"), between);
  EXPECT_NE(name_on(world, "srv2", "2027-01-01"), between);
  EXPECT_EQ(world.registers().objects.find("srv2")->on("2027-01-01").name_en.hash(),
            world.registers().objects.find("srv2")->on("2026-11-02").name_en.hash())
      << "what was not given stays";
}

TEST_F(ObjectRegisterTest, RefusesChangesOfWhatIsNotThereOrIsOver) {
  EXPECT_EQ(world.refusal("ps", change_service("nowhere", "x")), "role_not_held");
  EXPECT_EQ(world.refusal("admin", change_service("nowhere", "x")), "object_unknown") << "any administrator learns it";
  EXPECT_EQ(world.refusal("head", change_service("nowhere", "x")), "object_unknown");
  EXPECT_EQ(world.refusal("head", change_service("res", "x")), "object_kind_mismatch");
  EXPECT_EQ(world.refusal("head", liquidate("res")), "object_kind_mismatch");
  ASSERT_EQ(world.refusal("head", service("srv2", "inst")), "accepted");
  ASSERT_EQ(world.refusal("head", liquidate("srv2", "2026-12-01")), "accepted");
  EXPECT_EQ(world.refusal("head", change_service("srv2", "x")), "accepted") << "it goes on until then";
  EXPECT_EQ(world.refusal("head", liquidate("srv2")), "object_ended") << "once";
  world.pass_to("2026-12-01");
  EXPECT_EQ(world.refusal("head", change_service("srv2", "x")), "object_ended");
  v1::CommandBody resource_change;
  resource_change.mutable_change_resource()->set_resource("res");
  resource_change.mutable_change_resource()->set_name_lv("cits");
  EXPECT_EQ(world.refusal("head", resource_change), "accepted");
  v1::CommandBody resource_end;
  resource_end.mutable_liquidate_resource()->set_resource("res");
  resource_end.mutable_liquidate_resource()->set_reason("norakstīts");
  EXPECT_EQ(world.refusal("head", resource_end), "accepted");
}

TEST_F(ObjectRegisterTest, PutsInstitutionsAboveEachOtherWithoutACircle) {
  ASSERT_EQ(world.refusal("head", institution("ministry")), "accepted");
  EXPECT_EQ(world.refusal("head", institution("agency", "nowhere")), "object_unknown");
  EXPECT_EQ(world.refusal("head", institution("agency", "srv")), "object_kind_mismatch");
  ASSERT_EQ(world.refusal("head", institution("agency", "ministry")), "accepted");
  ASSERT_EQ(world.refusal("head", institution("office", "agency")), "accepted");
  v1::CommandBody circle;
  circle.mutable_change_institution()->set_institution("ministry");
  circle.mutable_change_institution()->set_higher("office");
  EXPECT_EQ(world.refusal("head", circle), "higher_in_circle");
  circle.mutable_change_institution()->set_higher("ministry");
  EXPECT_EQ(world.refusal("head", circle), "higher_in_circle");
  circle.mutable_change_institution()->set_higher("inst");
  EXPECT_EQ(world.refusal("head", circle), "accepted");
  EXPECT_TRUE(world.registers().objects.is_above("inst", "office"));
  EXPECT_FALSE(world.registers().objects.is_above("office", "inst"));
}

TEST_F(ObjectRegisterTest, ReorganisesAnInstitutionIntoOneThatGoesOn) {
  ASSERT_EQ(world.refusal("head", institution("old")), "accepted");
  v1::CommandBody body;
  v1::ReorganiseInstitution& command = *body.mutable_reorganise_institution();
  command.set_institution("old");
  command.set_reason("pievieno");
  command.set_successor("nowhere");
  EXPECT_EQ(world.refusal("head", body), "object_unknown");
  command.set_successor("srv");
  EXPECT_EQ(world.refusal("head", body), "object_kind_mismatch");
  command.set_successor("old");
  EXPECT_EQ(world.refusal("head", body), "invalid_field");
  command.set_successor("inst");
  EXPECT_EQ(world.refusal("head", body), "accepted");
  EXPECT_EQ(world.registers().objects.find("old")->successor, "inst");
}

TEST_F(ObjectRegisterTest, TellsTheOwnerAndTheCoordinatorOfAnObject) {
  ASSERT_EQ(world.refusal("head", liquidate("srv")), "accepted");
  const v1::Turn& turn = world.registry_turns().back();
  for (const char* person : {"ps", "ipks", "audit", "head"}) {
    EXPECT_TRUE(entitled(world.authority(), PersonId(person), turn)) << person;
  }
  for (const char* person : {"irks", "rs", "user"}) {
    EXPECT_FALSE(entitled(world.authority(), PersonId(person), turn)) << person;
  }
}

TEST_F(ObjectRegisterTest, TakesNoNewNeedOrActAboutAnObjectThatEnded) {
  // given a need decided for a new act before the service ended
  const std::string need = world.need_for_new_act();
  ASSERT_EQ(world.refusal("head", liquidate("srv", "2026-11-02")), "accepted");
  v1::CommandBody plan;
  plan.mutable_plan_act()->set_need(need);
  plan.mutable_plan_act()->set_title("Kārtība");
  plan.mutable_plan_act()->set_kind(v1::INTERNAL_RULES);
  plan.mutable_plan_act()->set_issuer("inst");
  plan.mutable_plan_act()->set_legal_basis("VPIL 72(1)");
  EXPECT_EQ(world.refusal("ps", plan), "object_ended");
  v1::CommandBody raise;
  v1::RaiseNeed& raised = *raise.mutable_raise_need();
  raised.set_scale(v1::SERVICE_SCALE);
  raised.set_object("srv");
  raised.set_institution("inst");
  raised.set_trigger_task("PU2-18");
  raised.set_problem("rinda");
  EXPECT_EQ(world.refusal("ps", raise), "object_ended");
  v1::CommandBody role;
  role.mutable_assign_role()->set_person("sub");
  role.mutable_assign_role()->set_role(v1::ADDRESSEE);
  role.mutable_assign_role()->set_object("srv");
  EXPECT_EQ(world.refusal("admin", role), "object_ended");
}

TEST_F(ObjectRegisterTest, ReviewsAnActWhenItsObjectEnds) {
  // given an act in force at a service that was liquidated
  const std::string act = world.act_in_force();
  ASSERT_EQ(world.refusal("head", liquidate("srv")), "accepted");
  ASSERT_THAT(world.registers().objects.awaiting_reviews(), testing::SizeIs(1));
  v1::CommandBody raise;
  raise.mutable_raise_review_need()->set_act(act);
  raise.mutable_raise_review_need()->set_object("srv");
  raise.mutable_raise_review_need()->set_cause(v1::OBJECT_LIQUIDATED);
  raise.mutable_raise_review_need()->set_ended_on("2026-11-02");
  // when the service raises its review
  ASSERT_EQ(world.refusal_by_service(raise), "accepted");
  // then it is a need like any other, for the owner, which says what it is about
  const std::string need = world.last_turn().reply().created_cases(0);
  EXPECT_EQ(world.state(need).need().review_of(), act);
  EXPECT_EQ(world.state(need).need().review_cause(), v1::OBJECT_LIQUIDATED);
  EXPECT_EQ(world.state(need).need().origin().event(), v1::NeedOrigin::OBJECT_LIQUIDATED);
  EXPECT_EQ(world.state(need).need().origin().reference(), "srv");
  EXPECT_EQ(world.state(need).need().trigger_task(), "PU2-20");
  EXPECT_TRUE(world.is_in(need, "raised"));
  EXPECT_THAT(world.inbox("ps"), testing::Contains("record_inventory"));
  EXPECT_THAT(world.state(act).act().reviews(), ElementsAre(need));
  EXPECT_TRUE(world.state(act).participants_size() > 0);
  for (const v1::ParticipantState& participant : world.state(act).participants()) {
    EXPECT_NE(participant.person(), "system") << "the service is nobody's participant";
  }
  // and when all are raised the object is done with
  v1::CommandBody complete;
  complete.mutable_complete_reviews()->set_object("srv");
  complete.mutable_complete_reviews()->set_acts(1);
  ASSERT_EQ(world.refusal_by_service(complete), "accepted");
  EXPECT_THAT(world.registers().objects.awaiting_reviews(), testing::IsEmpty());
  complete.mutable_complete_reviews()->set_object("nowhere");
  EXPECT_EQ(world.refusal_by_service(complete), "object_unknown");
}

}  // namespace
}  // namespace norma::acts
