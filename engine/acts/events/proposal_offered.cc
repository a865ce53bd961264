#include "engine/acts/events/appliers.h"

namespace norma::acts {

void apply(v1::CaseState& state, const v1::ProposalOffered& event, const TurnHeader&) {
  v1::OfferedProposal& offered = *state.mutable_amendment()->add_offered();
  offered.set_proposal(event.proposal());
  offered.set_paragraph(event.paragraph());
  *offered.mutable_wording() = event.wording();
}

}  // namespace norma::acts
