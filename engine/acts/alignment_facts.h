#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/acts/general_acts.h"
#include "engine/acts/reference_data.h"
#include "norma/v1/state.pb.h"

namespace norma::acts {

/// The checks of the latest draft that count: of each requirement of each target the last. In the order they were given.
[[nodiscard]] std::vector<const v1::AlignmentState*> effective_checks(const v1::PreparationState& preparation);

/// How far the latest draft is aligned, as conditions ask for it: not_checked, checking, awaiting, misaligned, deviation,
/// aligned.
[[nodiscard]] std::string_view alignment_word(const v1::PreparationState& preparation);

/// How an act that was adopted stands to what it cites: suspect, misaligned, aligned.
[[nodiscard]] std::string_view watch_word(const v1::ActState& act);

/// A requirement of a general act that binds acts of a scale.
struct Requirement {
  const GeneralAct* act = nullptr;
  const GeneralActVersion* version = nullptr;
  std::string_view paragraph;
};

/// Everything that acts of a scale are to be aligned with on a day: the requirements of the general acts that bind them,
/// in the versions of that day; of retired general acts none.
[[nodiscard]] std::vector<Requirement> requirements_for(v1::Scale scale, std::string_view date,
                                                        const GeneralActs& general_acts,
                                                        const ReferenceData& reference);

/// Whether a general act is marked as under revision: the state lead institution is to be consulted (pu2-6.md 1.11).
[[nodiscard]] bool is_under_revision(const ReferenceData& reference, std::string_view general_act);

}  // namespace norma::acts
