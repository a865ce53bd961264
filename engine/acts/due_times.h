#pragma once

#include <optional>
#include <string_view>

#include "engine/acts/definition.h"
#include "engine/acts/legal_time.h"
#include "engine/acts/terms.h"
#include "engine/result.h"
#include "norma/v1/event.pb.h"
#include "norma/v1/state.pb.h"

namespace norma::acts {

/// The due time of a term that an event on that day starts, with everything needed to check it later written down.
///
/// A term by clock takes the clock's length, or the case's own; in an urgent case the clock that stands for it, if
/// that ends sooner. A clock inside another never passes the other's last day.
/// Errors, in this order: clock_unknown, invalid_field (duration, the case's date), calendar_missing,
/// outer_term_missing.
[[nodiscard]] Result<v1::DueTime> start_due_time(const TermTemplate& term, const v1::CaseState& state, Date event_day,
                                                 const LegalTime& time);

/// A due time on a day of the case itself. Errors: invalid_field.
[[nodiscard]] Result<v1::DueTime> fixed_due_time(std::string_view rule, Date day, Date event_day,
                                                 const LegalTime& time);

/// Whether the term stands still: it has no end until it is resumed.
[[nodiscard]] bool is_suspended(const v1::DueTime& due);

/// When the term ends, or kNoDue while it is suspended.
[[nodiscard]] Instant due_instant(const v1::DueTime& due);

/// The due time suspended from the end of a day. Requires: a length, not suspended, the day not before its start.
/// Errors: calendar_missing.
[[nodiscard]] Result<v1::DueTime> suspend_due_time(const v1::DueTime& due, Date day, const v1::TextRef& ground,
                                                   const LegalTime& time);

/// The due time run on from the end of a day, with the newest calendar. Requires: suspended, the day not before that.
/// Errors: invalid_field, calendar_missing, outer_term_missing.
[[nodiscard]] Result<v1::DueTime> resume_due_time(const v1::DueTime& due, const v1::CaseState& state, Date day,
                                                  const LegalTime& time);

/// The due time of a running term once its case is urgent on a day; nothing if it does not end sooner.
/// Errors: clock_unknown, calendar_missing.
[[nodiscard]] Result<std::optional<v1::DueTime>> shorten_due_time(const v1::DueTime& due, Date day,
                                                                  const LegalTime& time);

}  // namespace norma::acts
