#include "engine/acts/commands/collisions.h"
#include "engine/acts/commands/deciders.h"
#include "engine/acts/commands/proposals.h"

namespace norma::acts {
namespace {

/// Takes what an amendment began out of its act: its draft, its collisions, the proposals that went along.
Result<void> close_amendment(Deliberation& deliberation, const std::string& amendment) {
  const std::string act_id = (*deliberation.find(amendment))->amendment().act();
  if (const Result<const v1::CaseState*> act = deliberation.find(act_id); !act) return tl::unexpected(act.error());
  v1::Event event;
  event.mutable_amendment_closed()->set_amendment(amendment);
  deliberation.emit(act_id, std::move(event));
  const Result<void> settled = settle_collisions(deliberation, amendment, v1::CollisionSettled::OTHER_WITHDRAWN);
  return settled ? close_offers(deliberation, amendment, false) : settled;
}

}  // namespace

/// Ends a need, an act or an amendment before adoption.
Result<std::string> decide_withdraw_case(const v1::CommandBody& body, Deliberation& deliberation) {
  const v1::WithdrawCase& command = body.withdraw_case();
  v1::Event event;
  *event.mutable_case_withdrawn()->mutable_reason() = deliberation.context().texts.seal(command.reason());
  deliberation.emit(command.case_id(), std::move(event));
  if ((*deliberation.find(command.case_id()))->kind() == v1::AMENDMENT) {
    const Result<void> closed = close_amendment(deliberation, command.case_id());
    if (!closed) return tl::unexpected(closed.error());
  }
  return finish_step(deliberation, command.case_id(), "withdraw-case");
}

}  // namespace norma::acts
