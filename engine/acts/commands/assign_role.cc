#include "engine/acts/commands/deciders.h"

namespace norma::acts {
namespace {

/// The four named roles of PU2-6 are each filled by one person per object (pu2-6.md 1.3).
bool has_one_holder(v1::Role role) {
  return role == v1::SERVICE_SET_OWNER || role == v1::SERVICE_OWNER || role == v1::RESOURCE_SET_OWNER ||
         role == v1::RESOURCE_OWNER;
}

}  // namespace

/// Errors, in this order: person_unknown, invalid_field (valid_until), role_already_held.
Result<std::string> decide_assign_role(const v1::CommandBody& body, Deliberation& deliberation) {
  const v1::AssignRole& command = body.assign_role();
  const Context& context = deliberation.context();
  if (!context.authority.knows(PersonId(command.person()))) return fail(Reason::kPersonUnknown, command.person());
  const std::optional<Date> from = parse_date(command.valid_from());
  const Instant valid_from = from ? riga_start_of_day(*from) : context.now;
  const std::optional<Date> until = parse_date(command.valid_until());
  if (until && riga_start_of_day(*until) <= valid_from) {
    return fail(Reason::kInvalidField, "valid_until", command.valid_until());
  }
  if (has_one_holder(command.role())) {
    AuthorityMoment start = context.moment();
    start.time = std::max(start.time, valid_from);
    const std::vector<PersonId> holders = context.authority.holders(command.role(), command.object(), start);
    if (!holders.empty()) return fail(Reason::kRoleAlreadyHeld, holders.front().str());
  }
  v1::Event event;
  v1::RoleAssigned& assigned = *event.mutable_role_assigned();
  assigned.set_person(command.person());
  assigned.set_role(command.role());
  assigned.set_object(command.object());
  *assigned.mutable_valid_from() = to_timestamp(valid_from);
  if (until) *assigned.mutable_valid_until() = to_timestamp(riga_start_of_day(*until));
  deliberation.emit_registry(std::move(event));
  return std::string();
}

}  // namespace norma::acts
