#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "engine/instant.h"
#include "norma/v1/state.pb.h"

namespace norma::acts {

/// The facts that conditions of definitions may ask for, as the JSON of `_event.data`.
///
/// pending_opinions, open_rows, open_findings, open_questions: numbers; aligned, misaligned: of the latest
/// draft; commenced: the commencement date has come; cause_routes_to_amendment: of the latest finding;
/// outcome: of the need's decision or the latest goal evaluation, in lower case; alignment, watch: see
/// alignment_word() and watch_word(); open_acts: of a re-check; proposal_origin: of the latest proposal.
[[nodiscard]] std::string facts_json(const v1::CaseState& state, Date today);

/// A truth, a number or a text by its name.
using FactValue = std::variant<std::int64_t, bool, std::string>;
struct Fact {
  std::string name;
  FactValue value;
};

/// The same facts and some that choose between cases, for predicates of migration plans.
///
/// scale (in lower case), object, institution: texts; opened_on, adopted_on, commences_on, evaluate_on: dates, empty
/// while there is none; drafts, opinion_rounds: numbers. The names and types are the same for every case.
[[nodiscard]] std::vector<Fact> case_facts(const v1::CaseState& state, Date today);

/// The version of the latest draft; 0 when there is none.
[[nodiscard]] std::uint32_t latest_draft(const v1::PreparationState& preparation);

/// The target that the latest draft is misaligned with; empty when there is none.
[[nodiscard]] std::string misaligned_target(const v1::PreparationState& preparation);

/// Whether the latest draft has been checked and is misaligned with nothing.
[[nodiscard]] bool is_aligned(const v1::PreparationState& preparation);

/// The first objection row that is neither confirmed nor kept as dissent; 0 when there is none.
[[nodiscard]] std::uint32_t first_open_row(const v1::PreparationState& preparation);

/// Whether a cause of non-compliance is mended by amending the act (pu2-6.md 3.6).
[[nodiscard]] bool routes_to_amendment(v1::FindingCause cause);

/// The wording in force on a day: the last that commences on or before it; null when there is none.
///
/// An act that was repealed has none from the day of repeal; the caller knows that day.
[[nodiscard]] const v1::WordingState* wording_in_force(const v1::ActState& act, Date day);

}  // namespace norma::acts
