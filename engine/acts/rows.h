#pragma once

#include "engine/acts/state.h"
#include "norma/v1/event.pb.h"
#include "norma/v1/turn.pb.h"

namespace norma::acts {

/// Changes the rows (inbox, timers, case list, pinned cases) that follow from one event of a case.
///
/// Requires: `before` is the case as it was before this event.
void write_case_rows(FoldTarget& target, const v1::CaseState& before, const v1::Event& event,
                     const TurnHeader& turn);

/// Changes the rows of people, assignments, calendars, clocks and definitions that follow from one event of the registry.
void write_registry_rows(FoldTarget& target, const v1::Event& event, const TurnHeader& turn);

/// Keeps what a repeated request with the same key is answered with.
void write_idempotency_row(FoldTarget& target, const v1::Turn& turn, const TurnHeader& header);

/// What an inbox shows of an open task of the case.
[[nodiscard]] v1::InboxRow inbox_row(const v1::CaseState& state, const v1::TaskState& task);

/// The external id of a task: "<case>.<task>".
[[nodiscard]] std::string task_id(std::string_view case_id, std::uint32_t task);

}  // namespace norma::acts
