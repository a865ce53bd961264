#pragma once

#include <string>
#include <string_view>

#include "engine/acts/authority.h"
#include "engine/acts/object_register.h"
#include "engine/result.h"

namespace norma::acts {

/// A stretch of time in which something is valid.
struct Validity {
  Instant from;
  Instant until = Instant::max();  ///< Exclusive.

  [[nodiscard]] bool overlaps(const Validity& other) const { return from < other.until && other.from < until; }
};

/// Whether the role is one that each object has one human for (pu2-6.md 1.3).
[[nodiscard]] bool has_one_holder(v1::Role role);

/// Whether a role may be assigned at an object at all: the four roles of PU2-6 at the object they are named after,
/// approver, auditor and administrator at an institution, addressee anywhere (pu2-6.md 1.2, 3.5).
///
/// Errors, in this order: role_not_assignable, object_unknown, role_scale_mismatch, object_ended (by `today`).
Result<void> check_role_at(const ObjectRegister& objects, v1::Role role, std::string_view object,
                           std::string_view today);

/// Whether a person may hold the role at the object for that time beside what is recorded.
///
/// Errors, in this order: role_already_held (by another where there is one holder, or by the same person),
/// roles_incompatible (audit beside any function of the same institution but addressee's; Internal Audit Law 14).
Result<void> check_compatible(const Authority& authority, const ObjectRegister& objects, const AuthorityMoment& moment,
                              const Assignment& wanted);

/// The institution that an object belongs to; the object itself when it is not registered.
[[nodiscard]] std::string institution_of(const ObjectRegister& objects, std::string_view object);

/// The institution whose administrator disposes of an object; empty (any of them) when it is not registered, so that
/// administrators learn that rather than that they may not.
[[nodiscard]] std::string administered_by(const ObjectRegister& objects, std::string_view object);

}  // namespace norma::acts
