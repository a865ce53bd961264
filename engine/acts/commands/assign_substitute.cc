#include "engine/acts/commands/deciders.h"
#include "engine/acts/commands/substitution_rules.h"
#include "engine/acts/object_rules.h"
#include "engine/acts/role_rules.h"

namespace norma::acts {
namespace {

Validity validity_of(const Substitution& substitution, const AuthorityMoment& moment) {
  return {substitution.valid_from, substitution.ends_at(moment)};
}

bool same_scope(const Substitution& left, const Substitution& right) {
  if (left.role == v1::ROLE_UNSPECIFIED || right.role == v1::ROLE_UNSPECIFIED) return true;
  return left.role == right.role && left.object == right.object;
}

/// One substitute at a time, and never of a substitute: whoever stands in has to be there themself.
Result<void> check_chain(const Authority& authority, const AuthorityMoment& moment, const Substitution& wanted) {
  const Validity validity{wanted.valid_from, wanted.valid_until};
  for (const Substitution& other : authority.substitutions_by(wanted.person)) {
    if (!validity.overlaps(validity_of(other, moment))) continue;
    return fail(Reason::kSubstituteOfSubstitute, wanted.person.str(), other.person.str());
  }
  for (const Substitution& other : authority.substitutions_of(wanted.substitute)) {
    if (!validity.overlaps(validity_of(other, moment))) continue;
    return fail(Reason::kSubstituteOfSubstitute, other.substitute.str(), wanted.substitute.str());
  }
  for (const Substitution& other : authority.substitutions_of(wanted.person)) {
    if (!same_scope(wanted, other) || !validity.overlaps(validity_of(other, moment))) continue;
    return fail(Reason::kAlreadySubstituted, wanted.person.str(), other.substitute.str());
  }
  return {};
}

Result<Substitution> read(const v1::AssignSubstitute& command, const Context& context) {
  Substitution wanted;
  wanted.person = PersonId(command.person());
  wanted.substitute = PersonId(command.substitute());
  wanted.role = command.role();
  wanted.object = command.object();
  if (wanted.person == wanted.substitute) return fail(Reason::kInvalidField, "substitute", command.substitute());
  const bool of_role = wanted.role != v1::ROLE_UNSPECIFIED;
  if (of_role != !wanted.object.empty()) return fail(Reason::kMissingField, of_role ? "object" : "role");
  if (of_role && !is_substitutable(wanted.role)) return fail(Reason::kInvalidField, "role", v1::Role_Name(wanted.role));
  if (of_role) {
    const Result<const RegisteredObject*> object = registered(context.registers.objects, wanted.object);
    if (!object) return tl::unexpected(object.error());
  }
  const std::optional<Date> from = parse_date(command.valid_from());
  wanted.valid_from = from ? riga_start_of_day(*from) : context.now;
  wanted.valid_until = riga_start_of_day(*parse_date(command.valid_until()));
  if (wanted.valid_until <= std::max(wanted.valid_from, context.now)) {
    return fail(Reason::kInvalidField, "valid_until", command.valid_until());
  }
  return wanted;
}

bool audits_then(const Authority& authority, const AuthorityMoment& moment, const Substitution& wanted) {
  const Validity validity{wanted.valid_from, wanted.valid_until};
  for (const Assignment& assignment : authority.assignments_of(wanted.substitute)) {
    const Validity held{assignment.valid_from, assignment.ends_at(moment)};
    if (assignment.role == v1::AUDITOR && validity.overlaps(held)) return true;
  }
  return false;
}

}  // namespace

/// Names who stands in for a person who is away, from a day to a day; tasks and rights pass over and come back by
/// themselves (pu2-6.md 6, role holder 5).
///
/// Errors, in this order: person_unknown (who is away, the substitute), role_not_held (administrator of an institution
/// they have roles of), invalid_field (the same person), missing_field (role without object or the other way round),
/// invalid_field (a role that nobody exercises for another), object_unknown, invalid_field (valid_until),
/// auditor_may_not_act, substitute_of_substitute, already_substituted.
Result<std::string> decide_assign_substitute(const v1::CommandBody& body, Deliberation& deliberation) {
  const v1::AssignSubstitute& command = body.assign_substitute();
  const Context& context = deliberation.context();
  for (const std::string* person : {&command.person(), &command.substitute()}) {
    if (!context.authority.knows(PersonId(*person))) return fail(Reason::kPersonUnknown, *person);
  }
  const Result<void> administered = check_administers_person(deliberation, PersonId(command.person()));
  if (!administered) return tl::unexpected(administered.error());
  const Result<Substitution> wanted = read(command, context);
  if (!wanted) return tl::unexpected(wanted.error());
  if (audits_then(context.authority, context.moment(), *wanted)) {
    return fail(Reason::kAuditorMayNotAct, command.substitute());
  }
  if (const Result<void> chain = check_chain(context.authority, context.moment(), *wanted); !chain) {
    return tl::unexpected(chain.error());
  }
  v1::Event event;
  v1::SubstituteAssigned& assigned = *event.mutable_substitute_assigned();
  assigned.set_substitution(context.ids.fresh("substitution"));
  assigned.set_person(command.person());
  assigned.set_substitute(command.substitute());
  *assigned.mutable_valid_from() = to_timestamp(wanted->valid_from);
  *assigned.mutable_valid_until() = to_timestamp(wanted->valid_until);
  assigned.set_role(command.role());
  assigned.set_object(command.object());
  deliberation.emit_registry(std::move(event));
  return std::string();
}

}  // namespace norma::acts
