#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "engine/acts/calendar.h"
#include "engine/instant.h"
#include "engine/result.h"

namespace norma::acts {

/// Length of a term in one unit, as laws word them: one month, two weeks, three working days.
struct Duration {
  enum class Unit : std::uint8_t { kDays, kWeeks, kMonths, kYears, kWorkingDays };

  Unit unit = Unit::kDays;
  int count = 0;  ///< 1 to 999; of what is left of a term, 0 too.

  bool operator==(const Duration&) const = default;
};

/// Reads an ISO 8601 duration of one unit (P14D, P2W, P1M, P1Y), or working days (P3B).
///
/// Errors: invalid_field.
[[nodiscard]] Result<Duration> parse_duration(std::string_view text);

/// Reads what is left of a term: as parse_duration, and P0D, and as many days as a calendar has.
///
/// Errors: invalid_field.
[[nodiscard]] Result<Duration> parse_remaining(std::string_view text);

/// Writes a duration as parse_remaining reads it; nothing left is P0D.
[[nodiscard]] std::string format_duration(const Duration& duration);

/// When a term ends.
struct DueDate {
  Date last_day;     ///< The last day of the term, or the fixed day itself.
  Instant at;        ///< The first moment at which the term has ended.
  Date nominal_day;  ///< The last day before it moved off a rest day.

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

/// The term cut off at the end of another one's last day, if it would run longer.
[[nodiscard]] DueDate due_within(const DueDate& due, Date outer_last_day);

/// What is left of a term that stops at the end of a day: days, or working days if it counts those.
///
/// The day itself has run; a day after the nominal last one leaves nothing.
/// Requires: the calendar covers the days between. Errors: calendar_missing.
[[nodiscard]] Result<Duration> remaining_after(Date day, Date nominal_day, Duration::Unit unit,
                                               const Calendar& calendar);

/// The end of a term of which so much is left and which runs on from the end of a day.
///
/// With nothing left its last day is that day, moved off a rest day. Errors: those of due_after.
[[nodiscard]] Result<DueDate> due_resumed(Date day, const Duration& remaining, const Calendar& calendar);

}  // namespace norma::acts
