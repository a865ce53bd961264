#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "engine/acts/alignment_facts.h"
#include "tests/engine/general_act_world.h"

namespace norma::acts {
namespace {

v1::CaseState& edit(World& world, const std::string& case_id) { return **world.edit_case(case_id); }

v1::CommandBody adopt(const std::string& act) {
  v1::CommandBody body;
  body.mutable_adopt_act()->set_case_id(act);
  body.mutable_adopt_act()->set_number("1");
  return body;
}

void mark_under_revision(World& world, v1::Flag value) {
  v1::CommandBody body;
  v1::ChangeReferenceItem& change = *body.mutable_change_reference_item();
  change.set_kind(v1::GENERAL_ACT_ITEM);
  change.set_code("MK-399");
  change.add_flags()->set_name("under_revision");
  change.mutable_flags(0)->set_value(value);
  change.set_reason("VARAM pārstrādā");
  ASSERT_EQ(world.refusal("admin", body), "accepted");
}

TEST(RecordAlignment, ChecksEachVerdictInThisOrder) {
  // given MK-399 with two versions, of which the later holds, and is under revision
  World world;
  ASSERT_EQ(world.refusal("admin", version_of_399("2017-07-04", {"p1", "p2"})), "accepted");
  ASSERT_EQ(world.refusal("admin", version_of_399("2026-05-01", {}, {"p1"})), "accepted");
  const std::string act = world.planned_act();
  v1::CommandBody assign;
  assign.mutable_assign_drafter()->set_case_id(act);
  assign.mutable_assign_drafter()->set_drafter("drafter");
  ASSERT_EQ(world.refusal("ipks", assign), "accepted");
  v1::CommandBody body = alignment_with_399(act, "", {""}, v1::ALIGNMENT_VERDICT_UNSPECIFIED);
  v1::AlignmentRow& row = *body.mutable_record_alignment()->mutable_rows(0);
  row.clear_target();
  row.clear_ground();
  EXPECT_EQ(refusal_about(world, "ps", body), "draft_missing");
  v1::CommandBody draft;
  draft.mutable_submit_draft()->set_case_id(act);
  draft.mutable_submit_draft()->set_text("1. Rinda ir viena.");
  ASSERT_EQ(world.refusal("drafter", draft), "accepted");
  // when one thing after another is mended, then the next is asked for
  EXPECT_EQ(refusal_about(world, "ps", body), about("missing_field", "target"));
  row.set_target("MK-1");
  EXPECT_EQ(refusal_about(world, "ps", body), about("missing_field", "target_version"));
  row.set_target_version("2020-01-01");
  EXPECT_EQ(refusal_about(world, "ps", body), about("missing_field", "requirement"));
  row.set_requirement("p9");
  EXPECT_EQ(refusal_about(world, "ps", body), about("missing_field", "verdict"));
  row.set_verdict(v1::AWAITING_CONSULTATION);
  EXPECT_EQ(refusal_about(world, "ps", body), about("reference_unknown", "general-acts"));
  row.set_target("MK-399");
  EXPECT_EQ(refusal_about(world, "ps", body), about("general_act_version_unknown", "MK-399"));
  row.set_target_version("2017-07-04");
  EXPECT_EQ(refusal_about(world, "ps", body), about("general_act_version_outdated", "MK-399"));
  row.set_target_version("2026-05-01");
  EXPECT_EQ(refusal_about(world, "ps", body), about("requirement_unknown", "MK-399"));
  row.set_requirement("p1");
  EXPECT_EQ(refusal_about(world, "ps", body), about("not_under_revision", "MK-399"));
  row.set_verdict(v1::DEVIATION_WITH_GROUND);
  mark_under_revision(world, v1::FLAG_YES);
  EXPECT_EQ(refusal_about(world, "ps", body), about("consultation_missing", "MK-399"));
  body.mutable_record_alignment()->set_consultation("VARAM 2026-11-01 Nr. 1-2/88");
  EXPECT_EQ(refusal_about(world, "ps", body), about("missing_field", "ground"));
  row.set_ground("pārejas noteikumi");
  auto& kept = *edit(world, act).mutable_preparation()->mutable_alignment();
  for (int i = 0; i < 5000; ++i) kept.Add();
  EXPECT_EQ(refusal_about(world, "ps", body), about("limit_exceeded", "alignment"));
  kept.Clear();
  EXPECT_EQ(refusal_about(world, "ps", body), "accepted");
  EXPECT_EQ(world.state(act).preparation().alignment(0).consultation(), "VARAM 2026-11-01 Nr. 1-2/88");
}

TEST(RecordAlignment, TakesHigherInternalActsAsTargets) {
  // given an act in force, and the draft of another act of the same service
  World world;
  const std::string target = world.act_in_force();
  const std::string act = world.drafted_act();
  v1::CommandBody body;
  v1::RecordAlignment& record = *body.mutable_record_alignment();
  record.set_case_id(act);
  record.set_target("act_none");
  record.set_target_version("2020-01-01");
  record.set_requirement("p1");
  record.set_verdict(v1::ALIGNED);
  EXPECT_EQ(refusal_about(world, "ps", body), about("case_not_found", "act_none"));
  record.set_target("act_of_a_need");
  edit(world, "act_of_a_need").set_kind(v1::NEED);
  EXPECT_EQ(refusal_about(world, "ps", body), about("wrong_case_kind", "act_of_a_need"));
  record.set_target(target);
  EXPECT_EQ(refusal_about(world, "ps", body), about("target_not_higher", target)) << "it is of the same service";
  // when it is the act of the whole institution
  edit(world, target).set_scale(v1::INSTITUTION_SCALE);
  EXPECT_EQ(refusal_about(world, "ps", body), about("target_version_unknown", target));
  record.set_target_version(world.state(target).act().wordings(0).commences_on());
  EXPECT_EQ(refusal_about(world, "ps", body), "accepted");
  EXPECT_EQ(world.state(act).preparation().alignment(0).target(), target);
}

TEST(RecordAlignment, TakesTheActsOfAHigherInstitutionAsTargets) {
  World world;
  v1::CommandBody ministry;
  ministry.mutable_register_institution()->set_institution("ministry");
  ASSERT_EQ(world.refusal_by_service(ministry), "accepted");
  v1::CommandBody below;
  below.mutable_change_institution()->set_institution("inst");
  below.mutable_change_institution()->set_higher("ministry");
  ASSERT_EQ(world.refusal("admin", below), "accepted");
  const std::string target = world.act_in_force();
  const std::string act = world.drafted_act();
  edit(world, target).set_institution("elsewhere");
  v1::CommandBody body;
  v1::RecordAlignment& record = *body.mutable_record_alignment();
  record.set_case_id(act);
  record.set_target(target);
  record.set_target_version(world.state(target).act().wordings(0).commences_on());
  record.set_requirement("p1");
  record.set_verdict(v1::ALIGNED);
  EXPECT_EQ(world.refusal("ps", body), "target_not_higher");
  edit(world, target).set_institution("ministry");
  EXPECT_EQ(world.refusal("ps", body), "accepted");
}

TEST(RecordAlignment, IsNotDoneBeforeEveryRequirementHasItsVerdict) {
  // given two requirements that bind acts of services, and one that does not
  World world;
  v1::CommandBody version = version_of_399("2026-05-01", {"p1", "p2"});
  version.mutable_register_general_act_version()->add_scales(v1::SERVICE_SCALE);
  ASSERT_EQ(world.refusal("admin", version), "accepted");
  v1::CommandBody other = version_of_399("2026-05-01", {"p7"});
  other.mutable_register_general_act_version()->set_general_act("MK-402");
  other.mutable_register_general_act_version()->add_scales(v1::INSTITUTION_SCALE);
  ASSERT_EQ(world.refusal("admin", other), "accepted");
  const std::string act = world.drafted_act();
  // when the first is judged
  ASSERT_EQ(world.refusal("ps", alignment_with_399(act, "2026-05-01", {"p1"})), "accepted");
  // then the other is still asked for
  EXPECT_TRUE(world.is_in(act, "checking"));
  EXPECT_EQ(world.state(act).preparation().assessment().unchecked(), 1U);
  EXPECT_EQ(world.state(act).preparation().assessment().first_unchecked(), "MK-399 p2");
  EXPECT_THAT(world.inbox("ps"), testing::Contains("continue_alignment"));
  // when it is judged as well
  ASSERT_EQ(world.refusal("ps", alignment_with_399(act, "2026-05-01", {"p2"}, v1::NOT_APPLICABLE)), "accepted");
  EXPECT_TRUE(world.is_in(act, "aligned"));
}

TEST(RecordAlignment, TakesAllVerdictsOfADraftInOneCommand) {
  World world;
  ASSERT_EQ(world.refusal("admin", version_of_399("2026-05-01", {"p1", "p2", "p3"})), "accepted");
  const std::string act = world.drafted_act();
  v1::CommandBody body = alignment_with_399(act, "2026-05-01", {"p1", "p2"});
  v1::AlignmentRow& deviation = *body.mutable_record_alignment()->add_rows();
  deviation.set_target("MK-399");
  deviation.set_target_version("2026-05-01");
  deviation.set_requirement("p3");
  deviation.set_verdict(v1::DEVIATION_WITH_GROUND);
  deviation.set_ground("pakalpojums nav digitāls");
  ASSERT_EQ(world.refusal("ps", body), "accepted");
  EXPECT_TRUE(world.is_in(act, "deviation_recorded"));
  EXPECT_EQ(alignment_word(world.state(act).preparation()), "deviation");
  EXPECT_EQ(world.text(world.state(act).preparation().alignment(2).ground()), "pakalpojums nav digitāls");
}

TEST(RecordAlignment, WaitsForTheStateLeadInstitutionWhereTheActIsUnderRevision) {
  World world;
  mark_under_revision(world, v1::FLAG_YES);
  const std::string act = world.drafted_act();
  ASSERT_EQ(world.refusal("ps", alignment_with_399(act, "2017-07-04", {"3.1"}, v1::AWAITING_CONSULTATION)), "accepted");
  EXPECT_TRUE(world.is_in(act, "awaiting_varam"));
  EXPECT_EQ(world.refusal("ps", alignment_with_399(act, "2017-07-04", {"3.1"})), "consultation_missing");
  v1::CommandBody answered = alignment_with_399(act, "2017-07-04", {"3.1"});
  answered.mutable_record_alignment()->set_consultation("VARAM atbilde");
  ASSERT_EQ(world.refusal("ps", answered), "accepted");
  EXPECT_TRUE(world.is_in(act, "aligned"));
}

TEST(AdoptAct, AsksForAlignmentWithWhatHoldsNowInThisOrder) {
  // given an act that was ready when its general act had no second version
  World world;
  ASSERT_EQ(world.refusal("admin", version_of_399("2017-07-04", {"3.1"})), "accepted");
  const std::string act = world.ready_act();
  v1::PreparationState& preparation = *edit(world, act).mutable_preparation();
  preparation.mutable_alignment(0)->set_verdict(v1::MISALIGNED);
  EXPECT_EQ(refusal_about(world, "head", adopt(act)), about("misaligned", "MK-399"));
  preparation.mutable_alignment(0)->set_verdict(v1::AWAITING_CONSULTATION);
  EXPECT_EQ(refusal_about(world, "head", adopt(act)), about("awaiting_consultation", "MK-399"));
  preparation.mutable_alignment(0)->set_verdict(v1::ALIGNED);
  const v1::PreparationState aligned = preparation;
  preparation.clear_alignment();
  EXPECT_EQ(refusal_about(world, "head", adopt(act)), "alignment_missing");
  preparation = aligned;
  // when a new version changes what was checked, and adds a requirement
  ASSERT_EQ(world.refusal("admin", version_of_399("2026-05-01", {"3.2"}, {"3.1"})), "accepted");
  EXPECT_EQ(refusal_about(world, "head", adopt(act)), about("alignment_outdated", "MK-399 3.1"));
  preparation.mutable_alignment(0)->set_target_version("2026-05-01");
  EXPECT_EQ(refusal_about(world, "head", adopt(act)), about("alignment_incomplete", "MK-399 3.2"));
  *preparation.add_alignment() = preparation.alignment(0);
  preparation.mutable_alignment(1)->set_requirement("3.2");
  EXPECT_EQ(refusal_about(world, "head", adopt(act)), "accepted");
  // then it cites both
  ASSERT_EQ(world.state(act).act().citations_size(), 2);
  EXPECT_EQ(world.state(act).act().citations(1).requirement(), "3.2");
}

TEST(AdoptAct, AsksNothingOfARetiredGeneralAct) {
  World world;
  ASSERT_EQ(world.refusal("admin", version_of_399("2026-05-01", {"p1"})), "accepted");
  v1::CommandBody retire;
  retire.mutable_retire_reference_item()->set_kind(v1::GENERAL_ACT_ITEM);
  retire.mutable_retire_reference_item()->set_code("MK-399");
  retire.mutable_retire_reference_item()->set_reason("zaudējis spēku");
  ASSERT_EQ(world.refusal("admin", retire), "accepted");
  const std::string act = world.drafted_act();
  v1::CommandBody body = alignment_with_399(act, "2020-01-01", {"a72"});
  body.mutable_record_alignment()->mutable_rows(0)->set_target("VPIL");
  ASSERT_EQ(world.refusal("ps", body), "accepted");
  EXPECT_TRUE(world.is_in(act, "aligned"));
}

TEST(Requirements, AreThoseOfTheGeneralActsThatBindTheScaleInTheVersionOfTheDay) {
  // given VPIL that binds all, MK-399 that binds services and institutions, and law of resources alone
  World world;
  const auto add = [&](const std::string& code, const std::string& paragraph, const std::vector<v1::Scale>& scales) {
    v1::CommandBody body = version_of_399("2026-01-01", {paragraph});
    body.mutable_register_general_act_version()->set_general_act(code);
    for (const v1::Scale scale : scales) body.mutable_register_general_act_version()->add_scales(scale);
    ASSERT_EQ(world.refusal("admin", body), "accepted");
  };
  add("VPIL", "a72", {});
  add("MK-399", "p3", {v1::SERVICE_SCALE, v1::INSTITUTION_SCALE});
  add("MK-402", "p9", {v1::RESOURCE_SCALE});
  const auto named = [&](v1::Scale scale, const std::string& date) {
    std::string names;
    for (const Requirement& one :
         requirements_for(scale, date, world.registers().general_acts, world.registers().reference)) {
      names += one.act->code + " " + std::string(one.paragraph) + "; ";
    }
    return names;
  };
  EXPECT_EQ(named(v1::SERVICE_SCALE, "2026-11-02"), "MK-399 p3; VPIL a72; ");
  EXPECT_EQ(named(v1::INSTITUTION_SCALE, "2026-11-02"), "MK-399 p3; VPIL a72; ");
  EXPECT_EQ(named(v1::RESOURCE_SCALE, "2026-11-02"), "MK-402 p9; VPIL a72; ");
  EXPECT_EQ(named(v1::SERVICE_SCALE, "2025-12-31"), "") << "before any version";
}

TEST(EffectiveChecks, AreTheLastOfEachRequirementOfTheLatestDraft) {
  v1::PreparationState preparation;
  preparation.add_drafts()->set_version(1);
  preparation.add_drafts()->set_version(2);
  const auto add = [&](std::uint32_t draft, const std::string& requirement, v1::AlignmentVerdict verdict) {
    v1::AlignmentState& check = *preparation.add_alignment();
    check.set_check(static_cast<std::uint32_t>(preparation.alignment_size()));
    check.set_draft_version(draft);
    check.set_target("MK-399");
    check.set_requirement(requirement);
    check.set_verdict(verdict);
  };
  add(1, "p9", v1::MISALIGNED);
  add(2, "p1", v1::MISALIGNED);
  add(2, "p2", v1::ALIGNED);
  EXPECT_EQ(alignment_word(preparation), "misaligned");
  add(2, "p1", v1::ALIGNED);
  const auto checks = effective_checks(preparation);
  ASSERT_EQ(checks.size(), 2U);
  EXPECT_EQ(checks[0]->check(), 3U);
  EXPECT_EQ(checks[1]->check(), 4U);
  EXPECT_EQ(alignment_word(preparation), "aligned");
}

}  // namespace
}  // namespace norma::acts
