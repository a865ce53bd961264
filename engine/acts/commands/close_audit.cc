#include <algorithm>

#include "engine/acts/commands/deciders.h"

namespace norma::acts {

/// Ends an auditor's audit of a case. Errors: audit_not_found.
Result<std::string> decide_close_audit(const v1::CommandBody& body, Deliberation& deliberation) {
  const v1::CloseAudit& command = body.close_audit();
  const Result<const v1::CaseState*> state = deliberation.find(command.case_id());
  if (!state) return tl::unexpected(state.error());
  const auto& audits = (*state)->audits();
  const bool open = std::any_of(audits.begin(), audits.end(), [&](const v1::AuditState& audit) {
    return audit.audit() == command.audit() && !audit.has_closed_at();
  });
  if (!open) return fail(Reason::kAuditNotFound, std::to_string(command.audit()));
  v1::Event event;
  event.mutable_audit_closed()->set_audit(command.audit());
  deliberation.emit(command.case_id(), std::move(event));
  return command.case_id();
}

}  // namespace norma::acts
