#pragma once

#include <string>

#include "engine/acts/deliberation.h"
#include "engine/result.h"

namespace norma::acts {

/// Adds a published text to the act's dated wordings, under the next number, and commences it when its day has come;
/// otherwise the clock that will do so starts. Clocks of the wordings it supersedes end.
///
/// Requires: the act was found or opened. Errors: invalid_field (the day), those of record_citations().
Result<void> schedule_wording(Deliberation& deliberation, const std::string& act_id, v1::WordingScheduled scheduled);

}  // namespace norma::acts
