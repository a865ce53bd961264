#include <algorithm>

#include "engine/acts/commands/deciders.h"

namespace norma::acts {

/// Ends a person's role at an object now, also one that is still to begin. Errors: role_not_assigned.
Result<std::string> decide_revoke_role(const v1::CommandBody& body, Deliberation& deliberation) {
  const v1::RevokeRole& command = body.revoke_role();
  const Context& context = deliberation.context();
  const auto theirs = context.authority.assignments(PersonId(command.person()), command.role(), command.object());
  const bool open = std::any_of(theirs.begin(), theirs.end(), [&](const Assignment& assignment) {
    return assignment.ends_at(context.moment()) > context.now;
  });
  if (!open) return fail(Reason::kRoleNotAssigned);
  v1::Event event;
  v1::RoleRevoked& revoked = *event.mutable_role_revoked();
  revoked.set_person(command.person());
  revoked.set_role(command.role());
  revoked.set_object(command.object());
  *revoked.mutable_revoked_at() = to_timestamp(context.now);
  deliberation.emit_registry(std::move(event));
  return std::string();
}

}  // namespace norma::acts
