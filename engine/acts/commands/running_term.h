#pragma once

#include <cstdint>
#include <string>

#include "engine/acts/deliberation.h"
#include "engine/result.h"

namespace norma::acts {

/// The running term of the case with this number. Errors: those of Deliberation::find, term_not_found.
[[nodiscard]] Result<v1::TermState> running_term(Deliberation& deliberation, const std::string& case_id,
                                                 std::uint32_t number);

/// The day a command names, or today, checked against the day before which nothing can have happened to the term.
///
/// Errors, in this order: day_in_future, term_before_start (Administrative Procedure Law 42).
[[nodiscard]] Result<Date> day_of_change(const Deliberation& deliberation, const std::string& named,
                                         const std::string& not_before);

}  // namespace norma::acts
