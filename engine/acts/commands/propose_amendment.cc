#include <algorithm>
#include <charconv>

#include "engine/acts/commands/deciders.h"
#include "engine/acts/commands/proposals.h"

namespace norma::acts {
namespace {

std::uint32_t number_of(const std::string& reference) {
  std::uint32_t number = 0;
  const auto [end, error] = std::from_chars(reference.data(), reference.data() + reference.size(), number);
  return error == std::errc{} && end == reference.data() + reference.size() ? number : 0;
}

/// What the act itself records must be there: a finding, an evaluation, a question.
Result<void> check_origin(const v1::ProposeAmendment& command, const v1::ActState& act) {
  const std::uint32_t number = number_of(command.origin_ref());
  const auto has = [number](int count) { return number > 0 && number <= static_cast<std::uint32_t>(count); };
  switch (command.origin()) {
    case v1::ProposeAmendment::FINDING:
      return has(act.findings_size()) ? Result<void>{} : fail(Reason::kFindingNotFound, command.origin_ref());
    case v1::ProposeAmendment::EVALUATION:
      return has(act.evaluations_size()) ? Result<void>{} : fail(Reason::kEvaluationNotFound, command.origin_ref());
    case v1::ProposeAmendment::QUESTION:
      return has(act.questions_size()) ? Result<void>{} : fail(Reason::kQuestionNotFound, command.origin_ref());
    default:
      return {};
  }
}

}  // namespace

/// Proposes to amend an act in force (action A4). A substantive proposal is decided by the coordinator; an editorial
/// one waits for the next substantive amendment (MK 108 p.3.1).
///
/// Errors, in this order: finding_not_found, evaluation_not_found or question_not_found (the origin), limit_exceeded
/// (proposals of one act).
Result<std::string> decide_propose_amendment(const v1::CommandBody& body, Deliberation& deliberation) {
  const v1::ProposeAmendment& command = body.propose_amendment();
  const Result<const v1::CaseState*> state = deliberation.find(command.act());
  if (!state) return tl::unexpected(state.error());
  if (const Result<void> origin = check_origin(command, (*state)->act()); !origin) return tl::unexpected(origin.error());
  if ((*state)->act().proposals_size() >= kMostProposals) {
    return fail(Reason::kLimitExceeded, "proposals", std::to_string(kMostProposals));
  }
  const auto number = static_cast<std::uint32_t>((*state)->act().proposals_size()) + 1;
  const bool editorial = command.nature() == v1::ProposeAmendment::EDITORIAL;
  TextVault& texts = deliberation.context().texts;
  v1::Event event;
  v1::ProposalMade& made = *event.mutable_proposal_made();
  made.set_proposal(number);
  made.set_origin(command.origin());
  made.set_origin_ref(command.origin_ref());
  made.set_nature(command.nature());
  made.set_paragraph(command.paragraph());
  *made.mutable_wording() = texts.seal(command.wording());
  *made.mutable_reason() = texts.seal(command.reason());
  made.set_priority(command.priority());
  made.set_status(editorial ? v1::ProposalState::PARKED : v1::ProposalState::COLLECTED);
  deliberation.emit(command.act(), std::move(event));
  if (editorial) return command.act();
  return advance_step(deliberation, command.act(), "propose-amendment", number);
}

}  // namespace norma::acts
