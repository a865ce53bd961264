#pragma once

#include "engine/acts/context.h"
#include "engine/result.h"
#include "server/runtime/service.h"

namespace norma::server {

/// Gives a command of the service itself and waits until it is durable.
///
/// Requires: the service's `post` runs, on another thread. Errors: those of the command.
Result<void> give_as_service(Service& service, acts::Command command);

}  // namespace norma::server
