#include "engine/acts/commands/amendments.h"
#include "engine/acts/commands/deciders.h"
#include "engine/acts/commands/proposals.h"

namespace norma::acts {
namespace {

v1::ProposalState::Status status_after(v1::DecideProposal::Outcome outcome) {
  switch (outcome) {
    case v1::DecideProposal::ACCEPT:
      return v1::ProposalState::ACCEPTED;
    case v1::DecideProposal::PARK:
      return v1::ProposalState::PARKED;
    default:
      return v1::ProposalState::DECLINED;
  }
}

}  // namespace

/// Decides a collected proposal: accepting it opens an amendment case (action A4); a parked one may be declined.
///
/// Errors, in this order: proposal_not_found, editorial_waits (accepting a parked one, MK 108 p.3.1),
/// proposal_not_open, definition_unknown.
Result<std::string> decide_decide_proposal(const v1::CommandBody& body, Deliberation& deliberation) {
  const v1::DecideProposal& command = body.decide_proposal();
  const Result<const v1::CaseState*> state = deliberation.find(command.act());
  if (!state) return tl::unexpected(state.error());
  const v1::ProposalState* proposal = find_proposal(**state, command.proposal());
  const std::string number = std::to_string(command.proposal());
  if (proposal == nullptr) return fail(Reason::kProposalNotFound, number);
  const bool parked = proposal->status() == v1::ProposalState::PARKED;
  if (parked && command.outcome() == v1::DecideProposal::ACCEPT) return fail(Reason::kEditorialWaits, number);
  const bool open = proposal->status() == v1::ProposalState::COLLECTED ||
                    (parked && command.outcome() == v1::DecideProposal::DECLINE);
  if (!open) return fail(Reason::kProposalNotOpen, number);
  std::string amendment;
  if (command.outcome() == v1::DecideProposal::ACCEPT) {
    AmendmentOrigin origin;
    origin.proposal = command.proposal();
    origin.trigger_task = "PU2-6";
    const Result<std::string> opened = open_amendment(deliberation, command.act(), origin);
    if (!opened) return opened;
    amendment = *opened;
  }
  move_proposal(deliberation, command.act(), command.proposal(), status_after(command.outcome()), amendment,
                command.reason());
  return finish_step(deliberation, command.act(), "decide-proposal", command.proposal());
}

}  // namespace norma::acts
