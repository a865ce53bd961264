#include "engine/acts/policy.h"

#include <algorithm>
#include <optional>
#include <string>

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

bool has_task_for(const Authority& authority, const AuthorityMoment& moment, const PersonId& actor,
                  const v1::CaseState& state, std::string_view command) {
  return std::any_of(state.tasks().begin(), state.tasks().end(), [&](const v1::TaskState& task) {
    return task.command() == command && authority.matches(task.assignee(), actor, moment);
  });
}

v1::Role role_of_part(Part part, const v1::Selector& selector) {
  if (selector.person().empty()) return selector.role();
  return part == Part::kOpinionGiver ? v1::OPINION_GIVER : v1::DRAFTER;
}

constexpr Part kAllParts[] = {Part::kOwner,    Part::kCoordinator,  Part::kDrafter,
                              Part::kApprover, Part::kOpinionGiver, Part::kAddressee};

}  // namespace

Result<v1::Role> authorise(const Authority& authority, const AuthorityMoment& moment, const PersonId& actor,
                           std::span<const Part> parts, const v1::CaseState& state, std::string_view command) {
  if (!authority.knows(actor)) return fail(Reason::kPersonUnknown, actor.str());
  Refusal refusal;
  for (const Part part : parts) {
    for (const v1::Selector& selector : holders_of(part, state)) {
      if (authority.matches(selector, actor, moment)) return role_of_part(part, selector);
      refusal.note(authority, moment, actor, selector);
    }
  }
  if (has_task_for(authority, moment, actor, state, command)) {
    for (const v1::TaskState& task : state.tasks()) {
      if (task.command() != command || !authority.matches(task.assignee(), actor, moment)) continue;
      return task.assignee().person().empty() ? task.assignee().role() : v1::ROLE_UNSPECIFIED;
    }
  }
  return refusal.error(is_auditor(authority, moment, actor));
}

bool administers(const Authority& authority, const AuthorityMoment& moment, const PersonId& person,
                 std::string_view institution) {
  return authority.holds(person, v1::ADMINISTRATOR, institution, moment) ||
         authority.holds(person, v1::ADMINISTRATOR, "*", moment);
}

Result<v1::Role> authorise_with_administrator(const Authority& authority, const AuthorityMoment& moment,
                                              const PersonId& actor, std::span<const Part> parts,
                                              const v1::CaseState& state, std::string_view command) {
  if (administers(authority, moment, actor, state.institution())) return v1::ADMINISTRATOR;
  Result<v1::Role> role = authorise(authority, moment, actor, parts, state, command);
  if (role || role.error().reason != Reason::kRoleNotHeld) return role;
  return fail(Reason::kRoleNotHeld, role.error().details.front() + ", " + role_name(v1::ADMINISTRATOR));
}

Result<v1::Role> authorise_registry(const Authority& authority, const AuthorityMoment& moment,
                                    const PersonId& actor) {
  if (!authority.knows(actor)) return fail(Reason::kPersonUnknown, actor.str());
  Refusal refusal;
  for (const Assignment& assignment : authority.assignments_of(actor)) {
    if (assignment.role != v1::ADMINISTRATOR) continue;
    if (assignment.holds_at(moment)) return v1::ADMINISTRATOR;
    v1::Selector selector;
    selector.set_role(assignment.role);
    selector.set_object(assignment.object);
    refusal.note(authority, moment, actor, selector);
  }
  if (refusal.roles.empty()) refusal.roles = role_name(v1::ADMINISTRATOR);
  return refusal.error(is_auditor(authority, moment, actor));
}

bool entitled(const Authority& authority, const PersonId& person, const v1::Turn& turn) {
  if (turn.actor() == person.str()) return true;
  // Turns of the registry know themselves; turns of others know the registry as far as it was recorded.
  const bool registry = PartitionId{turn.partition()} == kRegistryPartition;
  const AuthorityMoment moment{from_timestamp(turn.time()), registry ? turn.position() : turn.registry_position()};
  const bool meant = std::any_of(turn.audience().begin(), turn.audience().end(), [&](const v1::Selector& selector) {
    return authority.matches(selector, person, moment);
  });
  return meant || is_auditor(authority, moment, person);
}

bool may_read(const Authority& authority, const AuthorityMoment& moment, const PersonId& person,
              const v1::CaseState& state) {
  if (is_auditor(authority, moment, person)) return true;
  for (const Part part : kAllParts) {
    const bool published_to = part != Part::kAddressee || state.act().wordings_size() > 0;
    for (const v1::Selector& selector : holders_of(part, state)) {
      if (published_to && authority.matches(selector, person, moment)) return true;
    }
  }
  return std::any_of(state.tasks().begin(), state.tasks().end(), [&](const v1::TaskState& task) {
    return authority.matches(task.assignee(), person, moment);
  });
}

bool is_auditor(const Authority& authority, const AuthorityMoment& moment, const PersonId& person) {
  return authority.holds_anywhere(person, v1::AUDITOR, moment);
}

}  // namespace norma::acts
