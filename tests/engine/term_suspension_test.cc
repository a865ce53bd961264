// Terms that stand still and run on, and terms of urgent cases.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/acts/due_times.h"
#include "engine/acts/terms.h"
#include "tests/engine/acts_world.h"
#include "tests/engine/definition_variant.h"
#include "workflows/clocks.h"

namespace norma::acts {
namespace {

v1::CommandBody suspend(const std::string& act, std::uint32_t term, const std::string& day = {}) {
  v1::CommandBody body;
  body.mutable_suspend_term()->set_case_id(act);
  body.mutable_suspend_term()->set_term(term);
  body.mutable_suspend_term()->set_suspended_on(day);
  body.mutable_suspend_term()->set_ground("pieprasīta papildu informācija");
  return body;
}

v1::CommandBody resume(const std::string& act, std::uint32_t term, const std::string& day = {}) {
  v1::CommandBody body;
  body.mutable_resume_term()->set_case_id(act);
  body.mutable_resume_term()->set_term(term);
  body.mutable_resume_term()->set_resumed_on(day);
  body.mutable_resume_term()->set_ground("informācija saņemta");
  return body;
}

v1::CommandBody urgent(const std::string& act) {
  v1::CommandBody body;
  body.mutable_mark_urgent()->set_case_id(act);
  body.mutable_mark_urgent()->set_ground("plūdi");
  return body;
}

const v1::DueTime& due(const World& world, const std::string& act) { return world.state(act).terms(0).due(); }
std::uint32_t term_of(const World& world, const std::string& act) { return world.state(act).terms(0).term(); }

/// An act whose opinions follow the clock.
std::string act_by_clock(World& world, std::string_view clock) {
  world.define(act_definition_with({{R"(<norma:term id="opinion" clock="T1"/>)",
                                     "<norma:term id=\"opinion\" clock=\"" + std::string(clock) + "\"/>"}}));
  return world.act_in_harmonisation();
}

TEST(SuspendTerm, StopsTheTermAndItsTaskUntilItRunsOn) {
  // given a month from 2 November to 2 December 2026
  World world;
  const std::string act = world.act_in_harmonisation();
  const std::size_t timers = world.timers();
  const std::uint32_t term = term_of(world, act);
  // when it is suspended on 12 November, and half a year passes
  world.pass_to("2026-11-12");
  ASSERT_EQ(world.refusal("ipks", suspend(act, term)), "accepted");
  EXPECT_EQ(world.timers(), timers - 1);
  world.set_day("2027-03-10");
  // then nothing ended, and the computation says so
  EXPECT_TRUE(is_suspended(due(world, act)));
  EXPECT_FALSE(due(world, act).has_at());
  EXPECT_EQ(due(world, act).last_day(), "");
  EXPECT_EQ(world.state(act).tasks(0).due().SerializeAsString(), due(world, act).SerializeAsString());
  EXPECT_EQ(world.refusal_by_service([&] {
    v1::CommandBody body;
    body.mutable_elapse_term()->set_case_id(act);
    body.mutable_elapse_term()->set_term(term);
    return body;
  }()), "term_not_due");
  // when it runs on from 10 March 2027, with twenty days left, over the change to summer time and Easter
  ASSERT_EQ(world.refusal("head", resume(act, term)), "accepted");
  EXPECT_EQ(world.timers(), timers);
  // then the record shows rule, duration, start, suspension, end and calendar
  const v1::DueTime& resumed = due(world, act);
  EXPECT_EQ(resumed.rule(), "VPIL 75(5)");
  EXPECT_EQ(resumed.duration(), "P1M");
  EXPECT_EQ(resumed.started_on(), "2026-11-02");
  ASSERT_EQ(resumed.suspensions_size(), 1);
  EXPECT_EQ(resumed.suspensions(0).from(), "2026-11-12");
  EXPECT_EQ(resumed.suspensions(0).until(), "2027-03-10");
  EXPECT_EQ(resumed.suspensions(0).remaining(), "P20D");
  EXPECT_GT(resumed.suspensions(0).ground().size_bytes(), 0U);
  EXPECT_EQ(resumed.last_day(), "2027-03-30");
  EXPECT_EQ(from_timestamp(resumed.at()), parse_instant("2027-03-30T21:00:00Z"));
  EXPECT_EQ(resumed.calendar_version(), world.legal_time().calendar().version);
}

TEST(SuspendTerm, LetsTheTermEndByItselfAfterItRanOn) {
  World world;
  const std::string act = world.act_in_harmonisation();
  world.pass_to("2026-11-12");
  ASSERT_EQ(world.refusal("ipks", suspend(act, term_of(world, act))), "accepted");
  world.pass_to("2026-12-20");
  EXPECT_TRUE(world.is_in(act, "awaiting_opinions"));
  EXPECT_EQ(world.state(act).preparation().opinions(0).result(), v1::OPINION_RESULT_UNSPECIFIED);
  EXPECT_EQ(world.state(act).preparation().opinions(1).result(), v1::DEEMED_AGREED) << "the other giver's term ran";
  ASSERT_EQ(world.refusal("ipks", resume(act, term_of(world, act))), "accepted");
  EXPECT_EQ(due(world, act).last_day(), "2027-01-11");  // 20 days: Saturday 9 January, moved
  EXPECT_EQ(due(world, act).nominal_day(), "2027-01-09");
  world.pass_to("2027-01-12");
  EXPECT_TRUE(world.is_in(act, "ready_for_adoption"));
}

TEST(SuspendTerm, MayBeRecordedAfterTheDay) {
  World world;
  const std::string act = world.act_in_harmonisation();
  world.pass_to("2026-11-20");
  ASSERT_EQ(world.refusal("ipks", suspend(act, term_of(world, act), "2026-11-10")), "accepted");
  EXPECT_EQ(due(world, act).suspensions(0).remaining(), "P22D");
  ASSERT_EQ(world.refusal("ipks", resume(act, term_of(world, act), "2026-11-15")), "accepted");
  EXPECT_EQ(due(world, act).last_day(), "2026-12-07");
  // and again: what is left is counted from the first resumption
  ASSERT_EQ(world.refusal("ipks", suspend(act, term_of(world, act))), "accepted");
  EXPECT_EQ(due(world, act).suspensions(1).remaining(), "P17D");
}

TEST(SuspendTerm, CountsWorkingDaysWhereTheTermDoes) {
  // given ten working days from Monday 2 November
  World world;
  const std::string act = act_by_clock(world, "T9");
  EXPECT_EQ(due(world, act).last_day(), "2026-11-16");
  // when four have run, and it runs on before 18 November
  world.pass_to("2026-11-07");
  ASSERT_EQ(world.refusal("ipks", suspend(act, term_of(world, act))), "accepted");
  EXPECT_EQ(due(world, act).suspensions(0).remaining(), "P6B");
  world.pass_to("2026-11-16");
  ASSERT_EQ(world.refusal("ipks", resume(act, term_of(world, act))), "accepted");
  // then 17, 19, 20, 23, 24 and 25 November
  EXPECT_EQ(due(world, act).last_day(), "2026-11-25");
}

TEST(SuspendTerm, WithNothingLeftEndsOnTheDayOfResumption) {
  World world;
  const std::string act = world.act_in_harmonisation();
  world.pass_to("2026-12-02");
  ASSERT_EQ(world.refusal("ipks", suspend(act, term_of(world, act))), "accepted");
  EXPECT_EQ(due(world, act).suspensions(0).remaining(), "P0D");
  world.set_day("2027-01-02");
  ASSERT_EQ(world.refusal("ipks", resume(act, term_of(world, act))), "accepted");
  EXPECT_EQ(due(world, act).last_day(), "2027-01-04") << "2 January 2027 is a Saturday";
}

/// Each row breaks a rule and every one after it; the first is the answer.
TEST(SuspendTerm, ChecksItsReasonsInOrder) {
  World world;
  const std::string act = world.act_in_harmonisation();
  const std::uint32_t term = term_of(world, act);
  EXPECT_EQ(world.refusal("ps", suspend(act, 99, "2099-01-01")), "role_not_held");
  EXPECT_EQ(world.refusal("audit", suspend(act, 99, "2099-01-01")), "read_only_role");
  EXPECT_EQ(world.refusal("ipks", suspend(act, 99, "2099-01-01")), "term_not_found");
  EXPECT_EQ(world.refusal("ipks", suspend(act, term, "2026-11-03")), "day_in_future");
  EXPECT_EQ(world.refusal("ipks", suspend(act, term, "2026-11-01")), "term_before_start");
  world.set_day("2026-12-10");
  EXPECT_EQ(world.refusal("ipks", suspend(act, term)), "term_ended");
  ASSERT_EQ(world.refusal("ipks", suspend(act, term, "2026-12-01")), "accepted");
  EXPECT_EQ(world.refusal("ipks", suspend(act, term, "2099-01-01")), "term_suspended");
}

TEST(SuspendTerm, RefusesADateOfTheCase) {
  World world;
  const std::string act = world.ready_act();
  v1::CommandBody adopt;
  adopt.mutable_adopt_act()->set_case_id(act);
  adopt.mutable_adopt_act()->set_number("1");
  adopt.mutable_adopt_act()->set_commences_on("2026-12-01");
  ASSERT_EQ(world.refusal("head", adopt), "accepted");
  v1::CommandBody publish;
  publish.mutable_publish_act()->set_case_id(act);
  publish.mutable_publish_act()->set_place("iekštīkls");
  ASSERT_EQ(world.refusal("ps", publish), "accepted");
  EXPECT_EQ(world.refusal("ipks", suspend(act, term_of(world, act), "2099-01-01")), "term_fixed_date");
}

TEST(ResumeTerm, ChecksItsReasonsInOrder) {
  World world;
  const std::string act = world.act_in_harmonisation();
  const std::uint32_t term = term_of(world, act);
  EXPECT_EQ(world.refusal("ipks", resume(act, 99, "2099-01-01")), "term_not_found");
  EXPECT_EQ(world.refusal("ipks", resume(act, term, "2099-01-01")), "term_not_suspended");
  world.set_day("2026-11-10");
  ASSERT_EQ(world.refusal("ipks", suspend(act, term, "2026-11-05")), "accepted");
  EXPECT_EQ(world.refusal("ipks", resume(act, term, "2026-11-11")), "day_in_future");
  EXPECT_EQ(world.refusal("ipks", resume(act, term, "2026-11-04")), "term_before_start");
  EXPECT_EQ(world.refusal("ipks", resume(act, term, "2026-11-05")), "accepted");
  EXPECT_EQ(due(world, act).last_day(), "2026-12-02") << "no day stood still";
  world.set_day("2026-11-12");
  EXPECT_EQ(world.refusal("ipks", suspend(act, term, "2026-11-04")), "term_before_start");
}

TEST(Suspension, MovesTheNominalEndByTheDaysThatStoodStill) {
  // over month ends, leap days and both changes of the clock
  const LegalTime time = workflows::built_in_legal_time().value();
  const std::chrono::sys_days first{std::chrono::year{2027} / 9 / 1};
  for (int start = 0; start < 400; start += 7) {
    for (const char* length : {"P14D", "P1M", "P2M"}) {
      const Date event{first + std::chrono::days{start}};
      const DueDate whole = *due_after(event, *parse_duration(length), time.calendar());
      for (const int run : {0, 1, 9, 13}) {
        for (const int still : {0, 1, 30, 31, 200}) {
          const Date from{first + std::chrono::days{start + run}};
          const Date until{first + std::chrono::days{start + run + still}};
          const Duration left = *remaining_after(from, whole.nominal_day, Duration::Unit::kDays, time.calendar());
          const DueDate resumed = *due_resumed(until, left, time.calendar());
          const Date expected{std::chrono::sys_days{whole.nominal_day} + std::chrono::days{still}};
          ASSERT_EQ(resumed.nominal_day, expected) << format_date(event) << ' ' << length << ' ' << run << ' ' << still;
          ASSERT_EQ(riga_date(resumed.at - std::chrono::microseconds{1}), resumed.last_day);
          if (still == 0) {
            ASSERT_EQ(resumed, whole);
          }
        }
      }
    }
  }
}

TEST(MarkUrgent, ShortensWhatRunsFromTodayAndWhatComes) {
  // given ten working days from 2 November
  World world;
  const std::string act = act_by_clock(world, "T9");
  world.pass_to("2026-11-06");
  // when
  ASSERT_EQ(world.refusal("ipks", urgent(act)), "accepted");
  // then three working days from Friday 6 November, with the ground recorded
  EXPECT_EQ(due(world, act).last_day(), "2026-11-11");
  EXPECT_EQ(due(world, act).clock(), "T8");
  EXPECT_EQ(due(world, act).instead_of(), "T9");
  EXPECT_EQ(world.state(act).tasks(0).due().last_day(), "2026-11-11");
  EXPECT_EQ(world.state(act).urgency().actor(), "ipks");
  EXPECT_GT(world.state(act).urgency().ground().size_bytes(), 0U);
  EXPECT_EQ(world.refusal("ipks", urgent(act)), "already_urgent");
  world.pass_to("2026-11-12");
  EXPECT_TRUE(world.is_in(act, "ready_for_adoption"));
}

TEST(MarkUrgent, NeverLengthensAndNeverShortensWhatTheLawFixes) {
  World world;
  const std::string act = act_by_clock(world, "T9");
  world.pass_to("2026-11-13");
  ASSERT_EQ(world.refusal("head", urgent(act)), "accepted");
  EXPECT_EQ(due(world, act).last_day(), "2026-11-16") << "three working days from today end later";
  EXPECT_EQ(due(world, act).clock(), "T9");
  World other;
  const std::string statutory = other.act_in_harmonisation();
  ASSERT_EQ(other.refusal("ipks", urgent(statutory)), "accepted");
  EXPECT_EQ(due(other, statutory).last_day(), "2026-12-02");
}

TEST(MarkUrgent, ReachesASuspendedTermWhenItRunsOn) {
  World world;
  const std::string act = act_by_clock(world, "T9");
  ASSERT_EQ(world.refusal("ipks", suspend(act, term_of(world, act))), "accepted");
  ASSERT_EQ(world.refusal("ipks", urgent(act)), "accepted");
  EXPECT_TRUE(is_suspended(due(world, act)));
  ASSERT_EQ(world.refusal("ipks", resume(act, term_of(world, act))), "accepted");
  EXPECT_EQ(due(world, act).last_day(), "2026-11-05");
  EXPECT_EQ(due(world, act).suspensions_size(), 1);
}

TEST(SetTermLength, HoldsForTheTermsOfOneActToCome) {
  // given an act with its compliance evaluated every three months from now on
  World world;
  const std::string act = world.ready_act();
  v1::CommandBody body;
  body.mutable_set_term_length()->set_case_id(act);
  body.mutable_set_term_length()->set_clock("T12");
  body.mutable_set_term_length()->set_duration("P3M");
  body.mutable_set_term_length()->set_ground("daudz sūdzību");
  EXPECT_EQ(world.refusal("ps", body), "role_not_held");
  ASSERT_EQ(world.refusal("ipks", body), "accepted");
  body.mutable_set_term_length()->set_duration("P6M");
  ASSERT_EQ(world.refusal("ipks", body), "accepted");
  ASSERT_EQ(world.state(act).term_lengths_size(), 1) << "the newest replaces the one before";
  // when it comes into force
  v1::CommandBody adopt;
  adopt.mutable_adopt_act()->set_case_id(act);
  adopt.mutable_adopt_act()->set_number("1");
  ASSERT_EQ(world.refusal("head", adopt), "accepted");
  v1::CommandBody publish;
  publish.mutable_publish_act()->set_case_id(act);
  publish.mutable_publish_act()->set_place("iekštīkls");
  ASSERT_EQ(world.refusal("ps", publish), "accepted");
  // then
  EXPECT_EQ(due(world, act).duration(), "P6M");
  EXPECT_EQ(due(world, act).length_set_on(), "2026-11-02");
  EXPECT_EQ(due(world, world.act_in_force()).duration(), "P1Y") << "other acts keep the clock's own";
}

TEST(SetTermLength, ChecksItsReasonsInOrder) {
  World world;
  const std::string act = world.ready_act();
  v1::CommandBody body;
  v1::SetTermLength& length = *body.mutable_set_term_length();
  length.set_case_id(act);
  length.set_ground("pamats");
  for (const auto& [clock, duration, reason] :
       {std::tuple{"T99", "x", "clock_unknown"}, std::tuple{"T1", "x", "clock_fixed_by_law"},
        std::tuple{"T12", "x", "invalid_field"}, std::tuple{"T12", "P1M", "accepted"}}) {
    length.set_clock(clock);
    length.set_duration(duration);
    EXPECT_EQ(world.refusal("ipks", body), reason) << clock;
  }
}

}  // namespace
}  // namespace norma::acts
