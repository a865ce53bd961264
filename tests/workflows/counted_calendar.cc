#include "tests/workflows/counted_calendar.h"

#include <algorithm>
#include <cstdio>

namespace norma::workflows {
namespace {

bool is_leap(int year) { return year % 400 == 0 || (year % 4 == 0 && year % 100 != 0); }

bool is(const CountedDay& day, int month, int number) { return day.month == month && day.day == number; }

bool is_weekend_day(const CountedDay& day) { return day.weekday() == 0 || day.weekday() == 6; }

/// 4 May and 18 November since the law of 24.05.2007, and the closing days of the festivals of 2018 and 2023.
bool moves_off_a_weekend(const CountedDay& day) {
  const bool since_2007 = day.year > 2007 || (day.year == 2007 && (day.month > 6 || (day.month == 6 && day.day >= 26)));
  if (since_2007 && (is(day, 5, 4) || is(day, 11, 18))) return true;
  return day == CountedDay{2018, 7, 8} || day == CountedDay{2023, 7, 9};
}

}  // namespace

std::string CountedDay::text() const {
  char buffer[40];
  std::snprintf(buffer, sizeof buffer, "%04d-%02d-%02d", year, month, day);
  return buffer;
}

CountedDay CountedDay::next() const {
  if (day < days_in_month(year, month)) return {year, month, day + 1};
  return month < 12 ? CountedDay{year, month + 1, 1} : CountedDay{year + 1, 1, 1};
}

CountedDay CountedDay::previous() const {
  if (day > 1) return {year, month, day - 1};
  return month > 1 ? CountedDay{year, month - 1, days_in_month(year, month - 1)} : CountedDay{year - 1, 12, 31};
}

long CountedDay::julian() const {
  const long shift = (month - 14) / 12;
  return 1461 * (year + 4800 + shift) / 4 + 367 * (month - 2 - 12 * shift) / 12 -
         3 * ((year + 4900 + shift) / 100) / 4 + day - 32075;
}

int CountedDay::weekday() const { return static_cast<int>((julian() + 1) % 7); }

int days_in_month(int year, int month) {
  if (month == 2) return is_leap(year) ? 29 : 28;
  return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

CountedDay knuth_easter(int year) {
  const int golden = year % 19 + 1;
  const int century = year / 100 + 1;
  const int dropped_leap_years = 3 * century / 4 - 12;
  const int moon_correction = (8 * century + 5) / 25 - 5;
  const int sunday = 5 * year / 4 - dropped_leap_years - 10;
  int epact = (11 * golden + 20 + moon_correction - dropped_leap_years) % 30;
  if ((epact == 25 && golden > 11) || epact == 24) ++epact;
  int full_moon = 44 - epact;
  if (full_moon < 21) full_moon += 30;
  const int day = full_moon + 7 - (sunday + full_moon) % 7;
  return day > 31 ? CountedDay{year, 4, day - 31} : CountedDay{year, 3, day};
}

CountedCalendar::CountedCalendar(std::vector<std::pair<std::string_view, std::string_view>> moved)
    : moved_(std::move(moved)) {}

/// The days that the law names, whatever day of the week they fall on.
bool CountedCalendar::is_named(const CountedDay& day) const {
  if (is(day, 1, 1) || is(day, 5, 1) || is(day, 6, 23) || is(day, 6, 24) || is(day, 11, 18)) return true;
  if (is(day, 12, 25) || is(day, 12, 26) || is(day, 12, 31)) return true;
  if (is(day, 5, 4)) return day.year >= 2002;
  if (is(day, 12, 24)) return day.year >= 2007;
  if (day.month == 5 && day.weekday() == 0 && (day.day - 1) / 7 == 1) return true;
  const long from_easter = day.julian() - knuth_easter(day.year).julian();
  if (from_easter == -2 || from_easter == 0 || from_easter == 1 || from_easter == 49) return true;
  return day == CountedDay{2018, 7, 8} || day == CountedDay{2018, 9, 24} || day == CountedDay{2023, 5, 29} ||
         day == CountedDay{2023, 7, 9};
}

/// Whether a moving holiday lies before this day with nothing but rest between them.
bool CountedCalendar::is_off_for_another(const CountedDay& day) const {
  if (is_weekend_day(day) || is_named(day)) return false;
  for (CountedDay before = day.previous();; before = before.previous()) {
    if (!is_weekend_day(before) && !is_named(before)) return false;
    if (moves_off_a_weekend(before) && is_weekend_day(before)) return true;
  }
}

bool CountedCalendar::is_holiday(const CountedDay& day) const { return is_named(day) || is_off_for_another(day); }

bool CountedCalendar::rests_by_order(const CountedDay& day) const {
  const std::string text = day.text();
  return std::any_of(moved_.begin(), moved_.end(), [&](const auto& moved) { return moved.first == text; });
}

bool CountedCalendar::works_by_order(const CountedDay& day) const {
  const std::string text = day.text();
  return std::any_of(moved_.begin(), moved_.end(), [&](const auto& moved) { return moved.second == text; });
}

bool CountedCalendar::is_worked(const CountedDay& day) const {
  if (works_by_order(day)) return true;
  return !is_weekend_day(day) && !is_holiday(day) && !rests_by_order(day);
}

CountedDay CountedCalendar::last_day(const CountedDay& event, int count, char unit) const {
  CountedDay day = event;
  if (unit == 'B') {
    for (int left = count; left > 0;) {
      day = day.next();
      left -= is_worked(day) ? 1 : 0;
    }
    return day;
  }
  if (unit == 'D' || unit == 'W') {
    for (int left = unit == 'W' ? 7 * count : count; left > 0; --left) day = day.next();
  } else {
    for (int left = unit == 'Y' ? 12 * count : count; left > 0; --left) {
      day.month = day.month % 12 + 1;
      if (day.month == 1) ++day.year;
    }
    day.day = std::min(day.day, days_in_month(day.year, day.month));
  }
  if (!is_weekend_day(day) && is_worked(day)) return day;
  do {
    day = day.next();
  } while (!is_worked(day));
  return day;
}

}  // namespace norma::workflows
