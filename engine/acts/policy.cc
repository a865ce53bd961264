#include "engine/acts/policy.h"

#include <algorithm>
#include <optional>
#include <string>

#include "engine/acts/independence.h"
#include "engine/acts/parts.h"

namespace norma::acts {
namespace {

struct Refusal {
  std::string roles;
  std::optional<std::pair<v1::Role, Instant>> expired;

  void note(const Authority& authority, const AuthorityMoment& moment, const PersonId& actor,
            const v1::Selector& selector) {
    const v1::Role role = selector.person().empty() ? selector.role() : v1::DRAFTER;
    const std::string name = role_name(role);
    if (roles.find(name) == std::string::npos) roles += (roles.empty() ? "" : ", ") + name;
    if (!selector.person().empty()) return;
    const std::optional<Instant> end = authority.ended(actor, selector.role(), selector.object(), moment);
    if (end && (!expired || expired->second < *end)) expired = {selector.role(), *end};
  }

  [[nodiscard]] tl::unexpected<Error> error(bool auditor) const {
    if (auditor) return fail(Reason::kReadOnlyRole);
    if (expired) return fail(Reason::kRoleExpired, role_name(expired->first), format_date(riga_date(expired->second)));
    return fail(Reason::kRoleNotHeld, roles);
  }
};

/// Asks about one person's authority at one moment, on own right or for others.
class Inquiry {
 public:
  Inquiry(const Authority& authority, const AuthorityMoment& moment, const Asker& asker)
      : authority_(authority), moment_(moment), asker_(asker) {}

  /// Whether whom the asker says to act for can be acted for at all: as a substitute, or by delegation.
  [[nodiscard]] bool names_a_principal(const v1::CaseState& state) const {
    if (asker_.on_behalf_of.empty() || own_only()) return true;
    const auto substitutions = authority_.substitutions_by(asker_.actor);
    const bool stands_in = std::any_of(substitutions.begin(), substitutions.end(), [&](const Substitution& one) {
      return one.person == asker_.on_behalf_of && one.is_active_at(moment_);
    });
    return stands_in || std::any_of(state.tasks().begin(), state.tasks().end(), [&](const v1::TaskState& task) {
             return task.delegated_by() == asker_.on_behalf_of.str() &&
                    task.assignee().person() == asker_.actor.str();
           });
  }

  /// By own right: as the one the selector means.
  [[nodiscard]] bool is_meant(const v1::Selector& selector) const {
    return own_right() && authority_.matches(selector, asker_.actor, moment_);
  }

  /// The one the selector means and the asker stands in for; null when there is none.
  [[nodiscard]] const PersonId* stands_in_for(const v1::Selector& selector) const {
    if (own_only()) return nullptr;
    return authority_.principal(selector, asker_.actor, moment_, asker_.on_behalf_of);
  }

  [[nodiscard]] bool may_stand_in() const { return !authority_.substitutions_by(asker_.actor).empty(); }

  [[nodiscard]] std::optional<Capacity> own_task(const v1::TaskState& task) const {
    if (!authority_.matches(task.assignee(), asker_.actor, moment_)) return std::nullopt;
    const PersonId delegator(task.delegated_by());
    if (!asker_.on_behalf_of.empty() && asker_.on_behalf_of != (delegator.empty() ? asker_.actor : delegator)) {
      return std::nullopt;
    }
    return Capacity{role_in(task), delegator, !delegator.empty()};
  }

  [[nodiscard]] std::optional<Capacity> task_of_another(const v1::TaskState& task) const {
    const v1::Role role = role_in(task);
    const PersonId* principal = is_substitutable(role) ? stands_in_for(task.assignee()) : nullptr;
    if (principal == nullptr) return std::nullopt;
    return Capacity{role, *principal, false};
  }

 private:
  static v1::Role role_in(const v1::TaskState& task) {
    if (task.delegated_role() != v1::ROLE_UNSPECIFIED) return task.delegated_role();
    return role_of_task(task.assignee(), task.command());
  }
  [[nodiscard]] bool own_only() const { return asker_.on_behalf_of == asker_.actor; }
  [[nodiscard]] bool own_right() const { return asker_.on_behalf_of.empty() || own_only(); }

  const Authority& authority_;
  const AuthorityMoment& moment_;
  const Asker& asker_;
};

v1::Role role_of_part(Part part, const v1::Selector& selector) {
  if (selector.person().empty()) return selector.role();
  return part == Part::kOpinionGiver ? v1::OPINION_GIVER : v1::DRAFTER;
}

constexpr Part kAllParts[] = {Part::kOwner,    Part::kCoordinator,  Part::kDrafter,
                              Part::kApprover, Part::kOpinionGiver, Part::kAddressee};

/// The capacity that parts and tasks give: own right before another's, standing part before task.
std::optional<Capacity> find_capacity(const Inquiry& inquiry, std::span<const Part> parts, const v1::CaseState& state,
                                      std::string_view command) {
  for (const Part part : parts) {
    for (const v1::Selector& selector : holders_of(part, state)) {
      if (inquiry.is_meant(selector)) return Capacity{role_of_part(part, selector), {}, false};
    }
  }
  for (const v1::TaskState& task : state.tasks()) {
    if (task.command() != command) continue;
    if (std::optional<Capacity> capacity = inquiry.own_task(task)) return capacity;
  }
  if (!inquiry.may_stand_in()) return std::nullopt;
  for (const Part part : parts) {
    for (const v1::Selector& selector : holders_of(part, state)) {
      const PersonId* principal = inquiry.stands_in_for(selector);
      if (principal != nullptr) return Capacity{role_of_part(part, selector), *principal, false};
    }
  }
  for (const v1::TaskState& task : state.tasks()) {
    if (task.command() != command) continue;
    if (std::optional<Capacity> capacity = inquiry.task_of_another(task)) return capacity;
  }
  return std::nullopt;
}

tl::unexpected<Error> refuse(const Authority& authority, const AuthorityMoment& moment, const PersonId& actor,
                             std::span<const Part> parts, const v1::CaseState& state) {
  Refusal refusal;
  for (const Part part : parts) {
    for (const v1::Selector& selector : holders_of(part, state)) refusal.note(authority, moment, actor, selector);
  }
  return refusal.error(is_auditor(authority, moment, actor));
}

}  // namespace

Result<Capacity> authorise(const Authority& authority, const AuthorityMoment& moment, const Asker& asker,
                           std::span<const Part> parts, const v1::CaseState& state, std::string_view command) {
  if (!authority.knows(asker.actor)) return fail(Reason::kPersonUnknown, asker.actor.str());
  const Inquiry inquiry(authority, moment, asker);
  if (!inquiry.names_a_principal(state)) return fail(Reason::kNotASubstitute, asker.on_behalf_of.str());
  const std::optional<Capacity> capacity = find_capacity(inquiry, parts, state, command);
  if (!capacity) return refuse(authority, moment, asker.actor, parts, state);
  if (const Result<void> independent = check_not_auditing(authority, moment, state, asker.actor, capacity->role);
      !independent) {
    return tl::unexpected(independent.error());
  }
  return *capacity;
}

Result<Capacity> authorise_task(const Authority& authority, const AuthorityMoment& moment, const Asker& asker,
                                const v1::CaseState& state, const v1::TaskState& task) {
  const Inquiry inquiry(authority, moment, asker);
  std::optional<Capacity> capacity = inquiry.own_task(task);
  if (!capacity) capacity = inquiry.task_of_another(task);
  if (!capacity) {
    return fail(Reason::kTaskNotYours, state.case_id() + "." + std::to_string(task.task()));
  }
  if (const Result<void> independent = check_not_auditing(authority, moment, state, asker.actor, capacity->role);
      !independent) {
    return tl::unexpected(independent.error());
  }
  return *capacity;
}

Result<Capacity> authorise_registry(const Authority& authority, const AuthorityMoment& moment, const Asker& asker,
                                    std::string_view institution) {
  if (!authority.knows(asker.actor)) return fail(Reason::kPersonUnknown, asker.actor.str());
  const Inquiry inquiry(authority, moment, asker);
  if (!inquiry.names_a_principal({})) return fail(Reason::kNotASubstitute, asker.on_behalf_of.str());
  const bool auditor = is_auditor(authority, moment, asker.actor);
  const bool for_another = !asker.on_behalf_of.empty() && asker.on_behalf_of != asker.actor;
  if (!auditor && !for_another && administers(authority, moment, asker.actor, institution)) {
    return Capacity{v1::ADMINISTRATOR, {}, false};
  }
  for (const Substitution& substitution : authority.substitutions_by(asker.actor)) {
    if (auditor || asker.on_behalf_of == asker.actor || !substitution.is_active_at(moment)) continue;
    if (for_another && substitution.person != asker.on_behalf_of) continue;
    const bool covered =
        substitution.role == v1::ROLE_UNSPECIFIED ||
        (substitution.role == v1::ADMINISTRATOR && (institution.empty() || substitution.object == institution ||
                                                    substitution.object == kEveryInstitution));
    if (covered && administers(authority, moment, substitution.person, institution)) {
      return Capacity{v1::ADMINISTRATOR, substitution.person, false};
    }
  }
  Refusal refusal;
  for (const Assignment& assignment : authority.assignments_of(asker.actor)) {
    if (assignment.role != v1::ADMINISTRATOR) continue;
    v1::Selector selector;
    selector.set_role(assignment.role);
    selector.set_object(assignment.object);
    refusal.note(authority, moment, asker.actor, selector);
  }
  if (refusal.roles.empty()) refusal.roles = role_name(v1::ADMINISTRATOR);
  return refusal.error(auditor);
}

Result<Capacity> authorise_with_administrator(const Authority& authority, const AuthorityMoment& moment,
                                              const Asker& asker, std::span<const Part> parts,
                                              const v1::CaseState& state, std::string_view command) {
  const Result<Capacity> administrator = authorise_registry(authority, moment, asker, state.institution());
  Result<Capacity> capacity = authorise(authority, moment, asker, parts, state, command);
  const bool in_person = administrator && administrator->on_behalf_of.empty();
  if (in_person || (administrator && !capacity)) {
    const Result<void> independent = check_not_auditing(authority, moment, state, asker.actor, administrator->role);
    if (!independent) return tl::unexpected(independent.error());
    return administrator;
  }
  if (capacity || capacity.error().reason != Reason::kRoleNotHeld) return capacity;
  if (administrator.error().reason == Reason::kRoleExpired) return administrator;
  return fail(Reason::kRoleNotHeld, capacity.error().details.front() + ", " + role_name(v1::ADMINISTRATOR));
}

Result<Capacity> authorise_registry_or_set_owner(const Authority& authority, const AuthorityMoment& moment,
                                                 const Asker& asker, std::string_view institution) {
  Result<Capacity> administrator = authorise_registry(authority, moment, asker, institution);
  if (administrator || administrator.error().reason != Reason::kRoleNotHeld) return administrator;
  const bool for_another = !asker.on_behalf_of.empty() && asker.on_behalf_of != asker.actor;
  constexpr v1::Role kSetOwners[] = {v1::SERVICE_SET_OWNER, v1::RESOURCE_SET_OWNER};
  for (const v1::Role role : kSetOwners) {
    if (!for_another && authority.holds_anywhere(asker.actor, role, moment)) return Capacity{role, {}, false};
  }
  for (const Substitution& substitution : authority.substitutions_by(asker.actor)) {
    if (asker.on_behalf_of == asker.actor || !substitution.is_active_at(moment)) continue;
    if (for_another && substitution.person != asker.on_behalf_of) continue;
    for (const v1::Role role : kSetOwners) {
      const bool covered = substitution.role == v1::ROLE_UNSPECIFIED || substitution.role == role;
      if (covered && authority.holds_anywhere(substitution.person, role, moment)) {
        return Capacity{role, substitution.person, false};
      }
    }
  }
  return fail(Reason::kRoleNotHeld, administrator.error().details.front() + ", " + role_name(v1::SERVICE_SET_OWNER) +
                                        ", " + role_name(v1::RESOURCE_SET_OWNER));
}

bool administers(const Authority& authority, const AuthorityMoment& moment, const PersonId& person,
                 std::string_view institution) {
  if (institution.empty()) return authority.holds_anywhere(person, v1::ADMINISTRATOR, moment);
  return authority.holds(person, v1::ADMINISTRATOR, institution, moment) ||
         authority.holds(person, v1::ADMINISTRATOR, kEveryInstitution, moment);
}

bool entitled(const Authority& authority, const PersonId& person, const v1::Turn& turn) {
  if (turn.actor() == person.str() || turn.on_behalf_of() == person.str()) return true;
  // Turns of the registry know themselves; turns of others know the registry as far as it was recorded.
  const bool registry = PartitionId{turn.partition()} == kRegistryPartition;
  const AuthorityMoment moment{from_timestamp(turn.time()), registry ? turn.position() : turn.registry_position()};
  const bool meant = std::any_of(turn.audience().begin(), turn.audience().end(), [&](const v1::Selector& selector) {
    return authority.concerns(selector, person, moment);
  });
  return meant || is_auditor(authority, moment, person);
}

bool may_read(const Authority& authority, const AuthorityMoment& moment, const PersonId& person,
              const v1::CaseState& state) {
  if (is_auditor(authority, moment, person)) return true;
  for (const Part part : kAllParts) {
    const bool published_to = part != Part::kAddressee || state.act().wordings_size() > 0;
    for (const v1::Selector& selector : holders_of(part, state)) {
      if (published_to && authority.concerns(selector, person, moment)) return true;
    }
  }
  return std::any_of(state.tasks().begin(), state.tasks().end(), [&](const v1::TaskState& task) {
    return authority.concerns(task.assignee(), person, moment);
  });
}

bool is_auditor(const Authority& authority, const AuthorityMoment& moment, const PersonId& person) {
  return authority.holds_anywhere(person, v1::AUDITOR, moment);
}

}  // namespace norma::acts
