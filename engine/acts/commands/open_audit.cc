#include <algorithm>

#include "engine/acts/commands/deciders.h"
#include "engine/acts/independence.h"

namespace norma::acts {

/// Sends an auditor to audit a case. From then on they take no part in it.
///
/// Errors, in this order: person_unknown, not_an_auditor (of the case's institution), audit_open, auditor_took_part
/// (within a year). Source: Internal Audit Law 14.
Result<std::string> decide_open_audit(const v1::CommandBody& body, Deliberation& deliberation) {
  const v1::OpenAudit& command = body.open_audit();
  const Context& context = deliberation.context();
  const PersonId auditor(command.auditor());
  if (!context.authority.knows(auditor)) return fail(Reason::kPersonUnknown, command.auditor());
  const Result<const v1::CaseState*> found = deliberation.find(command.case_id());
  if (!found) return tl::unexpected(found.error());
  const v1::CaseState& state = **found;
  if (!context.authority.holds(auditor, v1::AUDITOR, state.institution(), context.moment())) {
    return fail(Reason::kNotAnAuditor, command.auditor(), state.institution());
  }
  const bool open = std::any_of(state.audits().begin(), state.audits().end(), [&](const v1::AuditState& audit) {
    return audit.auditor() == command.auditor() && !audit.has_closed_at();
  });
  if (open) return fail(Reason::kAuditOpen, command.auditor());
  const std::optional<Date> barred = barred_from_auditing_until(context.authority, context.moment(), state, auditor);
  if (barred) return fail(Reason::kAuditorTookPart, command.auditor(), format_date(*barred));
  v1::Event event;
  event.mutable_audit_opened()->set_audit(static_cast<std::uint32_t>(state.audits_size()) + 1);
  event.mutable_audit_opened()->set_auditor(command.auditor());
  deliberation.emit(command.case_id(), std::move(event));
  return command.case_id();
}

}  // namespace norma::acts
