#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/acts/substitution.h"
#include "engine/ids.h"
#include "engine/instant.h"
#include "engine/persistent_map.h"
#include "norma/v1/event.pb.h"
#include "norma/v1/values.pb.h"

namespace norma::acts {

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

/// Who holds which role at which object, from when to when, and who stands in for whom, for any moment of the past.
///
/// A fold of the registry's events. A copy costs nothing and shares what it has in common with the original, so the
/// registry's sequencer makes one for every turn. Readers share immutable copies.
class Authority {
 public:
  /// Folds one event of the registry; others are ignored.
  void apply(const v1::Event& event, Position position);

  [[nodiscard]] bool knows(const PersonId& person) const;
  [[nodiscard]] std::size_t person_count() const { return persons_.size(); }

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

  /// Every assignment of the role at the object ever recorded, in the order of record.
  [[nodiscard]] std::vector<Assignment> assignments_at(v1::Role role, std::string_view object) const;

  /// Every assignment of the role at the object to the person, in the order of record. Valid as long as any copy is.
  [[nodiscard]] std::span<const Assignment> assignments(const PersonId& person, v1::Role role,
                                                        std::string_view object) const;

  /// Every assignment the person ever had, in the order of record.
  [[nodiscard]] std::vector<Assignment> assignments_of(const PersonId& person) const;

  /// Every assignment ever recorded, in the order of record.
  [[nodiscard]] std::vector<Assignment> all_assignments() const;

  /// Whether the selector means this person at that moment, by themself.
  [[nodiscard]] bool matches(const v1::Selector& selector, const PersonId& person,
                             const AuthorityMoment& moment) const;

  /// The person for whom `substitute` may do what the selector's holder may; the first recorded, or null.
  /// `only`: this person or nobody; empty: anybody.
  [[nodiscard]] const PersonId* principal(const v1::Selector& selector, const PersonId& substitute,
                                          const AuthorityMoment& moment, const PersonId& only = {}) const;

  /// Whether the selector means this person at that moment, by themself or as someone's substitute.
  [[nodiscard]] bool concerns(const v1::Selector& selector, const PersonId& person,
                              const AuthorityMoment& moment) const;

  /// Every substitution ever recorded of the person, who is away in it. Valid as long as any copy is.
  [[nodiscard]] std::span<const Substitution> substitutions_of(const PersonId& person) const;

  /// Every substitution ever recorded by the person, who stands in. Valid as long as any copy is.
  [[nodiscard]] std::span<const Substitution> substitutions_by(const PersonId& substitute) const;

  /// The substitution with this id, or null. Valid as long as any copy is.
  [[nodiscard]] const Substitution* find_substitution(std::string_view id) const;

 private:
  using Assignments = std::shared_ptr<const std::vector<Assignment>>;
  using ByKey = PersistentMap<Assignments>;
  using Substitutions = std::shared_ptr<const std::vector<Substitution>>;

  [[nodiscard]] const std::vector<Assignment>* find(const PersonId& person, v1::Role role,
                                                    std::string_view object) const;
  void put(const PersonId& person, v1::Role role, const std::string& object, Assignments assignments);
  void assign(const v1::RoleAssigned& assigned, Position position);
  void revoke(const v1::RoleRevoked& revoked, Position position);
  void add(const v1::SubstituteAssigned& assigned, Position position);
  void end(const v1::SubstitutionEnded& ended, Position position);

  PersistentMap<v1::TextRef> persons_;  ///< Display names.
  PersistentMap<ByKey> by_role_;        ///< Role and object -> person -> assignments.
  PersistentMap<ByKey> by_person_;      ///< Person and role -> object -> the same assignments.
  PersistentMap<Substitutions> away_;   ///< By the person who is away.
  PersistentMap<Substitutions> standing_in_;
  PersistentMap<std::string> away_by_id_;  ///< Substitution -> the person who is away.
};

}  // namespace norma::acts
