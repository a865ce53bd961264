#pragma once

#include "engine/acts/deliberation.h"
#include "engine/result.h"

namespace norma::acts {

/// Whether the actor administers every institution that a person holds roles of now or later: whoever names or ends a
/// substitute gives away rights there. Errors: role_not_held.
Result<void> check_administers_person(const Deliberation& deliberation, const PersonId& person);

}  // namespace norma::acts
