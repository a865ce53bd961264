#pragma once

#include <cstdint>

#include "engine/acts/state.h"
#include "norma/v1/event.pb.h"
#include "norma/v1/state.pb.h"

namespace norma::acts {

/// How each event changes its case; one file per event. Pure, total, and never changed once released:
/// an event with a new meaning is a new event.
///
/// Requires: the events of the case before this one have been applied.
#define NORMA_CASE_EVENT(Name, field) void apply(v1::CaseState& state, const v1::Name& event, const TurnHeader& turn);
#include "engine/acts/events/case_events.def"
#undef NORMA_CASE_EVENT

/// Gives a running term, and the task it bounds, another due time.
void set_due(v1::CaseState& state, std::uint32_t term, const v1::DueTime& due);

}  // namespace norma::acts
