#pragma once

#include <string_view>

#include "engine/acts/clocks.h"
#include "engine/acts/legal_time.h"
#include "engine/result.h"

namespace norma::workflows {

/// Reads a catalogue of clocks: one JSON object, the proto3 mapping of norma.v1.ClockCatalogue, and checks it.
///
///     {"version": "clocks-2026.1", "source": "...", "clocks": [
///       {"id": "T1", "lv": "...", "en": "...", "rule": "VPIL 75(5)", "source": "...", "verified": true,
///        "starts": "sent", "duration": "P1M", "effect": "deemed_agreed"},
///       {"id": "T9", ..., "configurable": true, "duration": "P10B", "urgent": "T8"}]}
///
/// Errors: clock_invalid.
[[nodiscard]] Result<v1::ClockCatalogue> load_clock_catalogue(std::string_view json);

/// The catalogue that is built into the program (pu2-6.md 2.1). Read once, lives as long as the program.
///
/// Empty only if the built-in file were wrong, which built_in_legal_time() then says.
[[nodiscard]] const v1::ClockCatalogue& built_in_clocks();

/// The clock of the built-in catalogue with this id, or null.
[[nodiscard]] const v1::Clock* built_in_clock(std::string_view id);

/// What terms are computed with before the registry has recorded anything. Errors: calendar_invalid, clock_invalid.
[[nodiscard]] Result<acts::LegalTime> built_in_legal_time();

}  // namespace norma::workflows
