#include "engine/acts/terms.h"

#include <algorithm>
#include <optional>

namespace norma::acts {
namespace {

namespace chrono = std::chrono;

constexpr std::size_t kMostDigits = 3;
constexpr std::size_t kMostDigitsLeft = 6;

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

/// The last day by counting alone. Requires: the unit is not working days.
Date nominal_day_of(Date event_day, const Duration& duration) {
  const chrono::sys_days start{event_day};
  switch (duration.unit) {
    case Duration::Unit::kWeeks:
      return Date{start + chrono::weeks{duration.count}};
    case Duration::Unit::kMonths:
      return after_months(event_day, duration.count);
    case Duration::Unit::kYears:
      return after_months(event_day, duration.count * 12);
    case Duration::Unit::kDays:
    case Duration::Unit::kWorkingDays:
      break;
  }
  return Date{start + chrono::days{duration.count}};
}

DueDate ending_with(Date last_day, Date nominal_day) {
  return {last_day, riga_start_of_day(next_day(last_day)), nominal_day};
}

constexpr std::pair<char, Duration::Unit> kUnits[] = {{'D', Duration::Unit::kDays},
                                                      {'W', Duration::Unit::kWeeks},
                                                      {'M', Duration::Unit::kMonths},
                                                      {'Y', Duration::Unit::kYears},
                                                      {'B', Duration::Unit::kWorkingDays}};

std::optional<Duration::Unit> unit_of(char letter) {
  for (const auto& [known, unit] : kUnits) {
    if (known == letter) return unit;
  }
  return std::nullopt;
}

tl::unexpected<Error> no_duration(std::string_view text) { return fail(Reason::kInvalidField, "duration", text); }

Result<Duration> read_duration(std::string_view text, std::size_t most_digits) {
  if (text.size() < 3 || text.size() > most_digits + 2 || text.front() != 'P') return no_duration(text);
  const auto unit = unit_of(text.back());
  if (!unit) return no_duration(text);
  int count = 0;
  for (const char digit : text.substr(1, text.size() - 2)) {
    if (digit < '0' || digit > '9') return no_duration(text);
    count = count * 10 + (digit - '0');
  }
  return Duration{*unit, count};
}

}  // namespace

Result<Duration> parse_duration(std::string_view text) {
  const Result<Duration> read = read_duration(text, kMostDigits);
  if (read && read->count == 0) return no_duration(text);
  return read;
}

Result<Duration> parse_remaining(std::string_view text) { return read_duration(text, kMostDigitsLeft); }

std::string format_duration(const Duration& duration) {
  const auto* found = std::find_if(std::begin(kUnits), std::end(kUnits),
                                   [&](const auto& known) { return known.second == duration.unit; });
  return "P" + std::to_string(duration.count) + (duration.count == 0 ? 'D' : found->first);
}

Result<DueDate> due_after(Date event_day, const Duration& duration, const Calendar& calendar) {
  if (!event_day.ok()) return no_such_day(event_day);
  if (duration.unit == Duration::Unit::kWorkingDays) {
    const Result<Date> counted = after_working_days(event_day, duration.count, calendar);
    if (!counted) return tl::unexpected(counted.error());
    return ending_with(*counted, *counted);
  }
  const Date nominal_day = nominal_day_of(event_day, duration);
  const Result<Date> last_day = moved_off_rest(nominal_day, calendar);
  if (!last_day) return tl::unexpected(last_day.error());
  return ending_with(*last_day, nominal_day);
}

Result<DueDate> due_on(Date day) {
  if (!day.ok()) return no_such_day(day);
  return DueDate{day, riga_start_of_day(day), day};
}

DueDate due_within(const DueDate& due, Date outer_last_day) {
  return due.last_day <= outer_last_day ? due : ending_with(outer_last_day, std::min(due.nominal_day, outer_last_day));
}

Result<Duration> remaining_after(Date day, Date nominal_day, Duration::Unit unit, const Calendar& calendar) {
  if (unit != Duration::Unit::kWorkingDays) {
    const auto left = chrono::sys_days{nominal_day} - chrono::sys_days{day};
    return Duration{Duration::Unit::kDays, std::max(0, static_cast<int>(left.count()))};
  }
  Duration left{Duration::Unit::kWorkingDays, 0};
  for (Date counted = next_day(day); counted <= nominal_day; counted = next_day(counted)) {
    if (!calendar.covers(counted)) return outside(counted);
    left.count += int{calendar.is_working_day(counted)};
  }
  return left;
}

Result<DueDate> due_resumed(Date day, const Duration& remaining, const Calendar& calendar) {
  if (remaining.count > 0) return due_after(day, remaining, calendar);
  if (!day.ok()) return no_such_day(day);
  const Result<Date> last_day = moved_off_rest(day, calendar);
  if (!last_day) return tl::unexpected(last_day.error());
  return ending_with(*last_day, day);
}

}  // namespace norma::acts
