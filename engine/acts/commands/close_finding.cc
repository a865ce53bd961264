#include <algorithm>

#include "engine/acts/commands/deciders.h"

namespace norma::acts {

/// Closes a finding after what followed from it. Errors, in this order: finding_not_found, finding_closed.
Result<std::string> decide_close_finding(const v1::CommandBody& body, Deliberation& deliberation) {
  const v1::CloseFinding& command = body.close_finding();
  const Result<const v1::CaseState*> state = deliberation.find(command.act());
  if (!state) return tl::unexpected(state.error());
  const auto& findings = (*state)->act().findings();
  const auto found = std::find_if(findings.begin(), findings.end(), [&](const v1::FindingState& finding) {
    return finding.finding() == command.finding();
  });
  if (found == findings.end()) return fail(Reason::kFindingNotFound, std::to_string(command.finding()));
  if (found->closed()) return fail(Reason::kFindingClosed, std::to_string(command.finding()));
  v1::Event event;
  event.mutable_finding_closed()->set_finding(command.finding());
  *event.mutable_finding_closed()->mutable_text() = deliberation.context().texts.seal(command.text());
  deliberation.emit(command.act(), std::move(event));
  return finish_step(deliberation, command.act(), "close-finding", command.finding());
}

}  // namespace norma::acts
