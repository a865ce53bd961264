#pragma once

#include "engine/result.h"
#include "server/runtime/service.h"

namespace norma::server {

/// Records the calendar and the clocks that the program was built with, unless the registry knows their versions.
///
/// A calendar that an administrator has published is never replaced: the log then says that a newer one came with the
/// program. Requires: as give_as_service. Errors: those of publish-calendar and publish-clocks.
Result<void> record_built_in_legal_time(Service& service);

}  // namespace norma::server
