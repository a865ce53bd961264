#include "engine/acts/terms.h"

#include <gtest/gtest.h>

#include <tuple>

namespace norma::acts {
namespace {

Date day(std::string_view text) {
  const auto date = parse_date(text);
  EXPECT_TRUE(date.has_value()) << text;
  return date.value_or(Date{});
}

/// 2025 to 2027 with the holidays that the cases below touch.
Calendar calendar() {
  return {.version = "test-1",
          .first_year = 2025,
          .last_year = 2027,
          .holidays = {day("2026-01-01"), day("2026-04-03"), day("2026-04-05"), day("2026-04-06"), day("2026-05-01"),
                       day("2026-05-04"), day("2026-06-23"), day("2026-06-24"), day("2026-12-24"), day("2026-12-25"),
                       day("2026-12-26"), day("2026-12-31")},
          .moved_rest = {day("2026-01-02")},
          .moved_work = {day("2026-01-10")}};
}

TEST(Calendar, KnowsRestAndMovedDays) {
  const Calendar days = calendar();
  for (const std::string_view worked : {"2026-01-05", "2026-01-10", "2026-04-07"}) {
    EXPECT_TRUE(days.is_working_day(day(worked))) << worked;
  }
  for (const std::string_view rest : {"2026-01-01", "2026-01-02", "2026-01-03", "2026-01-04", "2026-04-05", "2026-12-26"}) {
    EXPECT_FALSE(days.is_working_day(day(rest))) << rest;
  }
}

TEST(Duration, ReadsOneUnit) {
  EXPECT_EQ(parse_duration("P14D"), (Duration{Duration::Unit::kDays, 14}));
  EXPECT_EQ(parse_duration("P2W"), (Duration{Duration::Unit::kWeeks, 2}));
  EXPECT_EQ(parse_duration("P1M"), (Duration{Duration::Unit::kMonths, 1}));
  EXPECT_EQ(parse_duration("P1Y"), (Duration{Duration::Unit::kYears, 1}));
  EXPECT_EQ(parse_duration("P003B"), (Duration{Duration::Unit::kWorkingDays, 3}));
}

TEST(Duration, RefusesEverythingElse) {
  for (const std::string_view text : {"", "P", "P1", "PD", "1M", "P0D", "P-1D", "P1.5D", "P1000D", "P1Y2M", "PT1H", "p1m", "P1m", "P 1M"}) {
    const auto duration = parse_duration(text);
    ASSERT_FALSE(duration.has_value()) << text;
    EXPECT_EQ(duration.error().reason, Reason::kInvalidField) << text;
  }
}

struct TermCase {
  std::string_view name;
  std::string_view event_day;
  std::string_view duration;
  std::string_view last_day;
  std::string_view ends_at;  ///< UTC.
};

void PrintTo(const TermCase& term, std::ostream* out) { *out << term.event_day << ' ' << term.duration; }

class Terms : public testing::TestWithParam<TermCase> {};

TEST_P(Terms, EndAsTheLawWordsIt) {
  const TermCase& term = GetParam();
  const auto duration = parse_duration(term.duration);
  ASSERT_TRUE(duration.has_value());
  const auto due = due_after(day(term.event_day), *duration, calendar());
  ASSERT_TRUE(due.has_value());
  EXPECT_EQ(format_date(due->last_day), term.last_day);
  EXPECT_EQ(due->at, parse_instant(term.ends_at));
}

INSTANTIATE_TEST_SUITE_P(
    AdministrativeProcedureLaw42And43, Terms,
    testing::Values(
        TermCase{"StartsTheDayAfter", "2026-02-02", "P1D", "2026-02-03", "2026-02-03T22:00:00Z"},
        TermCase{"WeeksEndOnTheSameWeekday", "2026-02-03", "P2W", "2026-02-17", "2026-02-17T22:00:00Z"},
        TermCase{"MonthEndsOnTheSameDate", "2026-02-10", "P1M", "2026-03-10", "2026-03-10T22:00:00Z"},
        TermCase{"MonthWithoutTheDateEndsOnItsLastDay", "2026-03-31", "P3M", "2026-06-30", "2026-06-30T21:00:00Z"},
        TermCase{"ClippedLastDayMovesOffTheWeekend", "2026-01-31", "P1M", "2026-03-02", "2026-03-02T22:00:00Z"},
        TermCase{"MonthsRunAcrossTheYear", "2025-12-15", "P2M", "2026-02-16", "2026-02-16T22:00:00Z"},
        TermCase{"YearEndsOnTheSameDate", "2025-03-10", "P1Y", "2026-03-10", "2026-03-10T22:00:00Z"},
        TermCase{"SaturdayMovesToMonday", "2026-02-06", "P1D", "2026-02-09", "2026-02-09T22:00:00Z"},
        TermCase{"SundayMovesToMonday", "2026-02-06", "P2D", "2026-02-09", "2026-02-09T22:00:00Z"},
        TermCase{"EasterMovesToTuesday", "2026-03-03", "P1M", "2026-04-07", "2026-04-07T21:00:00Z"},
        TermCase{"HolidayAfterAWeekendIsPassedToo", "2026-04-01", "P1M", "2026-05-05", "2026-05-05T21:00:00Z"},
        TermCase{"ChristmasMovesToMonday", "2026-11-24", "P1M", "2026-12-28", "2026-12-28T22:00:00Z"},
        TermCase{"MovedRestDayIsPassed", "2025-12-02", "P1M", "2026-01-05", "2026-01-05T22:00:00Z"},
        TermCase{"WorkedSaturdayIsStillSaturday", "2026-01-09", "P1D", "2026-01-12", "2026-01-12T22:00:00Z"},
        TermCase{"EndsAtMidnightOfSummerTime", "2026-03-28", "P2D", "2026-03-30", "2026-03-30T21:00:00Z"},
        TermCase{"EndsAfterTheChangeToSummerTime", "2026-03-25", "P2D", "2026-03-27", "2026-03-27T22:00:00Z"},
        TermCase{"WorkingDaysPassTheWeekend", "2026-02-06", "P3B", "2026-02-11", "2026-02-11T22:00:00Z"},
        TermCase{"WorkingDaysPassHolidays", "2026-04-02", "P1B", "2026-04-07", "2026-04-07T21:00:00Z"},
        TermCase{"WorkingDaysCountAWorkedSaturday", "2026-01-08", "P2B", "2026-01-10", "2026-01-10T22:00:00Z"},
        TermCase{"EventOnARestDayStartsTheDayAfterToo", "2026-02-07", "P1B", "2026-02-09", "2026-02-09T22:00:00Z"}),
    [](const testing::TestParamInfo<TermCase>& instance) { return std::string(instance.param.name); });

TEST(Terms, LeapDayEndsOnTheLastOfFebruary) {
  Calendar days = calendar();
  days.first_year = 2024;
  const auto due = due_after(day("2024-02-29"), {Duration::Unit::kYears, 1}, days);
  ASSERT_TRUE(due.has_value());
  EXPECT_EQ(format_date(due->last_day), "2025-02-28");
}

TEST(Terms, AreRefusedOutsideTheCalendar) {
  for (const auto& [event_day, duration, year] :
       {std::tuple{"2027-12-15", "P1M", "2028"}, std::tuple{"2027-12-30", "P2B", "2028"},
        std::tuple{"2027-12-30", "P2D", "2028"}, std::tuple{"2023-01-10", "P1Y", "2024"}}) {
    const auto due = due_after(day(event_day), *parse_duration(duration), calendar());
    ASSERT_FALSE(due.has_value()) << event_day << ' ' << duration;
    EXPECT_EQ(due.error(), (Error{Reason::kCalendarMissing, {year}}));
  }
}

TEST(Terms, FixedDaysEndTermsAsTheyBegin) {
  const auto due = due_on(day("2026-09-01"));
  ASSERT_TRUE(due.has_value());
  EXPECT_EQ(due->last_day, day("2026-09-01"));
  EXPECT_EQ(due->at, parse_instant("2026-08-31T21:00:00Z"));
}

TEST(Terms, DaysThatDoNotExistAreRefused) {
  const Date nonexistent{std::chrono::year{2026}, std::chrono::February, std::chrono::day{30}};
  EXPECT_EQ(due_on(nonexistent).error().reason, Reason::kInvalidField);
  EXPECT_EQ(due_after(nonexistent, {Duration::Unit::kDays, 1}, calendar()).error().reason, Reason::kInvalidField);
}

}  // namespace
}  // namespace norma::acts
