#pragma once

#include <memory>

#include "engine/acts/decide.h"

namespace norma::server {

/// What the sequencers of a conformance service decide by: rehearsals and nothing else.
///
/// In the flow: stands where acts::decide stands in a product service; everything before and after it (queue, head,
/// append, fold, replies) is the same. A session is read from its bytes before each step and kept as bytes after it.
/// Errors of the commands: start-rehearsal and schedule-rehearsal those of workflows::Rehearsal; schedule-rehearsal and
/// step-rehearsal first case_not_found and wrong_case_kind; step-rehearsal not_found when there is nothing to do; every
/// other command unknown_command. Thread rule: the sequencer of the cases' partition alone gives it rehearsals.
[[nodiscard]] acts::DecideFunction conformance_decider();

}  // namespace norma::server
