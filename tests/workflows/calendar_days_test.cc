// The calendar against an independent computation, day by day (issue "the whole of PU2-6", what is shown, 2).
#include <gtest/gtest.h>

#include <string>
#include <tuple>

#include "engine/acts/terms.h"
#include "tests/workflows/counted_calendar.h"
#include "workflows/calendar.h"
#include "workflows/embedded.h"

namespace norma::workflows {
namespace {

constexpr CountedDay kFirst{2000, 1, 1};
constexpr CountedDay kAfterLast{2041, 1, 1};

/// The Cabinet's orders that were verified, by date.
CountedCalendar counted() {
  return CountedCalendar({{"2008-05-02", "2008-05-10"}, {"2008-11-17", "2008-11-22"}, {"2009-01-02", "2009-01-10"},
                          {"2009-06-22", "2009-06-27"}, {"2010-05-03", "2010-05-29"}, {"2012-04-30", "2012-04-28"},
                          {"2017-05-05", "2017-05-13"}, {"2018-04-30", "2018-04-21"}, {"2023-05-05", "2023-05-20"},
                          {"2024-12-23", "2024-12-14"}, {"2024-12-30", "2024-12-28"}, {"2025-05-02", "2025-05-10"},
                          {"2025-11-17", "2025-11-08"}, {"2026-01-02", "2026-01-17"}, {"2026-06-22", "2026-06-27"}});
}

acts::Calendar latvian() { return load_calendar(embedded_calendars().front().bytes).value(); }

Date date_of(const CountedDay& day) {
  return Date{std::chrono::year{day.year}, std::chrono::month{static_cast<unsigned>(day.month)},
              std::chrono::day{static_cast<unsigned>(day.day)}};
}

TEST(CalendarDays, AgreeWithAnIndependentComputationFrom2000To2040) {
  // given
  const acts::Calendar calendar = latvian();
  const CountedCalendar check = counted();
  // when, then
  int days = 0;
  int rest = 0;
  for (CountedDay day = kFirst; day != kAfterLast; day = day.next()) {
    const Date date = date_of(day);
    ASSERT_TRUE(date.ok()) << day.text();
    ASSERT_EQ(format_date(date), day.text());
    ASSERT_EQ(acts::is_weekend(date), day.weekday() == 0 || day.weekday() == 6) << day.text();
    ASSERT_EQ(std::binary_search(calendar.holidays.begin(), calendar.holidays.end(), date), check.is_holiday(day))
        << day.text();
    ASSERT_EQ(calendar.is_working_day(date), check.is_worked(day)) << day.text();
    ++days;
    rest += check.is_worked(day) ? 0 : 1;
  }
  EXPECT_EQ(days, 14976);
  EXPECT_GT(rest, 4600);
}

TEST(CalendarDays, EndEveryTermWhereAnIndependentComputationEndsIt) {
  // given
  const acts::Calendar calendar = latvian();
  const CountedCalendar check = counted();
  const std::tuple<int, char> lengths[] = {{1, 'D'}, {2, 'D'},  {3, 'D'},  {10, 'D'}, {14, 'D'}, {30, 'D'}, {1, 'W'},
                                           {2, 'W'}, {1, 'M'},  {2, 'M'},  {3, 'M'},  {6, 'M'},  {11, 'M'}, {1, 'Y'},
                                           {5, 'Y'}, {1, 'B'},  {3, 'B'},  {5, 'B'},  {10, 'B'}, {20, 'B'}};
  // when, then
  int terms = 0;
  for (CountedDay event = kFirst; event != kAfterLast; event = event.next()) {
    for (const auto& [count, unit] : lengths) {
      const auto duration = acts::parse_duration("P" + std::to_string(count) + unit);
      const auto due = acts::due_after(date_of(event), *duration, calendar);
      const CountedDay last = check.last_day(event, count, unit);
      ASSERT_TRUE(due.has_value()) << event.text() << " P" << count << unit;
      ASSERT_EQ(format_date(due->last_day), last.text()) << event.text() << " P" << count << unit;
      ASSERT_EQ(due->at, riga_start_of_day(date_of(last.next()))) << event.text() << " P" << count << unit;
      ++terms;
    }
  }
  EXPECT_EQ(terms, 14976 * 20);
}

TEST(CalendarDays, KnuthsEasterIsTheEasterThatWasHeld) {
  // The check itself, against dates that were.
  for (const std::string_view held : {"2000-04-23", "2008-03-23", "2011-04-24", "2019-04-21", "2024-03-31", "2025-04-20"}) {
    EXPECT_EQ(knuth_easter(std::stoi(std::string(held.substr(0, 4)))).text(), held);
  }
}

/// The real days of pu2-6.md 2.1 that rests were moved to or that were free once, each by its date.
TEST(CalendarDays, OfTheDomainFileThatWereReallyMovedRest) {
  const acts::Calendar calendar = latvian();
  for (const std::string_view rest :
       {"2018-09-24", "2023-05-29",                              // free once
        "2018-07-09", "2023-07-10",                              // for the closing day of the festival
        "2008-05-05", "2013-05-06", "2014-05-05", "2019-05-06",  // for 4 May
        "2024-05-06", "2025-05-05", "2030-05-06", "2031-05-05",
        "2007-11-19", "2012-11-19", "2017-11-20", "2018-11-19",  // for 18 November
        "2023-11-20", "2028-11-20", "2029-11-19", "2034-11-20"}) {
    EXPECT_FALSE(calendar.is_working_day(*parse_date(rest))) << rest;
  }
}

TEST(CalendarDays, BeforeTheLawsThatMovedThemWereWorked) {
  const acts::Calendar calendar = latvian();
  for (const std::string_view worked :
       {"2000-05-04", "2001-05-04",                // 4 May is held since 2002
        "2002-05-06", "2003-05-05",                // and moves since 2008
        "2000-11-20", "2001-11-19", "2006-11-20",  // 18 November moves since 2007
        "2001-12-24", "2002-12-24", "2006-12-24",  // 24 December is held since 2007 (2006: a Sunday anyway)
        "2013-07-08"}) {                           // the festival of 2013 had no holiday
    const Date date = *parse_date(worked);
    EXPECT_TRUE(acts::is_weekend(date) || calendar.is_working_day(date)) << worked;
  }
  EXPECT_FALSE(calendar.is_working_day(*parse_date("2007-12-24")));
}

}  // namespace
}  // namespace norma::workflows
