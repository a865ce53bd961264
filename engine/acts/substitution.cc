#include "engine/acts/substitution.h"

#include <algorithm>

namespace norma::acts {

Instant Substitution::ends_at(const AuthorityMoment& moment) const {
  const bool end_known = ended_position != 0 && ended_position <= moment.registry_position;
  return end_known ? std::min(valid_until, ended_at) : valid_until;
}

bool Substitution::is_active_at(const AuthorityMoment& moment) const {
  return recorded_position <= moment.registry_position && valid_from <= moment.time && moment.time < ends_at(moment);
}

bool Substitution::covers(v1::Role asked_role, std::string_view asked_object) const {
  if (!is_substitutable(asked_role)) return false;
  return role == v1::ROLE_UNSPECIFIED || (role == asked_role && object == asked_object);
}

bool is_substitutable(v1::Role role) { return role != v1::AUDITOR && role != v1::ADDRESSEE; }

v1::SubstitutionState substitution_state(const Substitution& substitution) {
  v1::SubstitutionState state;
  state.set_substitution(substitution.id);
  state.set_person(substitution.person.str());
  state.set_substitute(substitution.substitute.str());
  *state.mutable_valid_from() = to_timestamp(substitution.valid_from);
  *state.mutable_valid_until() = to_timestamp(substitution.valid_until);
  state.set_role(substitution.role);
  state.set_object(substitution.object);
  if (substitution.ended_position != 0) *state.mutable_ended_at() = to_timestamp(substitution.ended_at);
  state.set_recorded_position(substitution.recorded_position);
  return state;
}

}  // namespace norma::acts
