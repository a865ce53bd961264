#pragma once

#include <string>

#include "engine/acts/deliberation.h"
#include "engine/result.h"
#include "norma/v1/alignment.pb.h"

namespace norma::acts {

/// Whether a verdict may be given: its target is a general act of the reference data, or a higher internal act of this
/// service (VPIL 72(3)), in a version that is known, and the verdict has what it rests on.
///
/// consultation: the reference of the consultation with the state lead institution (pu2-6.md 1.11, warning 2).
/// Errors, in this order: missing_field (target, target_version, requirement, verdict); an act: case_not_found,
/// wrong_case_kind, target_not_higher, target_version_unknown; a general act: reference_unknown, reference_retired,
/// general_act_version_unknown, general_act_version_outdated, requirement_unknown, not_under_revision (waiting for an
/// answer about an act that is not), consultation_missing; missing_field (ground of a deviation or a misalignment).
Result<void> check_verdict(Deliberation& deliberation, const v1::CaseState& of, const v1::AlignmentRow& row,
                           const std::string& consultation);

/// Says how far the latest draft has been checked, if general acts with requirements bind acts of its scale.
void assess_alignment(Deliberation& deliberation, const std::string& case_id);

/// Whether the latest draft is aligned well enough to be adopted (pu2-6.md 3.2), by the general acts of today.
///
/// Errors, in this order: misaligned, awaiting_consultation, alignment_missing, alignment_outdated (a newer version since
/// the check), alignment_incomplete (a requirement without a verdict).
Result<void> check_alignment(const Deliberation& deliberation, const v1::CaseState& state);

}  // namespace norma::acts
