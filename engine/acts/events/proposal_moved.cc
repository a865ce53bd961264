#include "engine/acts/events/appliers.h"

namespace norma::acts {

void apply(v1::CaseState& state, const v1::ProposalMoved& event, const TurnHeader&) {
  for (v1::ProposalState& proposal : *state.mutable_act()->mutable_proposals()) {
    if (proposal.proposal() != event.proposal()) continue;
    proposal.set_status(event.status());
    proposal.set_amendment(event.amendment());
    if (event.has_reason()) *proposal.mutable_decision() = event.reason();
  }
}

}  // namespace norma::acts
