#pragma once

#include <functional>

#include "engine/acts/context.h"
#include "engine/acts/state.h"
#include "engine/result.h"

namespace norma::acts {

/// Decides one command: what would happen, or the reason why nothing does.
///
/// Pure: reads `view` and `context` only; the caller folds the turn it makes of the decision and commits it.
/// Requires: validate_command() accepted the command's body.
/// Errors, in this order: case_not_found, wrong_case_kind, revision_required, revision_conflict, the errors of
/// authorise(), command_not_accepted, then the command's own (each command's file names them). A command that opens
/// a case gives those of check_placement() in place of the first four.
Result<Decision> decide(const StateView& view, const Command& command, const Context& context);

/// What a partition decides its commands by: decide(), where nothing else is said.
using DecideFunction = std::function<Result<Decision>(const StateView&, const Command&, const Context&)>;

}  // namespace norma::acts
