#include "engine/acts/calendar.h"

#include <algorithm>
#include <optional>

namespace norma::acts {
namespace {

namespace chrono = std::chrono;

constexpr int kFirstYear = 1900;
constexpr int kLastYear = 2999;
constexpr int kMostYears = 200;
constexpr int kMostRules = 1000;
constexpr int kMostDaysFromEaster = 100;

tl::unexpected<Error> invalid(const std::string& what) { return fail(Reason::kCalendarInvalid, what); }

bool contains(const std::vector<Date>& days, Date date) { return std::binary_search(days.begin(), days.end(), date); }

void sort_unique(std::vector<Date>& days) {
  std::sort(days.begin(), days.end());
  days.erase(std::unique(days.begin(), days.end()), days.end());
}

/// Easter Sunday in the Gregorian calendar, by the computus of the anonymous correspondent of Nature (1876).
chrono::sys_days easter_sunday(int year) {
  const int golden = year % 19;
  const int century = year / 100;
  const int year_of_century = year % 100;
  const int lunar = (century - (century + 8) / 25 + 1) / 3;
  const int epact = (19 * golden + century - century / 4 - lunar + 15) % 30;
  const int weekday = (32 + 2 * (century % 4) + 2 * (year_of_century / 4) - epact - year_of_century % 4) % 7;
  const int correction = (golden + 11 * epact + 22 * weekday) / 451;
  const int days = epact + weekday - 7 * correction + 114;
  return chrono::sys_days{Date{chrono::year{year}, chrono::month{static_cast<unsigned>(days / 31)},
                               chrono::day{static_cast<unsigned>(days % 31 + 1)}}};
}

bool is_held_in(const v1::HolidayRule& rule, int year) {
  const auto number = static_cast<std::uint32_t>(year);
  return number >= rule.from_year() && (rule.until_year() == 0 || number <= rule.until_year());
}

/// The day the rule means in that year, if there is one. Requires: check_holiday() accepted the rule.
std::optional<Date> day_in(const v1::HolidayRule& rule, int year) {
  if (!is_held_in(rule, year)) return std::nullopt;
  if (!rule.falls_on().empty()) {
    const std::optional<Date> once = parse_date(rule.falls_on());
    return static_cast<int>(once->year()) == year ? once : std::nullopt;
  }
  if (rule.has_easter()) return Date{easter_sunday(year) + chrono::days{rule.easter()}};
  const chrono::year_month month{chrono::year{year}, chrono::month{rule.month()}};
  if (rule.sunday() != 0) return Date{chrono::sys_days{month / chrono::Sunday[rule.sunday()]}};
  return Date{month / chrono::day{rule.day()}};
}

bool is_year(std::uint32_t year) { return year == 0 || (year >= kFirstYear && year <= kLastYear); }

Result<void> check_holiday(const v1::HolidayRule& rule, const std::string& place) {
  if (rule.lv().empty() || rule.en().empty()) return invalid(place + " needs its names in lv and en");
  const int ways = int{!rule.falls_on().empty()} + int{rule.has_easter()} + int{rule.day() != 0} +
                   int{rule.sunday() != 0};
  if (ways != 1) return invalid(place + " needs exactly one of falls_on, easter, day and sunday");
  const bool by_month = rule.day() != 0 || rule.sunday() != 0;
  if (by_month != (rule.month() != 0)) return invalid(place + ": month belongs to day or sunday");
  if (rule.month() > 12 || rule.day() > 31 || rule.sunday() > 4) return invalid(place + ": no such month, day or Sunday");
  if (rule.easter() < -kMostDaysFromEaster || rule.easter() > kMostDaysFromEaster) {
    return invalid(place + ": easter is too many days away");
  }
  if (!rule.falls_on().empty() && !parse_date(rule.falls_on())) return invalid(place + ": falls_on is no date");
  if (!is_year(rule.from_year()) || !is_year(rule.until_year()) || !is_year(rule.moves_from_year())) {
    return invalid(place + ": a year is not between 1900 and 2999");
  }
  if (rule.until_year() != 0 && rule.until_year() < rule.from_year()) return invalid(place + " ends before it begins");
  return {};
}

Result<void> check_rules(const v1::CalendarRules& rules) {
  if (rules.version().empty()) return invalid("version is empty");
  const bool in_order = rules.first_year() >= kFirstYear && rules.first_year() <= rules.last_year() &&
                        rules.last_year() <= kLastYear && rules.last_year() - rules.first_year() < kMostYears;
  if (!in_order) return invalid("first_year to last_year");
  if (rules.holidays_size() > kMostRules || rules.moved_working_days_size() > kMostRules) return invalid("too many days");
  for (int i = 0; i < rules.holidays_size(); ++i) {
    const Result<void> checked = check_holiday(rules.holidays(i), "holiday " + std::to_string(i + 1));
    if (!checked) return checked;
  }
  return {};
}

/// A moved one takes the first working day that no other holiday has taken.
Result<void> add_holidays(const v1::CalendarRules& rules, Calendar& calendar) {
  std::vector<Date> moving;
  for (int year = calendar.first_year; year <= calendar.last_year; ++year) {
    for (const v1::HolidayRule& rule : rules.holidays()) {
      const std::optional<Date> day = day_in(rule, year);
      if (!day) continue;
      if (!day->ok()) return invalid(rule.en() + " is on a day that does not exist in " + std::to_string(year));
      calendar.holidays.push_back(*day);
      const bool moves = rule.moves_from_year() != 0 && static_cast<std::uint32_t>(year) >= rule.moves_from_year();
      if (moves && is_weekend(*day)) moving.push_back(*day);
    }
  }
  sort_unique(calendar.holidays);
  sort_unique(moving);
  for (const Date& day : moving) {
    chrono::sys_days next{day};
    do {
      next += chrono::days{1};
    } while (!calendar.is_working_day(Date{next}));
    const Date moved{next};
    calendar.holidays.insert(std::upper_bound(calendar.holidays.begin(), calendar.holidays.end(), moved), moved);
  }
  return {};
}

Result<void> add_moved_days(const v1::CalendarRules& rules, Calendar& calendar) {
  for (const v1::MovedWorkingDay& moved : rules.moved_working_days()) {
    const std::optional<Date> rest = parse_date(moved.rest_on());
    const std::optional<Date> work = parse_date(moved.work_on());
    if (!rest || !work) return invalid("a moved working day needs the dates rest_on and work_on");
    if (is_weekend(*rest) || !is_weekend(*work)) {
      return invalid(moved.rest_on() + ": a moved working day rests on a weekday and works on a weekend");
    }
    calendar.moved_rest.push_back(*rest);
    calendar.moved_work.push_back(*work);
  }
  sort_unique(calendar.moved_rest);
  sort_unique(calendar.moved_work);
  return {};
}

Result<void> check_moved_days(const Calendar& calendar) {
  for (const Date& rest : calendar.moved_rest) {
    if (contains(calendar.holidays, rest)) return invalid(format_date(rest) + " is a holiday: no work to move");
  }
  for (const Date& work : calendar.moved_work) {
    if (contains(calendar.holidays, work)) return invalid(format_date(work) + " is a holiday: no work moves there");
  }
  return {};
}

}  // namespace

bool Calendar::covers(Date date) const {
  const int year = static_cast<int>(date.year());
  return year >= first_year && year <= last_year;
}

bool Calendar::is_working_day(Date date) const {
  if (is_weekend(date)) return contains(moved_work, date);
  return !contains(holidays, date) && !contains(moved_rest, date);
}

bool is_weekend(Date date) {
  const chrono::weekday weekday{chrono::sys_days{date}};
  return weekday == chrono::Saturday || weekday == chrono::Sunday;
}

Result<Calendar> work_out_calendar(const v1::CalendarRules& rules) {
  if (const Result<void> checked = check_rules(rules); !checked) return tl::unexpected(checked.error());
  Calendar calendar;
  calendar.version = rules.version();
  calendar.first_year = static_cast<int>(rules.first_year());
  calendar.last_year = static_cast<int>(rules.last_year());
  if (const Result<void> moved = add_moved_days(rules, calendar); !moved) return tl::unexpected(moved.error());
  if (const Result<void> added = add_holidays(rules, calendar); !added) return tl::unexpected(added.error());
  if (const Result<void> checked = check_moved_days(calendar); !checked) return tl::unexpected(checked.error());
  return calendar;
}

Calendar published_calendar(const v1::CalendarPublished& published) {
  Calendar calendar;
  calendar.version = published.rules().version();
  calendar.first_year = static_cast<int>(published.rules().first_year());
  calendar.last_year = static_cast<int>(published.rules().last_year());
  for (const std::int32_t day : published.holidays()) {
    calendar.holidays.push_back(Date{chrono::sys_days{chrono::days{day}}});
  }
  for (const v1::MovedWorkingDay& moved : published.rules().moved_working_days()) {
    if (const auto rest = parse_date(moved.rest_on())) calendar.moved_rest.push_back(*rest);
    if (const auto work = parse_date(moved.work_on())) calendar.moved_work.push_back(*work);
  }
  sort_unique(calendar.moved_rest);
  sort_unique(calendar.moved_work);
  return calendar;
}

v1::CalendarRules extended_rules(const v1::CalendarRules& rules, const v1::CalendarRules& additions) {
  v1::CalendarRules extended = rules;
  extended.set_version(additions.version());
  extended.set_source(additions.source());
  extended.set_last_year(std::max(rules.last_year(), additions.last_year()));
  extended.mutable_holidays()->MergeFrom(additions.holidays());
  extended.mutable_moved_working_days()->MergeFrom(additions.moved_working_days());
  return extended;
}

}  // namespace norma::acts
