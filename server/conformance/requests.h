#pragma once

#include <string>
#include <utility>

#include "engine/acts/context.h"
#include "norma/v1/state.pb.h"
#include "server/http/message.h"
#include "workflows/rehearsal/rehearsal.h"

namespace norma::server {

/// The bodies of /v1/conformance; their grammar is in README.md here.

/// Reads the body of POST /v1/conformance/sessions into a command.
///
/// Errors: malformed_request with the place and what was expected there.
Result<acts::Command> read_start(const Request& request);

/// Reads the body of POST /v1/conformance/sessions/{id}/events into a command. Errors: as for read_start().
Result<acts::Command> read_event(const Request& request, const std::string& session);

/// The command that takes the next step of a rehearsal.
[[nodiscard]] acts::Command step_command(const std::string& session);

/// What is answered of a rehearsal: its first session as the committed state has it.
///
/// Errors: storage_corrupt.
Result<std::string> session_json(const v1::CaseState& state, workflows::Rehearsal& reader);

}  // namespace norma::server
