#include "engine/acts/authority.h"

#include <algorithm>

namespace norma::acts {

Instant Assignment::ends_at(const AuthorityMoment& moment) const {
  const bool revocation_known = revoked_position != 0 && revoked_position <= moment.registry_position;
  return revocation_known ? std::min(valid_until, revoked_at) : valid_until;
}

bool Assignment::holds_at(const AuthorityMoment& moment) const {
  return recorded_position <= moment.registry_position && valid_from <= moment.time && moment.time < ends_at(moment);
}

void Authority::apply(const v1::Event& event, Position position) {
  if (event.has_person_registered()) {
    persons_[event.person_registered().person()] = event.person_registered().display_name();
  } else if (event.has_role_assigned()) {
    const v1::RoleAssigned& assigned = event.role_assigned();
    Assignment assignment;
    assignment.person = PersonId(assigned.person());
    assignment.role = assigned.role();
    assignment.object = assigned.object();
    assignment.valid_from = from_timestamp(assigned.valid_from());
    if (assigned.has_valid_until()) assignment.valid_until = from_timestamp(assigned.valid_until());
    assignment.recorded_position = position;
    const RoleAt role_at{assigned.role(), assigned.object()};
    by_role_[role_at].push_back(std::move(assignment));
    std::vector<RoleAt>& roles = roles_of_[assigned.person()];
    if (std::find(roles.begin(), roles.end(), role_at) == roles.end()) roles.push_back(role_at);
  } else if (event.has_role_revoked()) {
    const v1::RoleRevoked& revoked = event.role_revoked();
    for (Assignment& assignment : by_role_[{revoked.role(), revoked.object()}]) {
      if (assignment.person.str() != revoked.person() || assignment.revoked_position != 0) continue;
      assignment.revoked_at = from_timestamp(revoked.revoked_at());
      assignment.revoked_position = position;
    }
  }
}

bool Authority::knows(const PersonId& person) const { return persons_.contains(person.str()); }

bool Authority::holds(const PersonId& person, v1::Role role, std::string_view object,
                      const AuthorityMoment& moment) const {
  const auto found = by_role_.find({role, std::string(object)});
  if (found == by_role_.end()) return false;
  return std::any_of(found->second.begin(), found->second.end(), [&](const Assignment& assignment) {
    return assignment.person == person && assignment.holds_at(moment);
  });
}

bool Authority::holds_anywhere(const PersonId& person, v1::Role role, const AuthorityMoment& moment) const {
  const auto roles = roles_of_.find(person.str());
  if (roles == roles_of_.end()) return false;
  return std::any_of(roles->second.begin(), roles->second.end(), [&](const RoleAt& role_at) {
    return role_at.first == role && holds(person, role, role_at.second, moment);
  });
}

std::optional<Instant> Authority::ended(const PersonId& person, v1::Role role, std::string_view object,
                                        const AuthorityMoment& moment) const {
  std::optional<Instant> latest;
  const auto found = by_role_.find({role, std::string(object)});
  if (found == by_role_.end()) return latest;
  for (const Assignment& assignment : found->second) {
    const bool known = assignment.recorded_position <= moment.registry_position;
    if (assignment.person != person || !known) continue;
    const Instant end = assignment.ends_at(moment);
    if (end <= moment.time) latest = std::max(latest.value_or(end), end);
  }
  return latest;
}

std::vector<PersonId> Authority::holders(v1::Role role, std::string_view object,
                                         const AuthorityMoment& moment) const {
  std::vector<PersonId> holders;
  const auto found = by_role_.find({role, std::string(object)});
  if (found == by_role_.end()) return holders;
  for (const Assignment& assignment : found->second) {
    if (assignment.holds_at(moment)) holders.push_back(assignment.person);
  }
  return holders;
}

std::vector<Assignment> Authority::assignments_of(const PersonId& person) const {
  std::vector<Assignment> assignments;
  const auto roles = roles_of_.find(person.str());
  if (roles == roles_of_.end()) return assignments;
  for (const RoleAt& role_at : roles->second) {
    for (const Assignment& assignment : by_role_.at(role_at)) {
      if (assignment.person == person) assignments.push_back(assignment);
    }
  }
  std::sort(assignments.begin(), assignments.end(), [](const Assignment& left, const Assignment& right) {
    return left.recorded_position < right.recorded_position;
  });
  return assignments;
}

std::vector<Assignment> Authority::all_assignments() const {
  std::vector<Assignment> assignments;
  for (const auto& [role_at, of_role] : by_role_) assignments.insert(assignments.end(), of_role.begin(), of_role.end());
  std::sort(assignments.begin(), assignments.end(), [](const Assignment& left, const Assignment& right) {
    return left.recorded_position < right.recorded_position;
  });
  return assignments;
}

bool Authority::matches(const v1::Selector& selector, const PersonId& person, const AuthorityMoment& moment) const {
  if (!selector.person().empty()) return selector.person() == person.str();
  return holds(person, selector.role(), selector.object(), moment);
}

}  // namespace norma::acts
