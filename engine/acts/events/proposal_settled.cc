#include "engine/acts/events/appliers.h"

namespace norma::acts {

void apply(v1::CaseState& state, const v1::ProposalSettled& event, const TurnHeader&) {
  for (v1::OfferedProposal& offered : *state.mutable_amendment()->mutable_offered()) {
    if (offered.proposal() == event.proposal()) offered.set_outcome(event.outcome());
  }
}

}  // namespace norma::acts
