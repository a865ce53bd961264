#include "engine/acts/commands/annotations.h"

#include <algorithm>
#include <string>

namespace norma::acts {

Result<const v1::AnnotationState*> open_annotation(const v1::PreparationState& preparation, std::uint32_t number) {
  const auto& annotations = preparation.annotations();
  const auto found = std::find_if(annotations.begin(), annotations.end(), [&](const v1::AnnotationState& annotation) {
    return annotation.annotation() == number;
  });
  if (found == annotations.end()) return fail(Reason::kAnnotationNotFound, std::to_string(number));
  if (found->outcome() != v1::ResolveAnnotation::OUTCOME_UNSPECIFIED) {
    return fail(Reason::kAnnotationResolved, std::to_string(number));
  }
  return &*found;
}

}  // namespace norma::acts
