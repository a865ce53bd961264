#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "engine/acts/policy.h"
#include "tests/engine/acts_world.h"
#include "workflows/embedded.h"

namespace norma::acts {
namespace {

std::string built_in(const std::string& name) {
  for (const workflows::EmbeddedFile& file : workflows::embedded_definitions()) {
    if (file.name == name) return std::string(file.bytes);
  }
  return {};
}

std::string second_version() { return built_in("act.scxml") + "<!-- second -->"; }

TEST(DeployDefinition, KeepsTheDocumentInTheTurn) {
  // given
  World world;
  // when
  ASSERT_EQ(world.deploy("admin", second_version()), "accepted");
  // then
  const v1::DefinitionDeployed& event = world.last_turn().events(0).definition_deployed();
  EXPECT_EQ(event.document(), second_version());
  EXPECT_EQ(event.kind(), v1::ACT);
  EXPECT_EQ(event.hash(), world.definitions().newest(v1::ACT)->hash);
}

TEST(DeployDefinition, LeavesRunningCasesWithTheirs) {
  // given an act on the first version
  World world;
  const std::string old_act = world.planned_act();
  const std::string first = world.state(old_act).definition_hash();
  // when the second is deployed
  ASSERT_EQ(world.deploy("admin", second_version()), "accepted");
  const std::string new_act = world.planned_act();
  // then
  EXPECT_EQ(world.state(old_act).definition_hash(), first);
  EXPECT_NE(world.state(new_act).definition_hash(), first);
  EXPECT_EQ(world.state(new_act).definition_hash(), world.definitions().newest(v1::ACT)->hash);
}

TEST(DeployDefinition, RefusesInOrder) {
  World world;
  world.assign("ps", v1::ADMINISTRATOR, "inst", "2026-10-20");
  const std::string document = second_version();
  // of the person
  EXPECT_EQ(world.deploy("nobody", document), "person_unknown");
  EXPECT_EQ(world.deploy("audit", document), "read_only_role");
  EXPECT_EQ(world.deploy("ps", "<"), "role_expired");
  EXPECT_EQ(world.deploy("ipks", "<"), "role_not_held");
  // of the document
  EXPECT_EQ(world.deploy("admin", std::string(300 * 1024, ' ')), "limit_exceeded");
  EXPECT_EQ(world.deploy("admin", "<"), "definition_invalid");
  EXPECT_EQ(world.deploy("admin", built_in("act.scxml")), "definition_current");
  EXPECT_EQ(world.deploy("admin", document), "accepted");
  EXPECT_EQ(world.deploy("admin", document), "definition_current");
}

TEST(DeployDefinition, NamesThePlaceOfTheFirstFault) {
  World world;
  v1::CommandBody body;
  body.mutable_deploy_definition()->set_document(
      "<scxml xmlns='http://www.w3.org/2005/07/scxml' version='1.0' name='need'>\n<state id='a'/>\n<state id='b'/></scxml>");
  const Result<v1::Reply> refused = world.give("admin", body);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().reason, Reason::kDefinitionInvalid);
  EXPECT_THAT(refused.error().details, testing::ElementsAre(testing::StartsWith("3:1: ")));
}

TEST(DeployDefinition, BringsAnOlderOneBack) {
  World world;
  ASSERT_EQ(world.deploy("admin", second_version()), "accepted");
  EXPECT_EQ(world.deploy("admin", built_in("act.scxml")), "accepted");
  EXPECT_EQ(world.state(world.planned_act()).definition_hash(), world.definitions().newest(v1::ACT)->hash);
}

TEST(DeployDefinition, ConcernsNobodyButAuditorsAndTheOneWhoDidIt) {
  World world;
  ASSERT_EQ(world.deploy("admin", second_version()), "accepted");
  EXPECT_TRUE(entitled(world.authority(), PersonId("admin"), world.last_turn()));
  EXPECT_TRUE(entitled(world.authority(), PersonId("audit"), world.last_turn()));
  EXPECT_FALSE(entitled(world.authority(), PersonId("ps"), world.last_turn()));
}

}  // namespace
}  // namespace norma::acts
