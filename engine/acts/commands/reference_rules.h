#pragma once

#include <string_view>

#include "engine/acts/deliberation.h"
#include "engine/result.h"
#include "norma/v1/registry.pb.h"

namespace norma::acts {

/// Whether a code may be referred to anew, by the reference data at the decision's registry position.
///
/// Errors, in this order: reference_unknown, reference_retired.
Result<void> check_reference(const Deliberation& deliberation, v1::ReferenceKind kind, std::string_view code);

}  // namespace norma::acts
