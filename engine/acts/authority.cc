#include "engine/acts/authority.h"

#include <algorithm>

namespace norma::acts {
namespace {

std::string role_key(v1::Role role, std::string_view object) {
  std::string key(1, static_cast<char>(role));
  return key.append(object);
}

/// Ends with the role, so that no person's key begins another's.
std::string person_key(const PersonId& person, v1::Role role) {
  std::string key = person.str();
  key += static_cast<char>(role);
  return key;
}

void sort_by_record(std::vector<Assignment>& assignments) {
  std::stable_sort(assignments.begin(), assignments.end(), [](const Assignment& left, const Assignment& right) {
    return left.recorded_position < right.recorded_position;
  });
}

/// A copy of the list under the key, or a new one.
template <class Item>
std::vector<Item> copy_of(const PersistentMap<std::shared_ptr<const std::vector<Item>>>& map, std::string_view key) {
  const auto* found = map.find(key);
  return found == nullptr ? std::vector<Item>{} : **found;
}

template <class Item>
std::span<const Item> list_of(const PersistentMap<std::shared_ptr<const std::vector<Item>>>& map,
                              std::string_view key) {
  const auto* found = map.find(key);
  return found == nullptr ? std::span<const Item>{} : std::span<const Item>(**found);
}

}  // namespace

Instant Assignment::ends_at(const AuthorityMoment& moment) const {
  const bool revocation_known = revoked_position != 0 && revoked_position <= moment.registry_position;
  return revocation_known ? std::min(valid_until, revoked_at) : valid_until;
}

bool Assignment::holds_at(const AuthorityMoment& moment) const {
  return recorded_position <= moment.registry_position && valid_from <= moment.time && moment.time < ends_at(moment);
}

void Authority::apply(const v1::Event& event, Position position) {
  if (event.has_person_registered()) {
    persons_.set(event.person_registered().person(), event.person_registered().display_name());
  } else if (event.has_role_assigned()) {
    assign(event.role_assigned(), position);
  } else if (event.has_role_revoked()) {
    revoke(event.role_revoked(), position);
  } else if (event.has_substitute_assigned()) {
    add(event.substitute_assigned(), position);
  } else if (event.has_substitution_ended()) {
    end(event.substitution_ended(), position);
  }
}

void Authority::assign(const v1::RoleAssigned& assigned, Position position) {
  Assignment assignment;
  assignment.person = PersonId(assigned.person());
  assignment.role = assigned.role();
  assignment.object = assigned.object();
  assignment.valid_from = from_timestamp(assigned.valid_from());
  if (assigned.has_valid_until()) assignment.valid_until = from_timestamp(assigned.valid_until());
  assignment.recorded_position = position;
  const std::vector<Assignment>* earlier = find(assignment.person, assignment.role, assignment.object);
  auto assignments = earlier == nullptr ? std::vector<Assignment>{} : *earlier;
  assignments.push_back(assignment);
  put(assignment.person, assignment.role, assignment.object,
      std::make_shared<const std::vector<Assignment>>(std::move(assignments)));
}

void Authority::revoke(const v1::RoleRevoked& revoked, Position position) {
  const PersonId person(revoked.person());
  const std::vector<Assignment>* earlier = find(person, revoked.role(), revoked.object());
  if (earlier == nullptr) return;
  std::vector<Assignment> assignments = *earlier;
  for (Assignment& assignment : assignments) {
    if (assignment.revoked_position != 0) continue;
    assignment.revoked_at = from_timestamp(revoked.revoked_at());
    assignment.revoked_position = position;
  }
  put(person, revoked.role(), revoked.object(),
      std::make_shared<const std::vector<Assignment>>(std::move(assignments)));
}

void Authority::add(const v1::SubstituteAssigned& assigned, Position position) {
  Substitution substitution;
  substitution.id = assigned.substitution();
  substitution.person = PersonId(assigned.person());
  substitution.substitute = PersonId(assigned.substitute());
  substitution.role = assigned.role();
  substitution.object = assigned.object();
  substitution.valid_from = from_timestamp(assigned.valid_from());
  substitution.valid_until = from_timestamp(assigned.valid_until());
  substitution.recorded_position = position;
  std::vector<Substitution> away = copy_of(away_, assigned.person());
  std::vector<Substitution> standing_in = copy_of(standing_in_, assigned.substitute());
  away.push_back(substitution);
  standing_in.push_back(std::move(substitution));
  away_.set(assigned.person(), std::make_shared<const std::vector<Substitution>>(std::move(away)));
  standing_in_.set(assigned.substitute(), std::make_shared<const std::vector<Substitution>>(std::move(standing_in)));
  away_by_id_.set(assigned.substitution(), assigned.person());
}

void Authority::end(const v1::SubstitutionEnded& ended, Position position) {
  const auto ended_in = [&](std::vector<Substitution> list) {
    for (Substitution& substitution : list) {
      if (substitution.id != ended.substitution() || substitution.ended_position != 0) continue;
      substitution.ended_at = from_timestamp(ended.ended_at());
      substitution.ended_position = position;
    }
    return std::make_shared<const std::vector<Substitution>>(std::move(list));
  };
  away_.set(ended.person(), ended_in(copy_of(away_, ended.person())));
  standing_in_.set(ended.substitute(), ended_in(copy_of(standing_in_, ended.substitute())));
}

const std::vector<Assignment>* Authority::find(const PersonId& person, v1::Role role, std::string_view object) const {
  const ByKey* at = by_role_.find(role_key(role, object));
  const Assignments* found = at == nullptr ? nullptr : at->find(person.str());
  return found == nullptr ? nullptr : found->get();
}

void Authority::put(const PersonId& person, v1::Role role, const std::string& object, Assignments assignments) {
  const auto set_in = [&](PersistentMap<ByKey>& map, const std::string& outer, std::string_view inner) {
    const ByKey* found = map.find(outer);
    ByKey changed = found == nullptr ? ByKey{} : *found;
    changed.set(inner, assignments);
    map.set(outer, std::move(changed));
  };
  set_in(by_role_, role_key(role, object), person.str());
  set_in(by_person_, person_key(person, role), object);
}

bool Authority::knows(const PersonId& person) const { return persons_.find(person.str()) != nullptr; }

bool Authority::holds(const PersonId& person, v1::Role role, std::string_view object,
                      const AuthorityMoment& moment) const {
  const std::vector<Assignment>* found = find(person, role, object);
  if (found == nullptr) return false;
  return std::any_of(found->begin(), found->end(),
                     [&](const Assignment& assignment) { return assignment.holds_at(moment); });
}

bool Authority::holds_anywhere(const PersonId& person, v1::Role role, const AuthorityMoment& moment) const {
  const ByKey* objects = by_person_.find(person_key(person, role));
  if (objects == nullptr) return false;
  bool held = false;
  objects->each([&](const std::string&, const Assignments& assignments) {
    held = held || std::any_of(assignments->begin(), assignments->end(),
                               [&](const Assignment& assignment) { return assignment.holds_at(moment); });
  });
  return held;
}

std::optional<Instant> Authority::ended(const PersonId& person, v1::Role role, std::string_view object,
                                        const AuthorityMoment& moment) const {
  std::optional<Instant> latest;
  const std::vector<Assignment>* found = find(person, role, object);
  if (found == nullptr) return latest;
  for (const Assignment& assignment : *found) {
    if (assignment.recorded_position > moment.registry_position) continue;
    const Instant end = assignment.ends_at(moment);
    if (end <= moment.time) latest = std::max(latest.value_or(end), end);
  }
  return latest;
}

std::span<const Assignment> Authority::assignments(const PersonId& person, v1::Role role,
                                                   std::string_view object) const {
  const std::vector<Assignment>* found = find(person, role, object);
  return found == nullptr ? std::span<const Assignment>{} : std::span<const Assignment>(*found);
}

std::vector<Assignment> Authority::assignments_at(v1::Role role, std::string_view object) const {
  std::vector<Assignment> assignments;
  const ByKey* at = by_role_.find(role_key(role, object));
  if (at == nullptr) return assignments;
  at->each([&](const std::string&, const Assignments& of_person) {
    assignments.insert(assignments.end(), of_person->begin(), of_person->end());
  });
  sort_by_record(assignments);
  return assignments;
}

std::vector<PersonId> Authority::holders(v1::Role role, std::string_view object,
                                         const AuthorityMoment& moment) const {
  std::vector<PersonId> holders;
  for (Assignment& assignment : assignments_at(role, object)) {
    if (assignment.holds_at(moment)) holders.push_back(std::move(assignment.person));
  }
  return holders;
}

std::vector<Assignment> Authority::assignments_of(const PersonId& person) const {
  std::vector<Assignment> assignments;
  for (int role = v1::Role_MIN; role <= v1::Role_MAX; ++role) {
    const ByKey* objects = by_person_.find(person_key(person, static_cast<v1::Role>(role)));
    if (objects == nullptr) continue;
    objects->each([&](const std::string&, const Assignments& of_object) {
      assignments.insert(assignments.end(), of_object->begin(), of_object->end());
    });
  }
  sort_by_record(assignments);
  return assignments;
}

std::vector<Assignment> Authority::all_assignments() const {
  std::vector<Assignment> assignments;
  by_role_.each([&](const std::string&, const ByKey& persons) {
    persons.each([&](const std::string&, const Assignments& of_person) {
      assignments.insert(assignments.end(), of_person->begin(), of_person->end());
    });
  });
  sort_by_record(assignments);
  return assignments;
}

bool Authority::matches(const v1::Selector& selector, const PersonId& person, const AuthorityMoment& moment) const {
  if (!selector.person().empty()) return selector.person() == person.str();
  return holds(person, selector.role(), selector.object(), moment);
}

const PersonId* Authority::principal(const v1::Selector& selector, const PersonId& substitute,
                                     const AuthorityMoment& moment, const PersonId& only) const {
  for (const Substitution& substitution : substitutions_by(substitute)) {
    if (!only.empty() && substitution.person != only) continue;
    const bool covered = selector.person().empty() ? substitution.covers(selector.role(), selector.object())
                                                   : substitution.covers_person();
    if (!covered || !substitution.is_active_at(moment)) continue;
    if (matches(selector, substitution.person, moment)) return &substitution.person;
  }
  return nullptr;
}

bool Authority::concerns(const v1::Selector& selector, const PersonId& person, const AuthorityMoment& moment) const {
  return matches(selector, person, moment) || principal(selector, person, moment) != nullptr;
}

std::span<const Substitution> Authority::substitutions_of(const PersonId& person) const {
  return list_of(away_, person.str());
}

std::span<const Substitution> Authority::substitutions_by(const PersonId& substitute) const {
  return list_of(standing_in_, substitute.str());
}

const Substitution* Authority::find_substitution(std::string_view id) const {
  const std::string* person = away_by_id_.find(id);
  if (person == nullptr) return nullptr;
  const std::span<const Substitution> list = substitutions_of(PersonId(*person));
  const auto found = std::find_if(list.begin(), list.end(), [&](const Substitution& one) { return one.id == id; });
  return found == list.end() ? nullptr : &*found;
}

}  // namespace norma::acts
