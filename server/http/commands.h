#pragma once

#include <string_view>

#include "engine/acts/context.h"
#include "server/http/message.h"
#include "server/http/transport.h"
#include "server/runtime/service.h"

namespace norma::server {

/// Makes a command of a POST to /v1/commands/{name}.
///
/// Errors, in this order: unknown_command, idempotency_key_required, limit_exceeded (Norma-On-Behalf-Of, the key), invalid_field
/// (If-Match), text_not_utf8, malformed_request, then those of validate_command().
Result<acts::Command> read_command(const Request& request, std::string_view name);

/// Gives the command to the service and waits for its outcome.
Task<Outcome> submit_command(Service& service, acts::Command command);

/// The answer to a command that was done. Requires: the outcome has a reply.
[[nodiscard]] Response command_response(const Outcome& outcome);

}  // namespace norma::server
