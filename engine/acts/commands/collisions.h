#pragma once

#include <string>
#include <vector>

#include "engine/acts/deliberation.h"
#include "engine/result.h"

namespace norma::acts {

/// Enters what a new draft of an amendment touches into its act, and compares it with the other open drafts: a
/// paragraph that two of them touch is a collision, shown on both cases; one that neither touches now is settled.
///
/// touched: as of Derivation. Requires: the draft has been emitted.
/// Errors: case_not_found, limit_exceeded (open drafts of one act), storage_corrupt, storage_unavailable.
Result<void> note_draft(Deliberation& deliberation, const std::string& amendment_id,
                        const std::vector<std::string>& touched);

/// Tells the amendments that collide with this one how it ended.
///
/// Errors: case_not_found, storage_corrupt, storage_unavailable.
Result<void> settle_collisions(Deliberation& deliberation, const std::string& amendment_id,
                               v1::CollisionSettled::How how);

}  // namespace norma::acts
