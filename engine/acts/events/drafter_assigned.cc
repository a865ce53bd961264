#include "engine/acts/events/appliers.h"

namespace norma::acts {

void apply(v1::CaseState& state, const v1::DrafterAssigned& event, const TurnHeader&) {
  state.mutable_preparation()->set_drafter(event.drafter());
  if (event.coordinator_drafts()) state.mutable_preparation()->set_four_eyes(true);
}

}  // namespace norma::acts
