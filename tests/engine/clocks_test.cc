// The clocks T1-T15 of pu2-6.md 2.1, each as it computes.
#include "engine/acts/clocks.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "engine/acts/due_times.h"
#include "tests/engine/acts_world.h"
#include "tests/engine/definition_variant.h"
#include "workflows/clocks.h"

namespace norma::acts {
namespace {

const LegalTime& legal_time() {
  static const LegalTime time = workflows::built_in_legal_time().value();
  return time;
}

Result<v1::DueTime> start(const std::string& clock, const std::string& day, const v1::CaseState& state = {}) {
  TermTemplate term;
  term.key = "t";
  term.clock = clock;
  return start_due_time(term, state, *parse_date(day), legal_time());
}

v1::DueTime due(const std::string& clock, const std::string& day, const v1::CaseState& state = {}) {
  return start(clock, day, state).value();
}

const v1::Clock& clock(const std::string& id) { return legal_time().clocks().find(id)->clock(); }

/// A running term of that clock.
v1::CaseState running(const v1::DueTime& outer) {
  v1::CaseState state;
  v1::TermState& term = *state.add_terms();
  term.set_term(1);
  *term.mutable_due() = outer;
  return state;
}

TEST(ClockT1, DeemsADraftAgreedAfterOneMonthOfSilence) {
  EXPECT_EQ(due("T1", "2026-01-31").last_day(), "2026-03-02");  // clipped to 28 February, a Saturday
  EXPECT_EQ(due("T1", "2026-01-31").nominal_day(), "2026-02-28");
  EXPECT_EQ(due("T1", "2026-11-02").rule(), "VPIL 75(5)");
  EXPECT_EQ(clock("T1").effect(), clock_effect::kDeemedAgreed);
  EXPECT_TRUE(clock("T1").verified() && !clock("T1").configurable());
}

TEST(ClockT2, KeepsAMunicipalDraftOpenForTwoWeeksAtLeast) {
  const v1::DueTime time = due("T2", "2026-11-02");
  EXPECT_EQ(time.last_day(), "2026-11-16");
  EXPECT_EQ(from_timestamp(time.at()), riga_start_of_day(*parse_date("2026-11-17")));
  EXPECT_EQ(clock("T2").effect(), clock_effect::kMayClose);
}

TEST(ClockT3, GivesThreeWorkingDaysToSendSignedRegulations) {
  EXPECT_EQ(due("T3", "2026-12-22").last_day(), "2026-12-29");  // 24-26 December rest
  EXPECT_EQ(clock("T3").effect(), clock_effect::kOverdue);
}

TEST(ClockT4, GivesTheMinistryOneMonth) {
  EXPECT_EQ(due("T4", "2026-10-31").last_day(), "2026-11-30");
  EXPECT_EQ(clock("T4").effect(), clock_effect::kDeemedNoObjection);
}

TEST(ClockT4Sector, GivesTheSectorMinistryTwoWeeksInsideTheMonth) {
  const v1::DueTime month = due("T4", "2026-11-02");
  ASSERT_EQ(month.last_day(), "2026-12-02");
  // asked early: two weeks
  const v1::DueTime early = due("T4.sector", "2026-11-09", running(month));
  EXPECT_EQ(early.last_day(), "2026-11-23");
  EXPECT_EQ(early.within_day(), "");
  // asked late: cut off with the month
  const v1::DueTime late = due("T4.sector", "2026-11-25", running(month));
  EXPECT_EQ(late.last_day(), "2026-12-02");
  EXPECT_EQ(late.within_day(), "2026-12-02");
  EXPECT_EQ(from_timestamp(late.at()), from_timestamp(month.at()));
  // on the very day both end: nothing is cut
  EXPECT_EQ(due("T4.sector", "2026-11-18", running(month)).within_day(), "");
}

TEST(ClockT4Sector, DoesNotRunOutsideTheMonth) {
  EXPECT_EQ(start("T4.sector", "2026-11-09").error(), (Error{Reason::kOuterTermMissing, {"T4.sector", "T4"}}));
  EXPECT_EQ(start("T4.sector", "2026-11-09", running(due("T1", "2026-11-02"))).error().reason, Reason::kOuterTermMissing);
}

TEST(ClockT5, GivesThreeWorkingDaysAfterTheOpinionOrItsMonth) {
  // a missing opinion: the month ends on Wednesday 2 December, so Thursday is the first of the three
  EXPECT_EQ(due("T5", due("T4", "2026-11-02").last_day()).last_day(), "2026-12-07");
  EXPECT_EQ(clock("T5").effect(), clock_effect::kOverdue);
}

TEST(ClockT6, LapsesAfterTwoMonthsOrThreeWorkingDaysMore) {
  EXPECT_EQ(due("T6", "2026-12-31").last_day(), "2027-03-01");  // clipped to 28 February, a Sunday
  EXPECT_EQ(due("T6.promulgation", "2027-02-26").last_day(), "2027-03-03");
  EXPECT_EQ(clock("T6").effect(), clock_effect::kLapsed);
  EXPECT_EQ(clock("T6.promulgation").effect(), clock_effect::kLapsed);
}

TEST(ClockT7, GivesThreeWorkingDaysToPublishWorkingRules) {
  EXPECT_EQ(due("T7", "2026-11-13").last_day(), "2026-11-19");  // over the weekend and 18 November
  EXPECT_EQ(clock("T7").effect(), clock_effect::kOverdue);
}

TEST(ClockT8, StandsForT9InAnUrgentCase) {
  v1::CaseState urgent;
  urgent.mutable_urgency();
  const v1::DueTime time = due("T9", "2026-11-02", urgent);
  EXPECT_EQ(time.last_day(), "2026-11-05");
  EXPECT_EQ(time.clock(), "T8");
  EXPECT_EQ(time.instead_of(), "T9");
  EXPECT_EQ(time.rule(), clock("T8").rule());
  // a case whose own length is shorter still keeps it
  v1::TermLength& length = *urgent.add_term_lengths();
  length.set_clock("T9");
  length.set_duration("P2B");
  length.set_set_on("2026-11-01");
  EXPECT_EQ(due("T9", "2026-11-02", urgent).last_day(), "2026-11-04");
  EXPECT_EQ(due("T9", "2026-11-02", urgent).clock(), "T9");
  // and what the law fixes is never shortened
  EXPECT_EQ(due("T1", "2026-11-02", urgent).last_day(), "2026-12-02");
}

TEST(ClockT9, IsConfigurationOfTenWorkingDays) {
  EXPECT_EQ(due("T9", "2026-11-02").last_day(), "2026-11-16");
  EXPECT_TRUE(clock("T9").configurable() && !clock("T9").verified());
}

TEST(ClockT10, IsConfigurationOfFourteenDaysAtLeast) {
  EXPECT_EQ(due("T10", "2023-10-02").last_day(), "2023-10-16");  // the example: 03.10.-16.10.2023
  EXPECT_EQ(clock("T10").effect(), clock_effect::kMayClose);
  EXPECT_TRUE(clock("T10").configurable());
}

TEST(ClockT11, ComesOnTheDateFixedAtAdoptionAndPlansYearly) {
  v1::CaseState state;
  state.mutable_preparation()->set_evaluate_on("2027-06-05");
  const v1::DueTime time = due("T11", "2026-11-02", state);
  EXPECT_EQ(time.last_day(), "2027-06-05");  // a Saturday: a fixed date does not move
  EXPECT_EQ(from_timestamp(time.at()), riga_start_of_day(*parse_date("2027-06-05")));
  EXPECT_EQ(due("T11.plan", "2026-11-02").last_day(), "2027-11-02");
}

TEST(ClockT12, IsConfigurationPerInstitutionAndPerAct) {
  EXPECT_EQ(due("T12", "2026-11-02").last_day(), "2027-11-02");
  v1::CaseState state;
  v1::TermLength& length = *state.add_term_lengths();
  length.set_clock("T12");
  length.set_duration("P3M");
  length.set_set_on("2026-11-02");
  EXPECT_EQ(due("T12", "2026-11-02", state).last_day(), "2027-02-02");
  EXPECT_EQ(due("T12", "2026-11-02", state).length_set_on(), "2026-11-02");
}

TEST(ClockT13, GivesATermForTheReCheckOfAlignment) {
  EXPECT_EQ(due("T13", "2026-11-02").last_day(), "2026-12-02");
  EXPECT_TRUE(clock("T13").configurable());
  EXPECT_EQ(clock("T13").effect(), clock_effect::kOverdue);
}

TEST(ClockT14, IsConfigurationForAcknowledgement) {
  EXPECT_EQ(due("T14", "2026-11-02").last_day(), "2026-11-16");
  EXPECT_TRUE(clock("T14").configurable());
}

TEST(ClockT15, ComesFiveYearsAfterArchiving) {
  EXPECT_EQ(due("T15", "2024-02-29").last_day(), "2029-02-28");
  EXPECT_EQ(clock("T15").effect(), clock_effect::kTask);
}

TEST(Clocks, ThatThereAreNotAreRefused) {
  EXPECT_EQ(start("T99", "2026-11-02").error(), (Error{Reason::kClockUnknown, {"T99"}}));
}

TEST(Clocks, WhoseEndMakesATaskLateLeaveItOpen) {
  // given a definition that gives three working days to evaluate compliance, then late
  World world;
  world.define(act_definition_with(
      {{R"(<norma:task id="evaluate_compliance" role="owner" command="record-finding">)",
        R"(<norma:term id="late" clock="T5"/><norma:task id="evaluate_compliance" role="owner" command="record-finding" term="late">)"},
       {R"(<transition event="record-finding" target="follow_up"/>)",
        R"(<transition event="record-finding" target="follow_up"/><transition event="term.late"/>)"}}));
  const std::string act = world.act_in_force();
  // when compliance falls due, noticed eight days late, and its three working days pass
  world.pass_to("2027-11-10");
  // then the three days were counted from 2 November, when the term before them ended
  const v1::TaskState* late = nullptr;
  for (const v1::TaskState& task : world.state(act).tasks()) {
    if (task.key() == "evaluate_compliance") late = &task;
  }
  ASSERT_NE(late, nullptr) << "the task is still to be done";
  EXPECT_EQ(late->due().started_on(), "2027-11-02");
  EXPECT_EQ(late->due().last_day(), "2027-11-05");
  // and whoever has to do it was told that it is late
  const v1::Turn& ended = world.last_turn();
  ASSERT_TRUE(ended.events(0).has_term_elapsed());
  EXPECT_TRUE(std::any_of(ended.audience().begin(), ended.audience().end(),
                          [](const v1::Selector& selector) { return selector.role() == v1::SERVICE_OWNER; }));
}

TEST(Clocks, InsideAnotherStopACaseThatDoesNotRunIt) {
  // given a definition whose opinions run inside a month that runs in another state
  World world;
  world.define(act_definition_with({{R"(<norma:term id="opinion" clock="T1"/>)", R"(<norma:term id="opinion" clock="T4.sector"/>)"},
                                    {R"(<norma:term id="commencement" until="commences_on" rule="VPIL 77"/>)",
                                     R"(<norma:term id="commencement" clock="T4"/>)"}}));
  const std::string act = world.ready_act();
  v1::CommandBody request;
  request.mutable_request_opinions()->set_case_id(act);
  request.mutable_request_opinions()->add_givers("legal");
  EXPECT_EQ(world.refusal("ipks", request), "outer_term_missing");
}

}  // namespace
}  // namespace norma::acts
