#pragma once

#include <string>
#include <string_view>

#include "engine/ids.h"
#include "engine/instant.h"
#include "norma/v1/registry_api.pb.h"
#include "norma/v1/values.pb.h"

namespace norma::acts {

/// A moment at which authority is asked: what was valid then, as far as it was recorded by then.
struct AuthorityMoment {
  Instant time;
  Position registry_position = 0;
};

/// Someone stands in for a person who is away, from a moment to a moment; it comes back by itself.
struct Substitution {
  std::string id;
  PersonId person;  ///< Who is away.
  PersonId substitute;
  v1::Role role = v1::ROLE_UNSPECIFIED;  ///< Unspecified: everything that can be done for another.
  std::string object;
  Instant valid_from;
  Instant valid_until = Instant::max();  ///< Exclusive.
  Position recorded_position = 0;
  Instant ended_at = Instant::max();
  Position ended_position = 0;  ///< 0: not ended before its time.

  [[nodiscard]] bool is_active_at(const AuthorityMoment& moment) const;

  /// When it ends as far as is known at the moment.
  [[nodiscard]] Instant ends_at(const AuthorityMoment& moment) const;

  /// Whether the substitute may do what the person may as holder of the role at the object.
  [[nodiscard]] bool covers(v1::Role asked_role, std::string_view asked_object) const;

  /// Whether the substitute may do what the person was asked for by name: drafting, giving an opinion.
  [[nodiscard]] bool covers_person() const { return role == v1::ROLE_UNSPECIFIED; }
};

/// Whether a role can be exercised for another. The auditor's sight is given by law to a person (Internal Audit
/// Law 13), and reading an act to acknowledge it is done by oneself.
[[nodiscard]] bool is_substitutable(v1::Role role);

/// A substitution as the API shows it.
[[nodiscard]] v1::SubstitutionState substitution_state(const Substitution& substitution);

}  // namespace norma::acts
