#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/ids.h"
#include "engine/instant.h"
#include "norma/v1/event.pb.h"
#include "norma/v1/values.pb.h"

namespace norma::acts {

/// A moment at which authority is asked: what was valid then, as far as it was recorded by then.
struct AuthorityMoment {
  Instant time;
  Position registry_position = 0;
};

/// One assignment of a role, with everything needed to ask about any moment.
struct Assignment {
  PersonId person;
  v1::Role role = v1::ROLE_UNSPECIFIED;
  std::string object;
  Instant valid_from;
  Instant valid_until = Instant::max();  ///< Exclusive.
  Position recorded_position = 0;
  Instant revoked_at = Instant::max();
  Position revoked_position = 0;  ///< 0: not revoked.

  [[nodiscard]] bool holds_at(const AuthorityMoment& moment) const;
  [[nodiscard]] Instant ends_at(const AuthorityMoment& moment) const;
};

/// Who holds which role at which object, from when to when, for any moment of the past.
///
/// A fold of the registry's events. Readers share one immutable copy; the registry's sequencer makes the next.
class Authority {
 public:
  /// Folds one event of the registry; others are ignored.
  void apply(const v1::Event& event, Position position);

  [[nodiscard]] bool knows(const PersonId& person) const;

  /// Whether the person holds the role at the object at that moment.
  [[nodiscard]] bool holds(const PersonId& person, v1::Role role, std::string_view object,
                           const AuthorityMoment& moment) const;

  /// Whether the person holds the role at any object at that moment.
  [[nodiscard]] bool holds_anywhere(const PersonId& person, v1::Role role, const AuthorityMoment& moment) const;

  /// When the person's latest assignment of the role at the object ended, if it ended before the moment.
  [[nodiscard]] std::optional<Instant> ended(const PersonId& person, v1::Role role, std::string_view object,
                                             const AuthorityMoment& moment) const;

  /// Everyone who holds the role at the object at that moment, in the order of assignment.
  [[nodiscard]] std::vector<PersonId> holders(v1::Role role, std::string_view object,
                                              const AuthorityMoment& moment) const;

  /// Every assignment the person ever had, in the order of record.
  [[nodiscard]] std::vector<Assignment> assignments_of(const PersonId& person) const;

  /// Every assignment ever recorded, in the order of record.
  [[nodiscard]] std::vector<Assignment> all_assignments() const;

  /// Whether the selector means this person at that moment.
  [[nodiscard]] bool matches(const v1::Selector& selector, const PersonId& person,
                             const AuthorityMoment& moment) const;

 private:
  using RoleAt = std::pair<v1::Role, std::string>;

  std::map<std::string, v1::TextRef, std::less<>> persons_;
  std::map<RoleAt, std::vector<Assignment>> by_role_;
  std::map<std::string, std::vector<RoleAt>, std::less<>> roles_of_;
};

}  // namespace norma::acts
