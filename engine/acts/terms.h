#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/instant.h"
#include "engine/result.h"

namespace norma::acts {

/// Which days are worked, for the years it covers. Versioned data: every due date names the version it used.
struct Calendar {
  std::string version;
  int first_year = 0;
  int last_year = -1;                ///< Inclusive.
  std::vector<Date> holidays;        ///< Public holidays, those on weekends too; ascending.
  std::vector<Date> moved_rest;      ///< Weekdays made free because their work was moved elsewhere; ascending.
  std::vector<Date> moved_work;      ///< Weekend days worked instead; ascending.

  [[nodiscard]] bool covers(Date date) const;

  /// Whether the day is worked. Requires: covers(date).
  [[nodiscard]] bool is_working_day(Date date) const;
};

/// Length of a term in one unit, as laws word them: one month, two weeks, three working days.
struct Duration {
  enum class Unit : std::uint8_t { kDays, kWeeks, kMonths, kYears, kWorkingDays };

  Unit unit = Unit::kDays;
  int count = 0;  ///< 1 to 999.

  bool operator==(const Duration&) const = default;
};

/// Reads an ISO 8601 duration of one unit (P14D, P2W, P1M, P1Y), or working days (P3B).
///
/// Errors: invalid_field.
[[nodiscard]] Result<Duration> parse_duration(std::string_view text);

/// When a term ends.
struct DueDate {
  Date last_day;  ///< The last day of the term, or the fixed day itself.
  Instant at;     ///< The first moment at which the term has ended.

  bool operator==(const DueDate&) const = default;
};

/// The end of a term that an event on that day starts (Administrative Procedure Law 42 and 43).
///
/// It runs from the day after the event. A term in months or years ends on the same date, or on the month's last
/// day where there is no such date. A last day on Saturday, Sunday or a public holiday moves to the next working
/// day. What the term is for may be done until 24:00 of the last day in Riga.
/// Errors: invalid_field (the day does not exist), calendar_missing.
[[nodiscard]] Result<DueDate> due_after(Date event_day, const Duration& duration, const Calendar& calendar);

/// A term that ends as the given day begins in Riga, whether or not that day is worked.
///
/// Errors: invalid_field (the day does not exist).
[[nodiscard]] Result<DueDate> due_on(Date day);

}  // namespace norma::acts
