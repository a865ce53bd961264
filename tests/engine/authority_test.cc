#include "engine/acts/authority.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/engine/acts_world.h"

namespace norma::acts {
namespace {


v1::CommandBody assign(const std::string& person, v1::Role role, const std::string& object,
                       const std::string& from = {}, const std::string& until = {}) {
  v1::CommandBody body;
  v1::AssignRole& command = *body.mutable_assign_role();
  command.set_person(person);
  command.set_role(role);
  command.set_object(object);
  command.set_valid_from(from);
  command.set_valid_until(until);
  return body;
}

v1::CommandBody revoke(const std::string& person, v1::Role role, const std::string& object) {
  v1::CommandBody body;
  body.mutable_revoke_role()->set_person(person);
  body.mutable_revoke_role()->set_role(role);
  body.mutable_revoke_role()->set_object(object);
  return body;
}

v1::CommandBody register_service(const std::string& service, const std::string& institution) {
  v1::CommandBody body;
  body.mutable_register_service()->set_service(service);
  body.mutable_register_service()->set_institution(institution);
  body.mutable_register_service()->set_name_lv("pakalpojums");
  body.mutable_register_service()->set_name_en("service");
  return body;
}

Instant start_of(const char* date) { return riga_start_of_day(*parse_date(date)); }

TEST(AssignRole, ChecksReasonsInThisOrder) {
  World world;
  ASSERT_EQ(world.refusal("admin", register_service("srv2", "inst")), "accepted");
  v1::CommandBody end;
  end.mutable_liquidate_service()->set_service("srv2");
  end.mutable_liquidate_service()->set_reason("beigts");
  EXPECT_EQ(world.refusal("ipks", assign("nobody", v1::DRAFTER, "nowhere", "2027-01-02", "2027-01-01")),
            "role_not_held");
  EXPECT_EQ(world.refusal("admin", assign("nobody", v1::DRAFTER, "nowhere", "2027-01-02", "2027-01-01")),
            "person_unknown");
  EXPECT_EQ(world.refusal("admin", assign("sub", v1::DRAFTER, "nowhere", "2027-01-02", "2027-01-01")),
            "role_not_assignable");
  EXPECT_EQ(world.refusal("admin", assign("sub", v1::SERVICE_OWNER, "nowhere", "2027-01-02", "2027-01-01")),
            "object_unknown");
  ASSERT_EQ(world.refusal("admin", end), "accepted");
  EXPECT_EQ(world.refusal("admin", assign("sub", v1::RESOURCE_OWNER, "srv2", "2027-01-02", "2027-01-01")),
            "role_scale_mismatch");
  EXPECT_EQ(world.refusal("admin", assign("sub", v1::SERVICE_OWNER, "srv2", "2027-01-02", "2027-01-01")),
            "object_ended");
  EXPECT_EQ(world.refusal("admin", assign("audit", v1::SERVICE_OWNER, "srv", "2027-01-02", "2027-01-01")),
            "invalid_field");
  EXPECT_EQ(world.refusal("admin", assign("audit", v1::SERVICE_OWNER, "srv")), "role_already_held");
  ASSERT_EQ(world.refusal("admin", revoke("ps", v1::SERVICE_OWNER, "srv")), "accepted");
  EXPECT_EQ(world.refusal("admin", assign("audit", v1::SERVICE_OWNER, "srv")), "roles_incompatible");
  EXPECT_EQ(world.refusal("admin", assign("sub", v1::SERVICE_OWNER, "srv")), "accepted");
}

TEST(AssignRole, RefusesTwoOwnersAtOnceAndNamesBoth) {
  World world;
  const Result<v1::Reply> reply = world.give("admin", assign("sub", v1::SERVICE_OWNER, "srv"));
  ASSERT_FALSE(reply);
  EXPECT_EQ(reply.error().reason, Reason::kRoleAlreadyHeld);
  const std::string message = reason_message(reply.error().reason, Language::kEn, reply.error().details);
  EXPECT_EQ(message, "The role service_owner at srv is held by ps at that time; sub cannot hold it too (PU2-6: one "
                     "given person fills a role).");
}

TEST(AssignRole, LetsOwnersFollowEachOtherToTheInstant) {
  // given an owner until 1 March
  World world;
  ASSERT_EQ(world.refusal("admin", register_service("srv2", "inst")), "accepted");
  ASSERT_EQ(world.refusal("admin", assign("ps", v1::SERVICE_OWNER, "srv2", "2026-11-10", "2027-03-01")), "accepted");
  // when others are to come before, between, around and after
  EXPECT_EQ(world.refusal("admin", assign("sub", v1::SERVICE_OWNER, "srv2", "2026-11-03", "2026-11-11")),
            "role_already_held");
  EXPECT_EQ(world.refusal("admin", assign("sub", v1::SERVICE_OWNER, "srv2", "2027-02-28", "2027-03-01")),
            "role_already_held");
  EXPECT_EQ(world.refusal("admin", assign("sub", v1::SERVICE_OWNER, "srv2", "2026-11-03")), "role_already_held");
  EXPECT_EQ(world.refusal("admin", assign("sub", v1::SERVICE_OWNER, "srv2", "2026-11-03", "2026-11-10")), "accepted");
  EXPECT_EQ(world.refusal("admin", assign("drafter", v1::SERVICE_OWNER, "srv2", "2027-03-01")), "accepted");
  // then each instant has one owner
  const auto owners_at = [&](Instant time) {
    std::string owners;
    for (const PersonId& owner : world.authority().holders(v1::SERVICE_OWNER, "srv2", {time, 9999})) owners += owner.str();
    return owners;
  };
  const auto instant = std::chrono::microseconds(1);
  EXPECT_EQ(owners_at(start_of("2026-11-03") - instant), "");
  EXPECT_EQ(owners_at(start_of("2026-11-03")), "sub");
  EXPECT_EQ(owners_at(start_of("2026-11-10") - instant), "sub");
  EXPECT_EQ(owners_at(start_of("2026-11-10")), "ps");
  EXPECT_EQ(owners_at(start_of("2027-03-01") - instant), "ps");
  EXPECT_EQ(owners_at(start_of("2027-03-01")), "drafter");
}

TEST(AssignRole, IsForTheAdministratorOfTheObjectsInstitution) {
  // given another institution with an administrator of its own, and one of all
  World world;
  v1::CommandBody other;
  other.mutable_register_institution()->set_institution("other");
  ASSERT_EQ(world.refusal_by_service(other), "accepted");
  world.assign("legal", v1::ADMINISTRATOR, "other");
  world.assign("silent", v1::ADMINISTRATOR, "*");
  // when, then
  EXPECT_EQ(world.refusal("legal", assign("sub", v1::ADDRESSEE, "srv")), "role_not_held");
  EXPECT_EQ(world.refusal("legal", register_service("srv9", "inst")), "role_not_held");
  EXPECT_EQ(world.refusal("legal", register_service("srv9", "other")), "accepted");
  EXPECT_EQ(world.refusal("admin", assign("sub", v1::ADDRESSEE, "srv9")), "role_not_held");
  EXPECT_EQ(world.refusal("silent", assign("sub", v1::ADDRESSEE, "srv")), "accepted");
  EXPECT_EQ(world.refusal("silent", assign("sub", v1::ADDRESSEE, "srv9")), "accepted");
  EXPECT_EQ(world.refusal("legal", assign("sub", v1::ADMINISTRATOR, "*")), "role_not_held");
}

TEST(RevokeRole, EndsARoleThatIsStillToBeginAndNoneThatIsOver) {
  World world;
  ASSERT_EQ(world.refusal("admin", register_service("srv2", "inst")), "accepted");
  EXPECT_EQ(world.refusal("admin", revoke("sub", v1::SERVICE_OWNER, "srv2")), "role_not_assigned");
  ASSERT_EQ(world.refusal("admin", assign("sub", v1::SERVICE_OWNER, "srv2", "2027-01-01", "2027-02-01")), "accepted");
  EXPECT_EQ(world.refusal("admin", revoke("sub", v1::SERVICE_OWNER, "srv2")), "accepted");
  EXPECT_EQ(world.refusal("admin", revoke("sub", v1::SERVICE_OWNER, "srv2")), "role_not_assigned");
  EXPECT_FALSE(world.authority().holds(PersonId("sub"), v1::SERVICE_OWNER, "srv2", {start_of("2027-01-15"), 9999}));
  // and the place is free again
  EXPECT_EQ(world.refusal("admin", assign("ps", v1::SERVICE_OWNER, "srv2", "2027-01-01")), "accepted");
}

TEST(Authority, AnswersAsOfAnInstantAsWasRecordedByAPosition) {
  // given a role that is taken away on 1 February
  World world;
  ASSERT_EQ(world.refusal("admin", assign("sub", v1::APPROVER, "inst")), "accepted");
  const Position assigned = world.registry_position();
  world.pass_to("2027-02-01");
  ASSERT_EQ(world.refusal("admin", revoke("sub", v1::APPROVER, "inst")), "accepted");
  const Position revoked = world.registry_position();
  const Authority& authority = world.authority();
  const auto held = [&](const char* date, Position position) {
    return authority.holds(PersonId("sub"), v1::APPROVER, "inst", {start_of(date), position});
  };
  // then what was valid and what was known of it are different questions
  EXPECT_FALSE(held("2027-01-15", assigned - 1)) << "not recorded yet";
  EXPECT_TRUE(held("2027-01-15", assigned));
  EXPECT_TRUE(held("2027-01-15", revoked)) << "the past stays";
  EXPECT_TRUE(held("2027-03-01", assigned)) << "the end was not known yet";
  EXPECT_FALSE(held("2027-03-01", revoked));
}

TEST(Registers, AreTheSameWhenTheirTurnsAreFoldedAgain) {
  // given a registry with something of everything
  World world;
  ASSERT_EQ(world.refusal("admin", register_service("srv2", "inst")), "accepted");
  ASSERT_EQ(world.refusal("admin", assign("sub", v1::SERVICE_OWNER, "srv2")), "accepted");
  v1::CommandBody substitute;
  substitute.mutable_assign_substitute()->set_person("ps");
  substitute.mutable_assign_substitute()->set_substitute("silent");
  substitute.mutable_assign_substitute()->set_valid_until("2026-12-01");
  ASSERT_EQ(world.refusal("admin", substitute), "accepted");
  ASSERT_EQ(world.refusal("admin", revoke("sub", v1::SERVICE_OWNER, "srv2")), "accepted");
  v1::CommandBody end;
  end.mutable_liquidate_service()->set_service("srv2");
  end.mutable_liquidate_service()->set_reason("beigts");
  ASSERT_EQ(world.refusal("admin", end), "accepted");
  // when its turns are folded by one that never decided anything
  Registers folded;
  for (const v1::Turn& turn : world.registry_turns()) {
    const v1::Turn read = [&] {
      v1::Turn copy;
      copy.ParseFromString(turn.SerializeAsString());
      return copy;
    }();
    folded.apply(read);
  }
  // then every answer is the same
  const Registers& lived = world.registers();
  for (int kind = v1::ReferenceKind_MIN; kind <= v1::ReferenceKind_MAX; ++kind) {
    const auto mine = folded.reference.list(static_cast<v1::ReferenceKind>(kind), Instant::max());
    const auto theirs = lived.reference.list(static_cast<v1::ReferenceKind>(kind), Instant::max());
    ASSERT_EQ(mine.size(), theirs.size());
    for (std::size_t i = 0; i < mine.size(); ++i) {
      EXPECT_EQ(mine[i]->item.SerializeAsString(), theirs[i]->item.SerializeAsString());
      EXPECT_EQ(mine[i]->position, theirs[i]->position);
    }
  }
  for (const v1::ObjectKind kind : {v1::INSTITUTION_OBJECT, v1::SERVICE_OBJECT, v1::RESOURCE_OBJECT}) {
    EXPECT_EQ(folded.objects.of_kind(kind).size(), lived.objects.of_kind(kind).size());
  }
  EXPECT_EQ(folded.objects.find("srv2")->ended_on, "2026-11-02");
  EXPECT_EQ(folded.objects.awaiting_reviews().size(), 1U);
  const AuthorityMoment moment = world.moment();
  EXPECT_EQ(folded.authority.assignments_of(PersonId("sub")).size(), 1U);
  EXPECT_FALSE(folded.authority.holds(PersonId("sub"), v1::SERVICE_OWNER, "srv2", moment));
  ASSERT_EQ(folded.authority.substitutions_by(PersonId("silent")).size(), 1U);
  EXPECT_EQ(folded.authority.substitutions_by(PersonId("silent"))[0].id,
            lived.authority.substitutions_by(PersonId("silent"))[0].id);
}

}  // namespace
}  // namespace norma::acts
