#include "engine/acts/commands/substitution_rules.h"

#include "engine/acts/parts.h"
#include "engine/acts/policy.h"
#include "engine/acts/role_rules.h"

namespace norma::acts {

Result<void> check_administers_person(const Deliberation& deliberation, const PersonId& person) {
  if (deliberation.command().internal) return {};
  const Context& context = deliberation.context();
  const AuthorityMoment moment = context.moment();
  const PersonId& principal = deliberation.capacity().on_behalf_of;
  const PersonId& administrator = principal.empty() ? deliberation.command().actor : principal;
  for (const Assignment& assignment : context.authority.assignments_of(person)) {
    if (assignment.ends_at(moment) <= context.now) continue;
    const std::string institution = institution_of(context.registers.objects, assignment.object);
    if (!administers(context.authority, moment, administrator, institution)) {
      return fail(Reason::kRoleNotHeld, role_name(v1::ADMINISTRATOR) + "@" + institution);
    }
  }
  return {};
}

}  // namespace norma::acts
