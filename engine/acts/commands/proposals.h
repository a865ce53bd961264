#pragma once

#include <cstdint>
#include <string>

#include "engine/acts/deliberation.h"
#include "engine/result.h"

namespace norma::acts {

/// What one act keeps, and what goes along with one amendment.
inline constexpr int kMostProposals = 1000;
inline constexpr int kMostOffered = 100;

/// The proposal with this number, or null.
[[nodiscard]] const v1::ProposalState* find_proposal(const v1::CaseState& act, std::uint32_t number);

/// Changes where a proposal of the act stands. reason: kept, if there is one.
void move_proposal(Deliberation& deliberation, const std::string& act_id, std::uint32_t proposal,
                   v1::ProposalState::Status status, const std::string& amendment, const std::string& reason = {});

/// Offers the parked proposals of an act, the first kMostOffered, with an amendment just opened (MK 108 p.3.1).
///
/// Requires: both were found or opened.
void offer_parked(Deliberation& deliberation, const std::string& act_id, const std::string& amendment_id);

/// Asks the drafter of an amendment about each proposal that was offered and is not settled.
///
/// Errors: those of Deliberation::advance.
Result<void> ask_about_offers(Deliberation& deliberation, const std::string& amendment_id);

/// Ends what went along with an amendment that was adopted or withdrawn: what was taken is incorporated by adoption,
/// the rest is parked again; the proposal it was opened for waits for a decision again when it was withdrawn.
///
/// Errors: case_not_found, storage_corrupt, storage_unavailable, those of Deliberation::advance.
Result<void> close_offers(Deliberation& deliberation, const std::string& amendment_id, bool adopted);

}  // namespace norma::acts
