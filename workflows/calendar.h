#pragma once

#include <string_view>

#include "engine/acts/terms.h"
#include "engine/result.h"

namespace norma::workflows {

/// Works a calendar out of its rules: every public holiday of every year it covers, and the moved working days.
///
/// The document is one JSON object:
///
///     {"version": "lv-2026.1", "source": "...", "first_year": 2000, "last_year": 2060,
///      "holidays": [
///        {"lv": "...", "en": "...", "month": 1, "day": 1},               fixed
///        {"lv": "...", "en": "...", "month": 5, "sunday": 2},            second Sunday of May
///        {"lv": "...", "en": "...", "easter": -2},                       days from Easter Sunday
///        {"lv": "...", "en": "...", "date": "2018-09-24"}],              once
///      "moved_working_days": [{"rest": "2026-01-02", "work": "2026-01-17"}]}
///
/// A holiday with `from_year` exists from that year. One with `moves_from_year` that falls on a weekend makes,
/// from that year, the next working day free too.
/// Errors: definition_invalid.
[[nodiscard]] Result<acts::Calendar> load_calendar(std::string_view json);

}  // namespace norma::workflows
