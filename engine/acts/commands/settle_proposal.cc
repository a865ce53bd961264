#include <algorithm>

#include "engine/acts/commands/deciders.h"
#include "engine/acts/commands/proposals.h"

namespace norma::acts {

/// The drafter takes a parked proposal into the amendment it was offered with, or leaves it parked (MK 108 p.3.1).
///
/// Errors, in this order: proposal_not_found, proposal_not_open.
Result<std::string> decide_settle_proposal(const v1::CommandBody& body, Deliberation& deliberation) {
  const v1::SettleProposal& command = body.settle_proposal();
  const Result<const v1::CaseState*> state = deliberation.find(command.case_id());
  if (!state) return tl::unexpected(state.error());
  const auto& offers = (*state)->amendment().offered();
  const auto offered = std::find_if(offers.begin(), offers.end(), [&](const v1::OfferedProposal& candidate) {
    return candidate.proposal() == command.proposal();
  });
  const std::string number = std::to_string(command.proposal());
  if (offered == offers.end()) return fail(Reason::kProposalNotFound, number);
  if (offered->outcome() != v1::SettleProposal::OUTCOME_UNSPECIFIED) return fail(Reason::kProposalNotOpen, number);
  const std::string act_id = (*state)->amendment().act();
  if (const Result<const v1::CaseState*> act = deliberation.find(act_id); !act) return tl::unexpected(act.error());
  v1::Event event;
  v1::ProposalSettled& settled = *event.mutable_proposal_settled();
  settled.set_proposal(command.proposal());
  settled.set_outcome(command.outcome());
  *settled.mutable_reason() = deliberation.context().texts.seal(command.reason());
  deliberation.emit(command.case_id(), std::move(event));
  const bool taken = command.outcome() == v1::SettleProposal::TAKEN;
  move_proposal(deliberation, act_id, command.proposal(),
                taken ? v1::ProposalState::TAKEN : v1::ProposalState::PARKED,
                taken ? command.case_id() : std::string());
  return finish_step(deliberation, command.case_id(), "settle-proposal", command.proposal());
}

}  // namespace norma::acts
