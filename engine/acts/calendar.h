#pragma once

#include <string>
#include <vector>

#include "engine/instant.h"
#include "engine/result.h"
#include "norma/v1/legal_time.pb.h"

namespace norma::acts {

/// Which days are worked, for the years it covers. Versioned data: every due date names the version it used.
struct Calendar {
  std::string version;
  int first_year = 0;
  int last_year = -1;                ///< Inclusive.
  std::vector<Date> holidays;        ///< Public holidays and days off for them, those on weekends too; ascending.
  std::vector<Date> moved_rest;      ///< Weekdays made free because their work was moved elsewhere; ascending.
  std::vector<Date> moved_work;      ///< Weekend days worked instead; ascending.

  [[nodiscard]] bool covers(Date date) const;

  /// Whether the day is worked. Requires: covers(date).
  [[nodiscard]] bool is_working_day(Date date) const;
};

[[nodiscard]] bool is_weekend(Date date);

/// Works a calendar out of its rules: every public holiday of every year it covers, and the moved working days.
///
/// A holiday that moves and falls on a weekend makes the first day after it free that is worked and that no other
/// holiday has taken. Errors: calendar_invalid.
/// Source: Law on Public Holidays, Commemoration Days and Celebration Days, article 1; Labour Law 133(4).
[[nodiscard]] Result<Calendar> work_out_calendar(const v1::CalendarRules& rules);

/// The calendar that an event of the registry tells of: its days as they were worked out then.
[[nodiscard]] Calendar published_calendar(const v1::CalendarPublished& published);

/// The rules with the days of `additions` added, under the version and source of the additions.
///
/// The years stay, unless the additions name a later last year.
[[nodiscard]] v1::CalendarRules extended_rules(const v1::CalendarRules& rules, const v1::CalendarRules& additions);

}  // namespace norma::acts
