#pragma once

#include <string>

#include "engine/acts/clocks.h"
#include "engine/result.h"

namespace norma::acts {

/// The clock, if its length may be set to this one.
///
/// Errors, in this order: clock_unknown, clock_fixed_by_law (names the rule), clock_has_fixed_date, invalid_field.
[[nodiscard]] Result<const v1::ClockVersion*> settable_clock(const Clocks& clocks, const std::string& id,
                                                             const std::string& duration);

}  // namespace norma::acts
