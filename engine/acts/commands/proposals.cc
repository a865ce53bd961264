#include "engine/acts/commands/proposals.h"

#include <algorithm>
#include <vector>

namespace norma::acts {
namespace {

constexpr const char* kOffered = "proposal.offered";

void close_offer_tasks(Deliberation& deliberation, const std::string& amendment_id) {
  std::vector<std::uint32_t> tasks;
  for (const v1::TaskState& task : (*deliberation.find(amendment_id))->tasks()) {
    if (task.command() == "settle-proposal") tasks.push_back(task.task());
  }
  for (const std::uint32_t task : tasks) deliberation.close_task(amendment_id, task, v1::WITHDRAWN);
}

/// The proposal an amendment was opened for.
Result<void> close_origin(Deliberation& deliberation, const std::string& act_id, std::uint32_t proposal,
                          const std::string& amendment_id, bool adopted) {
  if (adopted) {
    move_proposal(deliberation, act_id, proposal, v1::ProposalState::INCORPORATED, amendment_id);
    return {};
  }
  move_proposal(deliberation, act_id, proposal, v1::ProposalState::COLLECTED, {});
  if (!deliberation.accepts(act_id, "propose-amendment")) return {};
  return deliberation.advance(act_id, "propose-amendment", proposal);
}

}  // namespace

const v1::ProposalState* find_proposal(const v1::CaseState& act, std::uint32_t number) {
  const auto& proposals = act.act().proposals();
  const auto found = std::find_if(proposals.begin(), proposals.end(),
                                  [&](const v1::ProposalState& proposal) { return proposal.proposal() == number; });
  return found == proposals.end() ? nullptr : &*found;
}

void move_proposal(Deliberation& deliberation, const std::string& act_id, std::uint32_t proposal,
                   v1::ProposalState::Status status, const std::string& amendment, const std::string& reason) {
  v1::Event event;
  v1::ProposalMoved& moved = *event.mutable_proposal_moved();
  moved.set_proposal(proposal);
  moved.set_status(status);
  moved.set_amendment(amendment);
  if (!reason.empty()) *moved.mutable_reason() = deliberation.context().texts.seal(reason);
  deliberation.emit(act_id, std::move(event));
}

void offer_parked(Deliberation& deliberation, const std::string& act_id, const std::string& amendment_id) {
  std::vector<v1::ProposalOffered> offers;
  for (const v1::ProposalState& proposal : (*deliberation.find(act_id))->act().proposals()) {
    if (proposal.status() != v1::ProposalState::PARKED || static_cast<int>(offers.size()) == kMostOffered) continue;
    v1::ProposalOffered& offered = offers.emplace_back();
    offered.set_proposal(proposal.proposal());
    offered.set_paragraph(proposal.paragraph());
    *offered.mutable_wording() = proposal.wording();
  }
  for (v1::ProposalOffered& offered : offers) {
    move_proposal(deliberation, act_id, offered.proposal(), v1::ProposalState::OFFERED, amendment_id);
    v1::Event event;
    *event.mutable_proposal_offered() = std::move(offered);
    deliberation.emit(amendment_id, std::move(event));
  }
}

Result<void> ask_about_offers(Deliberation& deliberation, const std::string& amendment_id) {
  close_offer_tasks(deliberation, amendment_id);
  std::vector<std::uint32_t> waiting;
  for (const v1::OfferedProposal& offered : (*deliberation.find(amendment_id))->amendment().offered()) {
    if (offered.outcome() == v1::SettleProposal::OUTCOME_UNSPECIFIED) waiting.push_back(offered.proposal());
  }
  if (waiting.empty() || !deliberation.accepts(amendment_id, kOffered)) return {};
  for (const std::uint32_t proposal : waiting) {
    const Result<void> asked = deliberation.advance(amendment_id, kOffered, proposal);
    if (!asked) return asked;
  }
  return {};
}

Result<void> close_offers(Deliberation& deliberation, const std::string& amendment_id, bool adopted) {
  const v1::AmendmentState amendment = (*deliberation.find(amendment_id))->amendment();
  if (amendment.offered().empty() && amendment.proposal() == 0) return {};
  if (const Result<const v1::CaseState*> act = deliberation.find(amendment.act()); !act) {
    return tl::unexpected(act.error());
  }
  close_offer_tasks(deliberation, amendment_id);
  for (const v1::OfferedProposal& offered : amendment.offered()) {
    if (offered.outcome() == v1::SettleProposal::LEFT) continue;
    const bool incorporated = adopted && offered.outcome() == v1::SettleProposal::TAKEN;
    move_proposal(deliberation, amendment.act(), offered.proposal(),
                  incorporated ? v1::ProposalState::INCORPORATED : v1::ProposalState::PARKED,
                  incorporated ? amendment_id : std::string());
  }
  if (amendment.proposal() == 0) return {};
  return close_origin(deliberation, amendment.act(), amendment.proposal(), amendment_id, adopted);
}

}  // namespace norma::acts
