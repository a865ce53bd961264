#include "engine/acts/commands/deciders.h"

namespace norma::acts {

/// Errors: role_not_assigned.
Result<std::string> decide_revoke_role(const v1::CommandBody& body, Deliberation& deliberation) {
  const v1::RevokeRole& command = body.revoke_role();
  const Context& context = deliberation.context();
  if (!context.authority.holds(PersonId(command.person()), command.role(), command.object(), context.moment())) {
    return fail(Reason::kRoleNotAssigned);
  }
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
