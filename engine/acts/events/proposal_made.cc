#include "engine/acts/events/appliers.h"

namespace norma::acts {

void apply(v1::CaseState& state, const v1::ProposalMade& event, const TurnHeader& turn) {
  v1::ProposalState& proposal = *state.mutable_act()->add_proposals();
  proposal.set_proposal(event.proposal());
  proposal.set_proposer(std::string(turn.actor));
  *proposal.mutable_made_at() = to_timestamp(turn.time);
  proposal.set_origin(event.origin());
  proposal.set_origin_ref(event.origin_ref());
  proposal.set_nature(event.nature());
  proposal.set_paragraph(event.paragraph());
  *proposal.mutable_wording() = event.wording();
  *proposal.mutable_reason() = event.reason();
  proposal.set_priority(event.priority());
  proposal.set_status(event.status());
}

}  // namespace norma::acts
