#include "workflows/calendar.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "workflows/embedded.h"

namespace norma::workflows {
namespace {

Date day(std::string_view text) {
  const auto date = parse_date(text);
  EXPECT_TRUE(date.has_value()) << text;
  return date.value_or(Date{});
}

acts::Calendar latvian() {
  const auto calendar = load_calendar(embedded_calendars().front().bytes);
  EXPECT_TRUE(calendar.has_value());
  return calendar.value_or(acts::Calendar{});
}

/// A calendar of one year with the given rules.
std::string document(std::string_view holidays, std::string_view moved = "") {
  return R"({"version": "t", "first_year": 2024, "last_year": 2024, "holidays": [)" + std::string(holidays) +
         R"(], "moved_working_days": [)" + std::string(moved) + "]}";
}

TEST(LatvianCalendar, NamesItsVersionAndYears) {
  const acts::Calendar calendar = latvian();
  EXPECT_EQ(calendar.version, "lv-2026.2");
  EXPECT_EQ(calendar.first_year, 2000);
  EXPECT_EQ(calendar.last_year, 2060);
  EXPECT_TRUE(std::is_sorted(calendar.holidays.begin(), calendar.holidays.end()));
}

TEST(LatvianCalendar, HasTheRestDaysOf2026) {
  const acts::Calendar calendar = latvian();
  std::vector<std::string> holidays;
  for (const Date& date : calendar.holidays) {
    if (date.year() == std::chrono::year{2026}) holidays.push_back(format_date(date));
  }
  EXPECT_EQ(holidays, (std::vector<std::string>{"2026-01-01", "2026-04-03", "2026-04-05", "2026-04-06", "2026-05-01",
                                                "2026-05-04", "2026-05-10", "2026-05-24", "2026-06-23", "2026-06-24",
                                                "2026-11-18", "2026-12-24", "2026-12-25", "2026-12-26", "2026-12-31"}));
}

TEST(LatvianCalendar, KnowsEasterOfEveryKindOfYear) {
  const acts::Calendar calendar = latvian();
  for (const std::string_view monday : {"2000-04-24", "2008-03-24", "2011-04-25", "2019-04-22", "2024-04-01", "2025-04-21",
                                        "2027-03-29", "2035-03-26", "2038-04-26", "2049-04-19", "2054-03-30"}) {
    EXPECT_FALSE(calendar.is_working_day(day(monday))) << monday;
  }
}

TEST(LatvianCalendar, MovesNationalDaysOffWeekends) {
  const acts::Calendar calendar = latvian();
  for (const std::string_view rest : {"2024-05-06", "2025-05-05", "2028-11-20", "2018-07-09", "2023-07-10"}) {
    EXPECT_FALSE(calendar.is_working_day(day(rest))) << rest;
  }
  for (const std::string_view worked : {"2026-05-05", "2026-11-19", "2022-12-27", "2022-05-02", "2003-05-05"}) {
    EXPECT_TRUE(calendar.is_working_day(day(worked))) << worked;
  }
}

TEST(LatvianCalendar, KnowsTheDaysThatWereFreeOnce) {
  const acts::Calendar calendar = latvian();
  EXPECT_FALSE(calendar.is_working_day(day("2018-09-24")));
  EXPECT_FALSE(calendar.is_working_day(day("2023-05-29")));
  EXPECT_TRUE(calendar.is_working_day(day("2024-09-24")));
}

TEST(CalendarLoader, AMovedHolidayTakesTheNextDayThatIsStillWorked) {
  // given a Saturday that moves, with its Monday taken by another holiday
  const auto calendar = load_calendar(document(R"({"lv": "a", "en": "a", "falls_on": "2024-05-04", "moves_from_year": 2000},
                                                  {"lv": "b", "en": "b", "month": 5, "day": 6})"));
  ASSERT_TRUE(calendar.has_value());
  EXPECT_EQ(calendar->holidays, (std::vector<Date>{day("2024-05-04"), day("2024-05-06"), day("2024-05-07")}));
}

TEST(CalendarLoader, MovesWorkingDays) {
  const auto calendar = load_calendar(document("", R"({"rest_on": "2024-05-03", "work_on": "2024-05-11"})"));
  ASSERT_TRUE(calendar.has_value());
  EXPECT_FALSE(calendar->is_working_day(day("2024-05-03")));
  EXPECT_TRUE(calendar->is_working_day(day("2024-05-11")));
}

TEST(CalendarLoader, RefusesWhatItDoesNotUnderstand) {
  const std::string wrong[] = {
      "", "[]", "{}", document("") + "x", document("1"), document(R"({"lv": "a", "en": "a"})"),
      document(R"({"en": "a", "easter": 0})"), document(R"({"lv": "a", "en": "a", "easter": 0, "month": 1})"),
      document(R"({"lv": "a", "en": "a", "easter": 0, "month": 1, "day": 1})"),
      document(R"({"lv": "a", "en": "a", "month": 13, "day": 1})"),
      document(R"({"lv": "a", "en": "a", "month": 2, "day": 30})"),
      document(R"({"lv": "a", "en": "a", "month": 5, "sunday": 5})"),
      document(R"({"lv": "a", "en": "a", "falls_on": "2024-02-30"})"),
      document(R"({"lv": "a", "en": "a", "easter": 0, "color": "red"})"),
      document("", R"({"rest_on": "2024-05-04", "work_on": "2024-05-11"})"), document("", R"({"rest_on": "2024-05-03"})"),
      R"({"version": "", "first_year": 2024, "last_year": 2024, "holidays": [], "moved_working_days": []})",
      R"({"version": "t", "first_year": 2024, "last_year": 2023, "holidays": [], "moved_working_days": []})",
      R"({"version": "t", "first_year": 1900, "last_year": 2999, "holidays": [], "moved_working_days": []})",
      document("", R"({"rest_on": "2024-05-03", "work_on": "2024-05-10"})"),
      document(R"({"lv": "a", "en": "a", "month": 5, "day": 3})", R"({"rest_on": "2024-05-03", "work_on": "2024-05-11"})"),
      document(R"({"lv": "a", "en": "a", "month": 5, "day": 11})", R"({"rest_on": "2024-05-03", "work_on": "2024-05-11"})"),
      document(R"({"lv": "a", "en": "a", "easter": 101})"), document(R"({"lv": "a", "en": "a", "month": 1})"),
      document(R"({"lv": "a", "en": "a", "month": 1, "day": 1, "from_year": 1})"),
      document(R"({"lv": "a", "en": "a", "month": 1, "day": 1, "from_year": 2020, "until_year": 2019})")};
  for (const std::string& text : wrong) {
    const auto calendar = load_calendar(text);
    ASSERT_FALSE(calendar.has_value()) << text;
    EXPECT_EQ(calendar.error().reason, Reason::kCalendarInvalid) << text;
  }
}

}  // namespace
}  // namespace norma::workflows
