#pragma once

#include <span>
#include <string_view>

#include "engine/acts/authority.h"
#include "engine/acts/definition.h"
#include "engine/result.h"
#include "norma/v1/state.pb.h"
#include "norma/v1/turn.pb.h"

namespace norma::acts {

/// In which role someone gives a command, and for whom.
struct Capacity {
  v1::Role role = v1::ROLE_UNSPECIFIED;
  PersonId on_behalf_of;       ///< The person who is away or who delegated the task; empty: the actor themself.
  bool by_delegation = false;  ///< The right is that of one task, not of the person acted for.
};

/// Who gives a command, and for whom they say to give it.
struct Asker {
  const PersonId& actor;
  const PersonId& on_behalf_of;  ///< Empty: found by the policy, the actor's own right first.
};

/// Whether a person may give a command to a case, and in which capacity they then act.
///
/// A pure function of recorded authority: by a standing part of the case, by being the assignee of an open task that
/// this command completes, or by standing in for someone of whom one of these holds; a substitute's own substitute
/// gets nothing by it. Auditors do nothing but what concerns them as addressees (Internal Audit Law 13-14).
/// Errors, in this order: person_unknown, not_a_substitute, read_only_role, auditor_may_not_act, role_expired,
/// role_not_held.
Result<Capacity> authorise(const Authority& authority, const AuthorityMoment& moment, const Asker& asker,
                           std::span<const Part> parts, const v1::CaseState& state, std::string_view command);

/// The same for commands that the administrator of the case's institution may give besides: as administrator in
/// person, then by the case, then as someone who stands in for an administrator.
Result<Capacity> authorise_with_administrator(const Authority& authority, const AuthorityMoment& moment,
                                              const Asker& asker, std::span<const Part> parts,
                                              const v1::CaseState& state, std::string_view command);

/// The same for doing one open task of the case; nothing when the task is not the asker's.
/// Errors, in this order: task_not_yours, read_only_role, auditor_may_not_act.
Result<Capacity> authorise_task(const Authority& authority, const AuthorityMoment& moment, const Asker& asker,
                                const v1::CaseState& state, const v1::TaskState& task);

/// The same for commands of the registry: the administrator of the institution (empty: of any), or of all of them (`*`).
/// Errors, in this order: person_unknown, not_a_substitute, read_only_role, role_expired, role_not_held.
Result<Capacity> authorise_registry(const Authority& authority, const AuthorityMoment& moment, const Asker& asker,
                                    std::string_view institution);

/// The same for commands that owners of a service or resource set of any institution may give besides.
Result<Capacity> authorise_registry_or_set_owner(const Authority& authority, const AuthorityMoment& moment,
                                                 const Asker& asker, std::string_view institution);

/// Whether a person is administrator of the institution (empty: of any), or of all of them.
[[nodiscard]] bool administers(const Authority& authority, const AuthorityMoment& moment, const PersonId& person,
                               std::string_view institution);

/// Whether a person was entitled to see a turn when it happened.
///
/// Depends on the turn and on authority as of the turn's own time and registry position alone, so delivery,
/// replay and audit agree. Auditors, the turn's actor and the one acted for see it; others if a selector of its
/// audience means them, or someone they then stood in for.
[[nodiscard]] bool entitled(const Authority& authority, const PersonId& person, const v1::Turn& turn);

/// Whether a person may read a case now: any part in it, an open task of it, or the auditor.
[[nodiscard]] bool may_read(const Authority& authority, const AuthorityMoment& moment, const PersonId& person,
                            const v1::CaseState& state);

/// Whether a person holds the auditor's role at any object at that moment.
[[nodiscard]] bool is_auditor(const Authority& authority, const AuthorityMoment& moment, const PersonId& person);

/// The object that means every institution, in an administrator's assignment.
inline constexpr std::string_view kEveryInstitution = "*";

}  // namespace norma::acts
