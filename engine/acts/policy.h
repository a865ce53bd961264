#pragma once

#include <span>
#include <string_view>

#include "engine/acts/authority.h"
#include "engine/acts/definition.h"
#include "engine/result.h"
#include "norma/v1/state.pb.h"
#include "norma/v1/turn.pb.h"

namespace norma::acts {

/// Whether a person may give a command to a case, and in which role they then act.
///
/// A pure function of recorded role assignments: held by a standing part of the case, or by being the assignee
/// of an open task that this command completes. The auditor may do nothing (Internal Audit Law 13-14).
/// Errors, in this order: person_unknown, read_only_role, role_expired, role_not_held.
Result<v1::Role> authorise(const Authority& authority, const AuthorityMoment& moment, const PersonId& actor,
                           std::span<const Part> parts, const v1::CaseState& state, std::string_view command);

/// The same for commands that the administrator of the case's institution may give besides.
Result<v1::Role> authorise_with_administrator(const Authority& authority, const AuthorityMoment& moment,
                                              const PersonId& actor, std::span<const Part> parts,
                                              const v1::CaseState& state, std::string_view command);

/// Whether a person holds the administrator's role at an institution, or at all of them (`*`).
[[nodiscard]] bool administers(const Authority& authority, const AuthorityMoment& moment, const PersonId& person,
                               std::string_view institution);

/// The same for commands of the registry: the administrator of the institution named `object`, or of any.
/// Errors, in this order: person_unknown, read_only_role, role_expired, role_not_held.
Result<v1::Role> authorise_registry(const Authority& authority, const AuthorityMoment& moment,
                                    const PersonId& actor);

/// Whether a person was entitled to see a turn when it happened.
///
/// Depends on the turn and on authority as of the turn's own time and registry position alone, so delivery,
/// replay and audit agree. Auditors and the turn's actor see it; others if a selector of its audience means them.
[[nodiscard]] bool entitled(const Authority& authority, const PersonId& person, const v1::Turn& turn);

/// Whether a person may read a case now: any part in it, an open task of it, or the auditor.
[[nodiscard]] bool may_read(const Authority& authority, const AuthorityMoment& moment, const PersonId& person,
                            const v1::CaseState& state);

/// Whether a person holds the auditor's role at any object at that moment.
[[nodiscard]] bool is_auditor(const Authority& authority, const AuthorityMoment& moment, const PersonId& person);

}  // namespace norma::acts
