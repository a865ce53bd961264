// Publishing calendars and configuring clocks: versions, what due dates keep, and the order of reasons.
#include "engine/acts/legal_time.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>

#include "engine/acts/due_times.h"
#include "tests/engine/acts_world.h"
#include "workflows/calendar.h"
#include "workflows/clocks.h"
#include "workflows/embedded.h"

namespace norma::acts {
namespace {

v1::CommandBody built_in_calendar() {
  v1::CommandBody body;
  *body.mutable_publish_calendar()->mutable_rules() =
      workflows::read_calendar_rules(workflows::embedded_calendars().front().bytes).value();
  return body;
}

/// One more day that is free once.
v1::CommandBody one_more_day(const std::string& version, const std::string& replaces, const std::string& day) {
  v1::CommandBody body;
  v1::PublishCalendar& publish = *body.mutable_publish_calendar();
  publish.set_replaces(replaces);
  publish.set_extends(true);
  publish.mutable_rules()->set_version(version);
  v1::HolidayRule& rule = *publish.mutable_rules()->add_holidays();
  rule.set_lv("Uzvaras diena sportā");
  rule.set_en("Day of a victory in sport");
  rule.set_falls_on(day);
  return body;
}

v1::CommandBody configure(const std::string& clock, const std::string& duration) {
  v1::CommandBody body;
  body.mutable_configure_clock()->set_clock(clock);
  body.mutable_configure_clock()->set_duration(duration);
  body.mutable_configure_clock()->set_ground("MK 606 redakcija");
  return body;
}

v1::CommandBody built_in_clocks(const std::string& version) {
  v1::CommandBody body;
  *body.mutable_publish_clocks()->mutable_catalogue() = workflows::built_in_clocks();
  body.mutable_publish_clocks()->mutable_catalogue()->set_version(version);
  return body;
}

const v1::TermState& opinion_term(const World& world, const std::string& act) { return world.state(act).terms(0); }

TEST(PublishCalendar, MakesANewVersionForTermsThatStartLater) {
  // given a term that ends on 2 December 2026
  World world;
  ASSERT_EQ(world.refusal_by_service(built_in_calendar()), "accepted");
  const std::string before = world.act_in_harmonisation();
  EXPECT_EQ(opinion_term(world, before).due().last_day(), "2026-12-02");
  // when that day becomes free
  ASSERT_EQ(world.refusal("admin", one_more_day("lv-2026.3", "lv-2026.2", "2026-12-02")), "accepted");
  // then the running term keeps its end and its version, a new one gets the new ones
  EXPECT_EQ(opinion_term(world, before).due().last_day(), "2026-12-02");
  EXPECT_EQ(opinion_term(world, before).due().calendar_version(), "lv-2026.2");
  const std::string after = world.act_in_harmonisation();
  EXPECT_EQ(opinion_term(world, after).due().last_day(), "2026-12-03");
  EXPECT_EQ(opinion_term(world, after).due().nominal_day(), "2026-12-02");
  EXPECT_EQ(opinion_term(world, after).due().calendar_version(), "lv-2026.3");
}

TEST(PublishCalendar, KeepsEveryDayOfTheCalendarItExtends) {
  World world;
  const Calendar before = world.legal_time().calendar();
  ASSERT_EQ(world.refusal("admin", one_more_day("lv-x", before.version, "2027-09-24")), "accepted");
  const Calendar& after = world.legal_time().calendar();
  std::vector<Date> expected = before.holidays;
  expected.insert(std::upper_bound(expected.begin(), expected.end(), *parse_date("2027-09-24")), *parse_date("2027-09-24"));
  EXPECT_EQ(after.holidays, expected);
  EXPECT_EQ(after.moved_rest, before.moved_rest);
  EXPECT_EQ(after.moved_work, before.moved_work);
  EXPECT_EQ(after.last_year, before.last_year);
}

TEST(PublishCalendar, IsReplayedFromItsEventAlone) {
  // given what the registry recorded
  World world;
  ASSERT_EQ(world.refusal_by_service(built_in_calendar()), "accepted");
  ASSERT_EQ(world.refusal("admin", one_more_day("lv-x", "lv-2026.2", "2027-09-24")), "accepted");
  ASSERT_EQ(world.refusal("admin", configure("T9", "P15B")), "accepted");
  // when it is folded over a program that was built with nothing of it
  v1::CalendarRules empty;
  empty.set_version("other");
  empty.set_first_year(2020);
  empty.set_last_year(2021);
  LegalTime replayed = LegalTime::built_in(empty, workflows::built_in_clocks()).value();
  for (const v1::Turn& turn : world.registry_turns()) {
    for (const v1::Event& event : turn.events()) replayed.apply(event);
  }
  // then it is the same legal time
  EXPECT_EQ(replayed.calendar().version, "lv-x");
  EXPECT_EQ(replayed.calendar().holidays, world.legal_time().calendar().holidays);
  EXPECT_EQ(replayed.calendar().moved_rest, world.legal_time().calendar().moved_rest);
  EXPECT_EQ(replayed.rules().SerializeAsString(), world.legal_time().rules().SerializeAsString());
  EXPECT_EQ(replayed.clocks().find("T9")->clock().duration(), "P15B");
  EXPECT_FALSE(replayed.calendar_is_built_in());
}

TEST(PublishCalendar, ChecksItsReasonsInOrder) {
  World world;
  ASSERT_EQ(world.refusal_by_service(built_in_calendar()), "accepted");
  EXPECT_TRUE(world.legal_time().calendar_is_built_in());
  v1::CommandBody body = one_more_day("lv-2026.2", "lv-2025.1", "2026-02-30");
  EXPECT_EQ(world.refusal("ipks", body), "role_not_held");
  EXPECT_EQ(world.refusal("admin", body), "calendar_version_exists");
  body.mutable_publish_calendar()->mutable_rules()->set_version("lv-2026.3");
  EXPECT_EQ(world.refusal("admin", body), "calendar_outdated");
  body.mutable_publish_calendar()->set_replaces("lv-2026.2");
  EXPECT_EQ(world.refusal("admin", body), "calendar_invalid");
  v1::CalendarRules& rules = *body.mutable_publish_calendar()->mutable_rules();
  rules.mutable_holidays(0)->set_falls_on("2026-02-03");
  rules.set_first_year(2020);
  rules.set_last_year(2035);
  body.mutable_publish_calendar()->set_extends(false);
  EXPECT_EQ(world.refusal("admin", body), "calendar_missing");
  rules.set_last_year(2036);
  EXPECT_EQ(world.refusal("admin", body), "accepted");
  EXPECT_EQ(world.legal_time().calendar().holidays, std::vector<Date>{*parse_date("2026-02-03")});
}

TEST(ConfigureClock, SetsLengthsThatNoLawFixesForTermsThatStartLater) {
  // given
  World world;
  const std::string before = world.act_in_force();
  // when
  ASSERT_EQ(world.refusal("admin", configure("T12", "P6M")), "accepted");
  // then
  const std::string after = world.act_in_force();
  EXPECT_EQ(world.state(before).terms(0).due().duration(), "P1Y");
  EXPECT_EQ(world.state(before).terms(0).due().clock_version(), "clocks-2026.1");
  EXPECT_EQ(world.state(after).terms(0).due().duration(), "P6M");
  EXPECT_EQ(world.state(after).terms(0).due().clock_version(), "clocks-2026.1#1");
  EXPECT_EQ(world.state(after).terms(0).due().last_day(), "2027-05-03");
}

TEST(ConfigureClock, ChecksItsReasonsInOrder) {
  World world;
  EXPECT_EQ(world.refusal("ipks", configure("T0", "x")), "role_not_held");
  EXPECT_EQ(world.refusal("admin", configure("T0", "x")), "clock_unknown");
  for (const char* fixed : {"T1", "T2", "T3", "T4", "T4.sector", "T5", "T6", "T6.promulgation", "T7", "T11", "T15"}) {
    EXPECT_EQ(world.refusal("admin", configure(fixed, "x")), "clock_fixed_by_law") << fixed;
  }
  for (const char* free : {"T8", "T9", "T10", "T11.plan", "T12", "T13", "T14"}) {
    EXPECT_EQ(world.refusal("admin", configure(free, "x")), "invalid_field") << free;
    EXPECT_EQ(world.refusal("admin", configure(free, "P2B")), "accepted") << free;
  }
}

TEST(ConfigureClock, RefusesADateOfTheCase) {
  // given a catalogue whose evaluation date is configuration
  World world;
  v1::CommandBody body = built_in_clocks("clocks-x");
  for (v1::Clock& clock : *body.mutable_publish_clocks()->mutable_catalogue()->mutable_clocks()) {
    if (clock.id() == "T11") clock.set_configurable(true);
  }
  ASSERT_EQ(world.refusal_by_service(body), "accepted");
  EXPECT_EQ(world.refusal("admin", configure("T11", "P1D")), "clock_has_fixed_date");
}

TEST(PublishClocks, KeepsLengthsThatAnAdministratorSet) {
  World world;
  ASSERT_EQ(world.refusal("admin", configure("T9", "P15B")), "accepted");
  EXPECT_FALSE(world.legal_time().knows_catalogue("clocks-2027.1"));
  ASSERT_EQ(world.refusal_by_service(built_in_clocks("clocks-2027.1")), "accepted");
  EXPECT_TRUE(world.legal_time().knows_catalogue("clocks-2027.1"));
  const v1::ClockVersion& kept = *world.legal_time().clocks().find("T9");
  EXPECT_EQ(kept.clock().duration(), "P15B");
  EXPECT_EQ(clock_version_name(kept), "clocks-2027.1#1");
  EXPECT_GT(kept.ground().size_bytes(), 0U);
  EXPECT_EQ(clock_version_name(*world.legal_time().clocks().find("T10")), "clocks-2027.1");
}

TEST(PublishClocks, RefusesACatalogueThatDoesNotHold) {
  World world;
  const auto with = [](const std::function<void(v1::Clock&)>& change) {
    v1::CommandBody body = built_in_clocks("clocks-x");
    change(*body.mutable_publish_clocks()->mutable_catalogue()->mutable_clocks(0));
    return body;
  };
  const std::function<void(v1::Clock&)> wrong[] = {
      [](v1::Clock& clock) { clock.set_id("X1"); },         [](v1::Clock& clock) { clock.set_id("T2"); },
      [](v1::Clock& clock) { clock.clear_lv(); },           [](v1::Clock& clock) { clock.clear_rule(); },
      [](v1::Clock& clock) { clock.clear_source(); },       [](v1::Clock& clock) { clock.set_effect("explode"); },
      [](v1::Clock& clock) { clock.clear_duration(); },     [](v1::Clock& clock) { clock.set_until("evaluate_on"); },
      [](v1::Clock& clock) { clock.set_duration("P1H"); },  [](v1::Clock& clock) { clock.clear_verified(); },
      [](v1::Clock& clock) { clock.set_within("T99"); },    [](v1::Clock& clock) { clock.set_urgent("T8"); },
      [](v1::Clock& clock) { clock.set_within("T11"); },    [](v1::Clock& clock) { clock.set_within("T4.sector"); }};
  for (const auto& change : wrong) EXPECT_EQ(world.refusal_by_service(with(change)), "clock_invalid");
  EXPECT_EQ(world.refusal_by_service(built_in_clocks("")), "clock_invalid");
  EXPECT_EQ(world.refusal_by_service(with([](v1::Clock&) {})), "accepted");
}

TEST(DueDates, OfEveryTermOfEveryDefinitionCarryRuleAndCalendarVersion) {
  // given every term that any of the product's definitions has
  World world;
  v1::CaseState state;
  state.mutable_preparation()->set_commences_on("2026-12-01");
  state.mutable_preparation()->set_evaluate_on("2027-12-01");
  int terms = 0;
  for (const v1::CaseKind kind : {v1::NEED, v1::ACT, v1::AMENDMENT}) {
    for (const auto& [id, duties] : world.definitions().newest(kind)->duties) {
      for (const TermTemplate& term : duties.terms) {
        // when it starts
        const auto due = start_due_time(term, state, *parse_date("2026-11-02"), world.legal_time());
        // then
        ASSERT_TRUE(due.has_value()) << id << ' ' << term.key;
        EXPECT_FALSE(due->rule().empty()) << id << ' ' << term.key;
        EXPECT_EQ(due->calendar_version(), world.legal_time().calendar().version) << id << ' ' << term.key;
        EXPECT_EQ(due->started_on(), "2026-11-02");
        EXPECT_GE(due->last_day(), due->started_on());
        EXPECT_EQ(due->clock(), term.clock);
        EXPECT_EQ(due->clock_version().empty(), term.clock.empty());
        ++terms;
      }
    }
  }
  EXPECT_GE(terms, 5);
}

TEST(DueDates, OfEveryEventOfALifeCarryRuleAndCalendarVersion) {
  World world;
  world.act_in_harmonisation();
  const std::string act = world.act_in_force();
  world.pass_to("2027-12-01");
  int dues = 0;
  for (const v1::Turn& turn : world.turns()) {
    for (const v1::Event& event : turn.events()) {
      const bool has = event.has_term_started() || event.task_opened().has_due();
      if (!has) continue;
      const v1::DueTime& due = event.has_term_started() ? event.term_started().due() : event.task_opened().due();
      EXPECT_FALSE(due.rule().empty());
      EXPECT_FALSE(due.calendar_version().empty());
      ++dues;
    }
  }
  EXPECT_GE(dues, 6);
}

TEST(DueDates, AreRefusedBeforeTheyStart) {
  // given
  World world;
  v1::CommandBody plan;
  v1::PlanAct& planned = *plan.mutable_plan_act();
  planned.set_need(world.need_for_new_act());
  planned.set_title("Kārtība");
  planned.set_kind(v1::INTERNAL_RULES);
  planned.set_issuer("inst");
  planned.set_legal_basis("VPIL 72(1)");
  // when, then: goals are not evaluated yesterday
  planned.set_evaluate_on("2026-11-01");
  EXPECT_EQ(world.refusal("ps", plan), "term_before_start");
  // nor before the act commences; the date may be fixed anew at adoption (pu2-6.md 2.1 T11)
  const std::string act = world.ready_act();
  v1::CommandBody adopt;
  adopt.mutable_adopt_act()->set_case_id(act);
  adopt.mutable_adopt_act()->set_number("1");
  adopt.mutable_adopt_act()->set_commences_on("2027-06-02");
  EXPECT_EQ(world.refusal("head", adopt), "term_before_start");
  adopt.mutable_adopt_act()->set_evaluate_on("2027-06-01");
  EXPECT_EQ(world.refusal("head", adopt), "term_before_start");
  adopt.mutable_adopt_act()->set_evaluate_on("2028-06-02");
  EXPECT_EQ(world.refusal("head", adopt), "accepted");
  EXPECT_EQ(world.state(act).preparation().evaluate_on(), "2028-06-02");
}

}  // namespace
}  // namespace norma::acts
