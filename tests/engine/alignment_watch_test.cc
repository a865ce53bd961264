#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/engine/general_act_world.h"
#include "tests/engine/wording/amendment_world.h"

namespace norma::acts {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::Not;

/// Where MK-399 is registered as of 2017 with p1, p2 and p3.
class AlignmentWatch : public testing::Test {
 protected:
  void SetUp() override { ASSERT_EQ(world.refusal("admin", version_of_399("2017-07-04", {"p1", "p2", "p3"})), "accepted"); }

  std::string act_in_force(const std::string& commences_on = {}) {
    return act_in_force_aligned_with_399(world, "2017-07-04", {"p1", "p2", "p3"}, commences_on);
  }
  void change(const std::vector<std::string>& changed, const std::string& version_on = "2026-10-01") {
    ASSERT_EQ(world.refusal("admin", version_of_399(version_on, {}, changed)), "accepted");
  }
  const v1::CaseState& recheck_of(const std::string& act) {
    return world.state(world.state(act).act().suspects(0).recheck());
  }
  static v1::CommandBody repeal(const std::string& act) {
    v1::CommandBody body;
    body.mutable_repeal_act()->set_act(act);
    body.mutable_repeal_act()->set_reason("vairs nav vajadzīgs");
    return body;
  }

  World world;
};

TEST_F(AlignmentWatch, KnowsFromAdoptionOnWhatAnActCites) {
  const std::string act = act_in_force();
  ASSERT_EQ(world.state(act).act().citations_size(), 3);
  EXPECT_EQ(world.state(act).act().citations(0).target_version(), "2017-07-04");
  EXPECT_EQ(world.state(act).act().citations(0).checked_on(), "2026-11-02");
  EXPECT_TRUE(world.is_in(act, "watch_aligned"));
}

TEST_F(AlignmentWatch, MakesAnActSuspectAndAsksItsOwner) {
  // given
  const std::string act = act_in_force();
  change({"p1", "p3/*"});
  // when the service comes to the act
  ASSERT_EQ(world.refusal_by_service(suspicion(act, "2026-10-01")), "accepted");
  // then it is suspect for what changed, and the owner has a task with the term T13
  EXPECT_TRUE(world.is_in(act, "suspect"));
  ASSERT_EQ(world.state(act).act().suspects_size(), 1);
  EXPECT_THAT(world.state(act).act().suspects(0).requirements(), ElementsAre("p1", "p3"));
  EXPECT_EQ(world.state(act).act().suspects(0).revision(), world.registry_position());
  EXPECT_THAT(world.inbox("ps"), Contains("recheck_acts"));
  EXPECT_THAT(world.inbox("ipks"), Not(Contains("recheck_acts")));
  const v1::CaseState& recheck = recheck_of(act);
  EXPECT_EQ(recheck.recheck().acts(), 1U);
  ASSERT_EQ(recheck.tasks_size(), 1);
  EXPECT_EQ(recheck.tasks(0).due().clock(), "T13");
  EXPECT_EQ(recheck.tasks(0).due().last_day(), "2026-12-02");
}

TEST_F(AlignmentWatch, OpensOneReCheckForAllActsOfAnOwner) {
  const std::string first = act_in_force();
  const std::string second = act_in_force();
  change({"p1"});
  ASSERT_EQ(world.refusal_by_service(suspicion(first, "2026-10-01")), "accepted");
  ASSERT_EQ(world.refusal_by_service(suspicion(second, "2026-10-01")), "accepted");
  EXPECT_EQ(world.state(first).act().suspects(0).recheck(), world.state(second).act().suspects(0).recheck());
  EXPECT_EQ(recheck_of(first).recheck().acts(), 2U);
  EXPECT_EQ(recheck_of(first).tasks_size(), 1);
  // A later version has a re-check of its own.
  change({"p2"}, "2026-10-15");
  ASSERT_EQ(world.refusal_by_service(suspicion(first, "2026-10-15")), "accepted");
  ASSERT_EQ(world.state(first).act().suspects_size(), 2);
  EXPECT_NE(world.state(first).act().suspects(1).recheck(), world.state(first).act().suspects(0).recheck());
}

TEST_F(AlignmentWatch, ChecksReasonsOfMarkSuspectInThisOrder) {
  const std::string act = act_in_force();
  const std::string drafted = world.drafted_act();
  EXPECT_EQ(world.refusal_by_service(suspicion(act, "2026-10-01")), "general_act_version_unknown");
  change({"p9"});
  EXPECT_EQ(world.refusal_by_service(suspicion(act, "2026-10-01")), "act_not_concerned");
  change({"p1"}, "2026-10-15");
  EXPECT_EQ(world.refusal_by_service(suspicion(drafted, "2026-10-15")), "act_not_concerned") << "it cites nothing yet";
  ASSERT_EQ(world.refusal_by_service(suspicion(act, "2026-10-15")), "accepted");
  EXPECT_EQ(world.refusal_by_service(suspicion(act, "2026-10-15")), "already_suspect");
  EXPECT_EQ(recheck_of(act).recheck().acts(), 1U) << "it is counted once";
  ASSERT_EQ(world.refusal("head", repeal(act)), "accepted");
  EXPECT_EQ(world.refusal_by_service(suspicion(act, "2026-10-15")), "act_not_watched");
}

TEST_F(AlignmentWatch, EndsWithTheLastVerdictOfTheOwner) {
  // given two acts of one owner that are suspect
  const std::string first = act_in_force();
  const std::string second = act_in_force();
  change({"p1", "p2"});
  for (const std::string& act : {first, second}) {
    ASSERT_EQ(world.refusal_by_service(suspicion(act, "2026-10-01")), "accepted");
  }
  const std::string recheck = world.state(first).act().suspects(0).recheck();
  // when a part of the first is judged
  ASSERT_EQ(world.refusal("ps", recheck_against_399(first, "2026-10-01", {"p1"})), "accepted");
  EXPECT_TRUE(world.is_in(first, "rechecking"));
  EXPECT_THAT(world.state(first).act().suspects(0).requirements(), ElementsAre("p2"));
  EXPECT_EQ(world.state(recheck).recheck().rechecked(), 0U);
  // when all of it is
  ASSERT_EQ(world.refusal("ps", recheck_against_399(first, "2026-10-01", {"p2"})), "accepted");
  EXPECT_TRUE(world.is_in(first, "watch_aligned"));
  EXPECT_EQ(world.state(first).act().suspects_size(), 0);
  EXPECT_EQ(world.state(recheck).recheck().rechecked(), 1U);
  EXPECT_THAT(world.inbox("ps"), Contains("recheck_acts")) << "the other act is still open";
  // when the other act is judged the next day
  world.pass_to("2026-11-03");
  ASSERT_EQ(world.refusal("ps", recheck_against_399(second, "2026-10-01", {"p1", "p2"})), "accepted");
  EXPECT_TRUE(world.is_in(recheck, "done"));
  EXPECT_THAT(world.inbox("ps"), Not(Contains("recheck_acts")));
  v1::TaskEnd end = v1::TASK_END_UNSPECIFIED;
  for (const v1::Event& event : world.last_turn().events()) {
    if (event.has_task_closed()) end = event.task_closed().end();
  }
  EXPECT_EQ(end, v1::COMPLETED);
  ASSERT_EQ(world.state(recheck).recheck().days_size(), 2);
  EXPECT_EQ(world.state(recheck).recheck().days(0).date(), "2026-11-02");
  EXPECT_EQ(world.state(recheck).recheck().days(1).cleared(), 1U);
  // then the acts cite the new version
  EXPECT_EQ(world.state(first).act().citations(0).target_version(), "2026-10-01");
  EXPECT_EQ(world.state(first).act().citations(2).target_version(), "2017-07-04") << "p3 did not change";
  EXPECT_EQ(world.refusal_by_service(suspicion(first, "2026-10-01")), "act_not_concerned");
}

TEST_F(AlignmentWatch, JudgesByTheRulesOfEveryCheck) {
  const std::string act = act_in_force();
  change({"p1"});
  ASSERT_EQ(world.refusal_by_service(suspicion(act, "2026-10-01")), "accepted");
  EXPECT_EQ(world.refusal("ps", recheck_against_399(act, "2017-07-04", {"p1"})), "general_act_version_outdated");
  EXPECT_EQ(world.refusal("ps", recheck_against_399(act, "2026-10-01", {"p9"})), "requirement_unknown");
  EXPECT_EQ(world.refusal("drafter", recheck_against_399(act, "2026-10-01", {"p1"})), "role_not_held");
  EXPECT_EQ(world.refusal("ipks", recheck_against_399(act, "2026-10-01", {"p1"})), "accepted");
  v1::CaseState& state = **world.edit_case(act);
  for (int i = 0; i < 5000; ++i) state.mutable_act()->add_rechecks();
  EXPECT_EQ(world.refusal("ps", recheck_against_399(act, "2026-10-01", {"p1"})), "limit_exceeded");
}

TEST_F(AlignmentWatch, LeavesOpenWhatTheStateLeadInstitutionIsAskedAbout) {
  const std::string act = act_in_force();
  change({"p1"});
  ASSERT_EQ(world.refusal_by_service(suspicion(act, "2026-10-01")), "accepted");
  v1::CommandBody flag;
  v1::ChangeReferenceItem& changed = *flag.mutable_change_reference_item();
  changed.set_kind(v1::GENERAL_ACT_ITEM);
  changed.set_code("MK-399");
  changed.add_flags()->set_name("under_revision");
  changed.mutable_flags(0)->set_value(v1::FLAG_YES);
  changed.set_reason("pārstrādā");
  ASSERT_EQ(world.refusal("admin", flag), "accepted");
  ASSERT_EQ(world.refusal("ps", recheck_against_399(act, "2026-10-01", {"p1"}, v1::AWAITING_CONSULTATION)), "accepted");
  EXPECT_TRUE(world.is_in(act, "rechecking"));
  EXPECT_THAT(world.state(act).act().suspects(0).requirements(), ElementsAre("p1"));
  v1::CommandBody answered = recheck_against_399(act, "2026-10-01", {"p1"});
  answered.mutable_recheck_alignment()->set_consultation("VARAM atbilde");
  ASSERT_EQ(world.refusal("ps", answered), "accepted");
  EXPECT_TRUE(world.is_in(act, "watch_aligned"));
}

TEST_F(AlignmentWatch, AsksForAnAmendmentOfWhatIsNoLongerAligned) {
  // given an act that its owner finds misaligned
  const std::string act = act_in_force();
  change({"p1"});
  ASSERT_EQ(world.refusal_by_service(suspicion(act, "2026-10-01")), "accepted");
  const std::string recheck = world.state(act).act().suspects(0).recheck();
  ASSERT_EQ(world.refusal("ps", recheck_against_399(act, "2026-10-01", {"p1"}, v1::MISALIGNED)), "accepted");
  EXPECT_TRUE(world.is_in(act, "watch_misaligned"));
  EXPECT_EQ(world.state(recheck).recheck().misaligned(), 1U);
  EXPECT_TRUE(world.is_in(recheck, "done"));
  EXPECT_THAT(world.inbox("ps"), Contains("propose_alignment"));
  // when the owner proposes to amend it
  v1::CommandBody body;
  v1::ProposeAmendment& propose = *body.mutable_propose_amendment();
  propose.set_act(act);
  propose.set_origin(v1::ProposeAmendment::COMPLAINT);
  propose.set_origin_ref("2026-1");
  propose.set_nature(v1::ProposeAmendment::SUBSTANTIVE);
  propose.set_paragraph("p1");
  propose.set_wording("1. Rinda ir divas.");
  propose.set_reason("MK 399");
  propose.set_priority(v1::ProposeAmendment::HIGH);
  ASSERT_EQ(world.refusal("user", body), "accepted");
  EXPECT_TRUE(world.is_in(act, "watch_misaligned")) << "somebody proposed something else";
  propose.set_origin(v1::ProposeAmendment::GENERAL_ACT_CHANGE);
  propose.set_origin_ref("MK-399@2026-10-01");
  ASSERT_EQ(world.refusal("ps", body), "accepted");
  EXPECT_TRUE(world.is_in(act, "proposal"));
  EXPECT_THAT(world.inbox("ps"), Not(Contains("propose_alignment")));
  EXPECT_THAT(world.inbox("ipks"), Contains("decide_proposal"));
  // when the owner finds a ground for the deviation after all
  ASSERT_EQ(world.refusal("ps", recheck_against_399(act, "2026-10-01", {"p1"}, v1::DEVIATION_WITH_GROUND)), "accepted");
  EXPECT_TRUE(world.is_in(act, "watch_aligned"));
}

TEST_F(AlignmentWatch, CountsAnActThatEndsAsSettled) {
  const std::string act = act_in_force();
  change({"p1"});
  ASSERT_EQ(world.refusal_by_service(suspicion(act, "2026-10-01")), "accepted");
  const std::string recheck = world.state(act).act().suspects(0).recheck();
  ASSERT_EQ(world.refusal("head", repeal(act)), "accepted");
  EXPECT_EQ(world.state(act).act().suspects_size(), 0);
  EXPECT_EQ(world.state(recheck).recheck().ended(), 1U);
  EXPECT_TRUE(world.is_in(recheck, "done"));
  EXPECT_THAT(world.inbox("ps"), Not(Contains("recheck_acts")));
}

TEST_F(AlignmentWatch, LetsAnActCommenceSuspectIfNobodyReCheckedItBefore) {
  const std::string act = act_in_force("2026-12-01");
  change({"p1", "p2"});
  ASSERT_EQ(world.refusal_by_service(suspicion(act, "2026-10-01")), "accepted");
  EXPECT_TRUE(world.is_in(act, "published"));
  // when a part is judged before it commences
  ASSERT_EQ(world.refusal("ps", recheck_against_399(act, "2026-10-01", {"p1"})), "accepted");
  world.pass_to("2026-12-01");
  EXPECT_TRUE(world.is_in(act, "suspect"));
  ASSERT_EQ(world.refusal("ps", recheck_against_399(act, "2026-10-01", {"p2"})), "accepted");
  EXPECT_TRUE(world.is_in(act, "watch_aligned"));
}

TEST_F(AlignmentWatch, LetsAReCheckBeLate) {
  const std::string act = act_in_force();
  change({"p1"});
  ASSERT_EQ(world.refusal_by_service(suspicion(act, "2026-10-01")), "accepted");
  const std::string recheck = world.state(act).act().suspects(0).recheck();
  world.pass_to("2026-12-03");
  EXPECT_TRUE(world.is_in(recheck, "overdue"));
  EXPECT_THAT(world.inbox("ps"), Contains("recheck_acts")) << "it is still to be done";
  ASSERT_EQ(world.refusal("ps", recheck_against_399(act, "2026-10-01", {"p1"})), "accepted");
  EXPECT_TRUE(world.is_in(recheck, "done"));
}

TEST(AlignmentWatchAmended, EndsWhenTheAmendmentCommencesThatIsAlignedWithTheVersion) {
  // given an act suspect for a new version, and an amendment that is aligned with it and commences later
  AmendmentWorld amended;
  World& world = amended.world();
  const std::string act = amended.act();
  ASSERT_EQ(world.refusal("admin", version_of_399("2026-10-01", {"3.1"}, {"3.1"})), "accepted");
  ASSERT_EQ(world.refusal_by_service(suspicion(act, "2026-10-01")), "accepted");
  const std::string recheck = world.state(act).act().suspects(0).recheck();
  const std::string amendment = amended.open();
  ASSERT_EQ(amended.try_draft(amendment, {substitute("p1", "1. Rinda ir divas.")}), "accepted");
  amended.prepare(amendment, "2026-10-01");
  ASSERT_EQ(amended.try_adopt(amendment, "2026-11-20"), "accepted");
  ASSERT_EQ(amended.try_publish(amendment), "accepted");
  EXPECT_TRUE(world.is_in(act, "suspect")) << "the wording in force is still the old one";
  // when its wording commences
  world.pass_to("2026-11-20");
  // then the act is aligned, and nobody has to re-check it
  EXPECT_TRUE(world.is_in(act, "watch_aligned"));
  EXPECT_EQ(world.state(act).act().suspects_size(), 0);
  EXPECT_EQ(world.state(act).act().citations(0).target_version(), "2026-10-01");
  EXPECT_EQ(world.state(recheck).recheck().ended(), 1U);
  EXPECT_TRUE(world.is_in(recheck, "done"));
}

TEST(AlignmentWatchAmended, EndsAtOnceWhereTheAmendmentCommencesOnItsDay) {
  AmendmentWorld amended;
  World& world = amended.world();
  ASSERT_EQ(world.refusal("admin", version_of_399("2026-10-01", {"3.1"}, {"3.1"})), "accepted");
  ASSERT_EQ(world.refusal_by_service(suspicion(amended.act(), "2026-10-01")), "accepted");
  ASSERT_EQ(world.refusal("ps", recheck_against_399(amended.act(), "2026-10-01", {"3.1"}, v1::MISALIGNED)), "accepted");
  ASSERT_TRUE(world.is_in(amended.act(), "watch_misaligned"));
  const std::string amendment = amended.open();
  ASSERT_EQ(amended.try_draft(amendment, {substitute("p1", "1. Rinda ir divas.")}), "accepted");
  amended.prepare(amendment, "2026-10-01");
  ASSERT_EQ(amended.try_adopt(amendment, "2026-11-02"), "accepted");
  ASSERT_EQ(amended.try_publish(amendment), "accepted");
  EXPECT_TRUE(world.is_in(amended.act(), "watch_aligned"));
}

}  // namespace
}  // namespace norma::acts
