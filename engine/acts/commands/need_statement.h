#pragma once

#include <string>

#include "engine/acts/deliberation.h"
#include "engine/result.h"
#include "norma/v1/need.pb.h"

namespace norma::acts {

/// Whether the codes of a needs statement may be used anew; what is empty is not asked after.
///
/// Errors, in this order: reference_unknown and reference_retired of the trigger task, of each condition, of the phase.
Result<void> check_statement_codes(const Deliberation& deliberation, const std::string& trigger_task,
                                   const google::protobuf::RepeatedPtrField<std::string>& conditions,
                                   const std::string& phase);

/// Whether what is said to have raised a need happened (pu2-6.md 3.1).
///
/// Errors, in this order: missing_field (reference); FINDING: case_not_found, finding_not_found; GENERAL_ACT_CHANGE:
/// reference_unknown, general_act_version_unknown; OBJECT_REGISTERED and OBJECT_LIQUIDATED: object_unknown,
/// object_kind_mismatch (an institution), object_not_ended.
Result<void> check_origin(Deliberation& deliberation, const v1::NeedOrigin& origin);

/// Whether a need is ready to be decided (pu2-6.md 3.1): what must be known before under_assessment is left.
///
/// Errors, in this order: inventory_missing, need_statement_incomplete (problem, phase, trigger task, conditions,
/// addressees, alternatives), duplication_unchecked.
Result<void> check_assessed(const v1::NeedState& need);

}  // namespace norma::acts
