#include "engine/acts/commands/deciders.h"
#include "engine/acts/role_rules.h"

namespace norma::acts {

/// Gives a person a role at an object from a day to a day.
///
/// Errors, in this order: person_unknown, those of check_role_at(), invalid_field (valid_until), those of
/// check_compatible().
Result<std::string> decide_assign_role(const v1::CommandBody& body, Deliberation& deliberation) {
  const v1::AssignRole& command = body.assign_role();
  const Context& context = deliberation.context();
  const ObjectRegister& objects = context.registers.objects;
  if (!context.authority.knows(PersonId(command.person()))) return fail(Reason::kPersonUnknown, command.person());
  const Result<void> placed =
      check_role_at(objects, command.role(), command.object(), format_date(deliberation.today()));
  if (!placed) return tl::unexpected(placed.error());
  Assignment wanted;
  wanted.person = PersonId(command.person());
  wanted.role = command.role();
  wanted.object = command.object();
  const std::optional<Date> from = parse_date(command.valid_from());
  wanted.valid_from = from ? riga_start_of_day(*from) : context.now;
  const std::optional<Date> until = parse_date(command.valid_until());
  if (until) wanted.valid_until = riga_start_of_day(*until);
  if (wanted.valid_until <= wanted.valid_from) {
    return fail(Reason::kInvalidField, "valid_until", command.valid_until());
  }
  const Result<void> compatible = check_compatible(context.authority, objects, context.moment(), wanted);
  if (!compatible) return tl::unexpected(compatible.error());
  v1::Event event;
  v1::RoleAssigned& assigned = *event.mutable_role_assigned();
  assigned.set_person(command.person());
  assigned.set_role(command.role());
  assigned.set_object(command.object());
  *assigned.mutable_valid_from() = to_timestamp(wanted.valid_from);
  if (until) *assigned.mutable_valid_until() = to_timestamp(wanted.valid_until);
  deliberation.emit_registry(std::move(event));
  return std::string();
}

}  // namespace norma::acts
