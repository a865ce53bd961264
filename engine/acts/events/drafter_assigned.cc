#include "engine/acts/events/appliers.h"

namespace norma::acts {

void apply(v1::CaseState& state, const v1::DrafterAssigned& event, const TurnHeader&) {
  state.mutable_preparation()->set_drafter(event.drafter());
}

}  // namespace norma::acts
