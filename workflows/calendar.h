#pragma once

#include <string_view>

#include "engine/acts/calendar.h"
#include "engine/result.h"

namespace norma::workflows {

/// Reads the rules of a calendar: one JSON object, the proto3 mapping of norma.v1.CalendarRules.
///
///     {"version": "lv-2026.1", "source": "...", "first_year": 2000, "last_year": 2060,
///      "holidays": [
///        {"lv": "...", "en": "...", "month": 1, "day": 1},               fixed
///        {"lv": "...", "en": "...", "month": 5, "sunday": 2},            second Sunday of May
///        {"lv": "...", "en": "...", "easter": -2},                       days from Easter Sunday
///        {"lv": "...", "en": "...", "falls_on": "2018-09-24"}],          once
///      "moved_working_days": [{"rest_on": "2026-01-02", "work_on": "2026-01-17", "source": "..."}]}
///
/// A holiday is held from `from_year` to `until_year`. One with `moves_from_year` that falls on a weekend makes,
/// from that year, the next working day free too. The same object is the body's `rules` of publish-calendar.
/// Errors: calendar_invalid (no such object; whether its rules make a calendar, work_out_calendar says).
[[nodiscard]] Result<v1::CalendarRules> read_calendar_rules(std::string_view json);

/// Reads rules and works the calendar out of them. Errors: calendar_invalid.
[[nodiscard]] Result<acts::Calendar> load_calendar(std::string_view json);

}  // namespace norma::workflows
