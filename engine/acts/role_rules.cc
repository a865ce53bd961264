#include "engine/acts/role_rules.h"

#include "engine/acts/object_rules.h"
#include "engine/acts/parts.h"
#include "engine/acts/policy.h"

namespace norma::acts {
namespace {

bool is_assignable(v1::Role role) {
  return has_one_holder(role) || role == v1::APPROVER || role == v1::ADDRESSEE || role == v1::AUDITOR ||
         role == v1::ADMINISTRATOR;
}

bool goes_with(v1::Role role, v1::ObjectKind kind) {
  switch (role) {
    case v1::SERVICE_OWNER:
      return kind == v1::SERVICE_OBJECT;
    case v1::RESOURCE_OWNER:
      return kind == v1::RESOURCE_OBJECT;
    case v1::ADDRESSEE:
      return true;
    default:
      return kind == v1::INSTITUTION_OBJECT;
  }
}

Validity validity_of(const Assignment& assignment, const AuthorityMoment& moment) {
  return {assignment.valid_from, assignment.ends_at(moment)};
}

/// Audit beside a function of the same institution; every institution is also this one.
bool clash(const ObjectRegister& objects, const Assignment& left, const Assignment& right) {
  const bool one_audits = (left.role == v1::AUDITOR) != (right.role == v1::AUDITOR);
  if (!one_audits || left.role == v1::ADDRESSEE || right.role == v1::ADDRESSEE) return false;
  if (left.object == kEveryInstitution || right.object == kEveryInstitution) return true;
  return institution_of(objects, left.object) == institution_of(objects, right.object);
}

}  // namespace

bool has_one_holder(v1::Role role) {
  return role == v1::SERVICE_SET_OWNER || role == v1::SERVICE_OWNER || role == v1::RESOURCE_SET_OWNER ||
         role == v1::RESOURCE_OWNER;
}

std::string institution_of(const ObjectRegister& objects, std::string_view object) {
  const RegisteredObject* found = objects.find(object);
  return found == nullptr ? std::string(object) : found->institution;
}

std::string administered_by(const ObjectRegister& objects, std::string_view object) {
  if (object == kEveryInstitution) return std::string(object);
  const RegisteredObject* found = objects.find(object);
  return found == nullptr ? std::string() : found->institution;
}

Result<void> check_role_at(const ObjectRegister& objects, v1::Role role, std::string_view object,
                           std::string_view today) {
  if (!is_assignable(role)) return fail(Reason::kRoleNotAssignable, role_name(role));
  if (role == v1::ADMINISTRATOR && object == kEveryInstitution) return {};
  const Result<const RegisteredObject*> found = registered(objects, object);
  if (!found) return tl::unexpected(found.error());
  if (!goes_with(role, (*found)->kind)) {
    return fail(Reason::kRoleScaleMismatch, role_name(role), object, object_kind_name((*found)->kind));
  }
  if ((*found)->has_ended_by(today)) return fail(Reason::kObjectEnded, object, (*found)->ended_on);
  return {};
}

Result<void> check_compatible(const Authority& authority, const ObjectRegister& objects, const AuthorityMoment& moment,
                              const Assignment& wanted) {
  const Validity validity{wanted.valid_from, wanted.valid_until};
  const auto check_seat = [&](std::span<const Assignment> taken) -> Result<void> {
    for (const Assignment& other : taken) {
      if (!validity.overlaps(validity_of(other, moment))) continue;
      return fail(Reason::kRoleAlreadyHeld, other.person.str(), role_name(wanted.role), wanted.object,
                  wanted.person.str());
    }
    return {};
  };
  // Whom a role with many holders is given to is nobody else's matter: a list of thousands is not gone through.
  const Result<void> free =
      has_one_holder(wanted.role)
          ? check_seat(authority.assignments_at(wanted.role, wanted.object))
          : check_seat(authority.assignments(wanted.person, wanted.role, wanted.object));
  if (!free) return free;
  for (const Assignment& other : authority.assignments_of(wanted.person)) {
    if (!clash(objects, wanted, other) || !validity.overlaps(validity_of(other, moment))) continue;
    return fail(Reason::kRolesIncompatible, wanted.person.str(), role_name(other.role), role_name(wanted.role));
  }
  return {};
}

}  // namespace norma::acts
