#include "engine/acts/terms.h"

#include <algorithm>
#include <optional>

namespace norma::acts {
namespace {

namespace chrono = std::chrono;

constexpr std::size_t kMostDigits = 3;

bool contains(const std::vector<Date>& days, Date date) { return std::binary_search(days.begin(), days.end(), date); }

bool is_weekend(Date date) {
  const chrono::weekday weekday{chrono::sys_days{date}};
  return weekday == chrono::Saturday || weekday == chrono::Sunday;
}

Date next_day(Date date) { return Date{chrono::sys_days{date} + chrono::days{1}}; }

tl::unexpected<Error> outside(Date date) {
  return fail(Reason::kCalendarMissing, std::to_string(static_cast<int>(date.year())));
}

tl::unexpected<Error> no_such_day(Date date) { return fail(Reason::kInvalidField, "date", format_date(date)); }

Result<Date> next_working_day(Date date, const Calendar& calendar) {
  for (Date candidate = next_day(date);; candidate = next_day(candidate)) {
    if (!calendar.covers(candidate)) return outside(candidate);
    if (calendar.is_working_day(candidate)) return candidate;
  }
}

/// The law names Saturday and Sunday themselves, so a weekend day that is worked does not end a term either.
Result<Date> moved_off_rest(Date date, const Calendar& calendar) {
  if (!calendar.covers(date)) return outside(date);
  if (!is_weekend(date) && calendar.is_working_day(date)) return date;
  return next_working_day(date, calendar);
}

Result<Date> after_working_days(Date event_day, int count, const Calendar& calendar) {
  Date day = event_day;
  for (int counted = 0; counted < count; ++counted) {
    const Result<Date> next = next_working_day(day, calendar);
    if (!next) return next;
    day = *next;
  }
  return day;
}

Date after_months(Date event_day, int count) {
  const chrono::year_month month = chrono::year_month{event_day.year(), event_day.month()} + chrono::months{count};
  const Date same = month / event_day.day();
  return same.ok() ? same : Date{month / chrono::last};
}

Result<Date> last_day_of(Date event_day, const Duration& duration, const Calendar& calendar) {
  const chrono::sys_days start{event_day};
  switch (duration.unit) {
    case Duration::Unit::kDays:
      return moved_off_rest(Date{start + chrono::days{duration.count}}, calendar);
    case Duration::Unit::kWeeks:
      return moved_off_rest(Date{start + chrono::weeks{duration.count}}, calendar);
    case Duration::Unit::kMonths:
      return moved_off_rest(after_months(event_day, duration.count), calendar);
    case Duration::Unit::kYears:
      return moved_off_rest(after_months(event_day, duration.count * 12), calendar);
    case Duration::Unit::kWorkingDays:
      return after_working_days(event_day, duration.count, calendar);
  }
  return fail(Reason::kInternal);
}

std::optional<Duration::Unit> unit_of(char letter) {
  switch (letter) {
    case 'D':
      return Duration::Unit::kDays;
    case 'W':
      return Duration::Unit::kWeeks;
    case 'M':
      return Duration::Unit::kMonths;
    case 'Y':
      return Duration::Unit::kYears;
    case 'B':
      return Duration::Unit::kWorkingDays;
    default:
      return std::nullopt;
  }
}

}  // namespace

bool Calendar::covers(Date date) const {
  const int year = static_cast<int>(date.year());
  return year >= first_year && year <= last_year;
}

bool Calendar::is_working_day(Date date) const {
  if (contains(moved_work, date)) return true;
  return !is_weekend(date) && !contains(holidays, date) && !contains(moved_rest, date);
}

Result<Duration> parse_duration(std::string_view text) {
  const auto refuse = [text] { return fail(Reason::kInvalidField, "duration", text); };
  if (text.size() < 3 || text.size() > kMostDigits + 2 || text.front() != 'P') return refuse();
  const auto unit = unit_of(text.back());
  if (!unit) return refuse();
  int count = 0;
  for (const char digit : text.substr(1, text.size() - 2)) {
    if (digit < '0' || digit > '9') return refuse();
    count = count * 10 + (digit - '0');
  }
  if (count == 0) return refuse();
  return Duration{*unit, count};
}

Result<DueDate> due_after(Date event_day, const Duration& duration, const Calendar& calendar) {
  if (!event_day.ok()) return no_such_day(event_day);
  const Result<Date> last_day = last_day_of(event_day, duration, calendar);
  if (!last_day) return tl::unexpected(last_day.error());
  return DueDate{*last_day, riga_start_of_day(next_day(*last_day))};
}

Result<DueDate> due_on(Date day) {
  if (!day.ok()) return no_such_day(day);
  return DueDate{day, riga_start_of_day(day)};
}

}  // namespace norma::acts
