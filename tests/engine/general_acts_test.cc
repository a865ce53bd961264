#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "engine/acts/general_acts.h"
#include "tests/engine/general_act_world.h"

namespace norma::acts {
namespace {

using testing::ElementsAre;

std::vector<std::string> paragraphs_of(const GeneralActVersion& version) {
  std::vector<std::string> paragraphs;
  for (const auto& one : version.requirements) paragraphs.push_back(one.paragraph());
  return paragraphs;
}

TEST(ConcernsParagraph, GoesByTheNumbering) {
  struct Row {
    std::string_view changed;
    std::string_view cited;
    bool concerns;
  };
  const std::vector<Row> rows = {
      {"*", "p1", true},           {"p12", "p12", true},          {"p12.1", "p12", true},  // A part of it changed.
      {"p12", "p12.1", false},                                    // Its own text alone changed.
      {"p12/*", "p12.1", true},    {"p12/*", "p12/k1", true},     {"p12/*", "p12", true},
      {"p12/*", "p120", false},    {"p12/*", "p12^1", false},     {"p1", "p12", false},
      {"p12/k1", "p12/k2", false}, {"a72/d1/k1", "a72/d1", true}, {"a72/d1/k1", "a72", true},
      {"x1/p2", "p2", false},
  };
  for (const Row& row : rows) {
    EXPECT_EQ(concerns_paragraph(row.changed, row.cited), row.concerns) << row.changed << " " << row.cited;
  }
}

TEST(RegisterGeneralActVersion, IsForAdministratorsAndOwnersOfASet) {
  World world;
  for (const char* person : {"ps", "rs", "head", "drafter"}) {
    EXPECT_EQ(world.refusal(person, version_of_399("2026-01-01", {"p1"})), "role_not_held") << person;
  }
  EXPECT_EQ(world.refusal("audit", version_of_399("2026-01-01", {"p1"})), "read_only_role");
  EXPECT_EQ(world.refusal("ipks", version_of_399("2026-01-01", {"p1"})), "accepted");
  EXPECT_EQ(world.last_turn().role_held(), v1::SERVICE_SET_OWNER);
  EXPECT_EQ(world.refusal("irks", version_of_399("2026-01-02", {})), "accepted");
  EXPECT_EQ(world.refusal("admin", version_of_399("2026-01-03", {})), "accepted");
  v1::CommandBody other;
  other.mutable_register_person()->set_person("someone");
  EXPECT_EQ(world.refusal("ipks", other), "role_not_held") << "nothing else of the registry is theirs";
}

TEST(RegisterGeneralActVersion, MayBeGivenByTheSubstituteOfAnOwnerOfASet) {
  World world;
  v1::CommandBody away;
  away.mutable_assign_substitute()->set_person("ipks");
  away.mutable_assign_substitute()->set_substitute("sub");
  away.mutable_assign_substitute()->set_valid_until("2026-12-01");
  ASSERT_EQ(world.refusal("admin", away), "accepted");
  EXPECT_EQ(world.refusal("sub", version_of_399("2026-01-01", {"p1"})), "accepted");
  EXPECT_EQ(world.last_turn().on_behalf_of(), "ipks");
}

TEST(RegisterGeneralActVersion, ChecksReasonsInThisOrder) {
  World world;
  ASSERT_EQ(world.refusal("admin", version_of_399("2017-07-04", {"p1", "p2"})), "accepted");
  v1::CommandBody body = version_of_399("2017-07-04", {""}, {"*/p1"});
  v1::RegisterGeneralActVersion& version = *body.mutable_register_general_act_version();
  version.set_general_act("MK-1");
  version.add_dropped("p9");
  version.add_scales(v1::SCALE_UNSPECIFIED);
  EXPECT_EQ(refusal_about(world, "admin", body), about("missing_field", "requirements.paragraph"));
  version.mutable_requirements(0)->set_paragraph("p3/*");
  EXPECT_EQ(refusal_about(world, "admin", body), about("invalid_field", "requirements.paragraph"));
  version.mutable_requirements(0)->set_paragraph("p3");
  EXPECT_EQ(refusal_about(world, "admin", body), about("invalid_field", "changed"));
  version.set_changed(0, "p1/*");
  EXPECT_EQ(refusal_about(world, "admin", body), about("invalid_field", "scales"));
  version.set_scales(0, v1::SERVICE_SCALE);
  EXPECT_EQ(refusal_about(world, "admin", body), about("reference_unknown", "general-acts"));
  version.set_general_act("MK-399");
  EXPECT_EQ(refusal_about(world, "admin", body), about("general_act_version_exists", "MK-399"));
  version.set_version_on("2017-07-03");
  EXPECT_EQ(refusal_about(world, "admin", body), about("general_act_version_not_newer", "2017-07-03"));
  version.set_version_on("2026-05-01");
  EXPECT_EQ(refusal_about(world, "admin", body), about("requirement_unknown", "MK-399"));
  version.set_dropped(0, "p2");
  v1::CommandBody many = body;
  for (int i = 100; i < 2100; ++i) {
    many.mutable_register_general_act_version()->add_requirements()->set_paragraph("p" + std::to_string(i));
  }
  EXPECT_EQ(refusal_about(world, "admin", many), about("limit_exceeded", "requirements"));
  EXPECT_EQ(refusal_about(world, "admin", body), "accepted");
}

TEST(RegisterGeneralActVersion, CarriesWhatGoesOnAndTellsWhatChanged) {
  // given
  World world;
  v1::CommandBody first = version_of_399("2017-07-04", {"p2", "p1"});
  first.mutable_register_general_act_version()->mutable_requirements(1)->set_note("uzskaita pakalpojumus");
  first.mutable_register_general_act_version()->add_scales(v1::SERVICE_SCALE);
  ASSERT_EQ(world.refusal("admin", first), "accepted");
  EXPECT_TRUE(world.registers().general_acts.awaiting_suspects().empty()) << "nobody can have cited it before";
  // when
  v1::CommandBody second = version_of_399("2026-05-01", {"p3"}, {"p1"});
  second.mutable_register_general_act_version()->add_dropped("p2");
  ASSERT_EQ(world.refusal("admin", second), "accepted");
  // then
  const GeneralAct& act = *world.registers().general_acts.find("MK-399");
  ASSERT_EQ(act.versions.size(), 2U);
  EXPECT_THAT(paragraphs_of(act.versions[0]), ElementsAre("p1", "p2"));
  EXPECT_THAT(paragraphs_of(act.versions[1]), ElementsAre("p1", "p3"));
  EXPECT_EQ(world.text(act.versions[1].requirements[0].note()), "uzskaita pakalpojumus");
  EXPECT_THAT(act.versions[1].changed, ElementsAre("p1", "p2", "p3")) << "what was dropped and what is new, too";
  EXPECT_THAT(act.versions[1].scales, ElementsAre(v1::SERVICE_SCALE));
  EXPECT_EQ(act.versions[1].previous_on, "2017-07-04");
  EXPECT_EQ(act.on("2017-07-03"), nullptr);
  EXPECT_EQ(act.on("2026-04-30")->version_on, "2017-07-04");
  EXPECT_EQ(act.on("2026-05-01")->version_on, "2026-05-01");
  ASSERT_EQ(world.registers().general_acts.awaiting_suspects().size(), 1U);
  EXPECT_EQ(world.registers().general_acts.awaiting_suspects()[0].revision, world.registry_position());
}

TEST(CompleteSuspects, EndsTheMarkingOfOneVersion) {
  World world;
  ASSERT_EQ(world.refusal("admin", version_of_399("2017-07-04", {"p1"})), "accepted");
  ASSERT_EQ(world.refusal("admin", version_of_399("2026-05-01", {}, {"p1"})), "accepted");
  v1::CommandBody body;
  v1::CompleteSuspects& complete = *body.mutable_complete_suspects();
  complete.set_general_act("MK-399");
  complete.set_version_on("2026-05-01");
  complete.set_revision(1);
  complete.set_acts(7);
  complete.set_unwatched(2);
  EXPECT_EQ(world.refusal_by_service(body), "general_act_version_unknown") << "another revision";
  complete.set_revision(world.registry_position());
  EXPECT_EQ(world.refusal_by_service(body), "accepted");
  const GeneralActVersion& version = world.registers().general_acts.find("MK-399")->versions[1];
  EXPECT_TRUE(version.suspects_completed);
  EXPECT_EQ(version.marked, 7U);
  EXPECT_EQ(version.unwatched, 2U);
  EXPECT_TRUE(world.registers().general_acts.awaiting_suspects().empty());
}

}  // namespace
}  // namespace norma::acts
