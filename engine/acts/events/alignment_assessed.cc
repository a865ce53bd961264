#include "engine/acts/events/appliers.h"

namespace norma::acts {

void apply(v1::CaseState& state, const v1::AlignmentAssessed& event, const TurnHeader&) {
  *state.mutable_preparation()->mutable_assessment() = event;
}

}  // namespace norma::acts
