#pragma once

#include <cstdint>

#include "engine/result.h"
#include "norma/v1/state.pb.h"

namespace norma::acts {

/// The annotation with this number, if it is still open.
///
/// Errors, in this order: annotation_not_found, annotation_resolved.
Result<const v1::AnnotationState*> open_annotation(const v1::PreparationState& preparation, std::uint32_t number);

}  // namespace norma::acts
