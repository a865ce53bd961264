#pragma once

#include "engine/result.h"
#include "server/runtime/service.h"

namespace norma::server {

/// Deploys the definitions that the program was built with, for each kind of case that the journal has none of.
///
/// After that the journal holds every definition a case may be pinned to, so that a later program, built with others,
/// still runs today's cases. Kinds that have one already are left alone: what new cases take is an administrator's
/// decision, not an upgrade's. Errors: those of deploying.
Result<void> deploy_built_in_definitions(Service& service);

}  // namespace norma::server
