#pragma once

#include <optional>

#include "engine/acts/authority.h"
#include "engine/acts/definition.h"
#include "engine/result.h"
#include "norma/v1/state.pb.h"

namespace norma::acts {

/// Whether someone may act in a case in this role although audit is their office: only as an addressee, whom an act
/// binds like everyone else. Errors, in this order: read_only_role, auditor_may_not_act. Source: Internal Audit Law 13-14.
Result<void> check_not_auditing(const Authority& authority, const AuthorityMoment& moment, const v1::CaseState& state,
                                const PersonId& person, v1::Role role);

/// Whether someone may be given work in a case: drafting, an opinion, a delegated task.
/// Errors: auditor_may_not_act (an auditor, or who audits this case). Source: Internal Audit Law 14.
Result<void> check_may_take_part(const Authority& authority, const AuthorityMoment& moment,
                                 const v1::CaseState& state, const PersonId& person);

/// The day from which someone may audit the case again; nothing when they may today.
///
/// Who acted in its functions, or held the role of owner, coordinator or approver of it, may not for a year from
/// the last day (Internal Audit Law 14); the year is counted as Administrative Procedure Law 42-43 counts terms.
[[nodiscard]] std::optional<Date> barred_from_auditing_until(const Authority& authority, const AuthorityMoment& moment,
                                                             const v1::CaseState& state, const PersonId& person);

/// Whether a person wrote the latest draft, or it was written for them, or they are named to write the next.
[[nodiscard]] bool is_drafter(const v1::PreparationState& preparation, const std::string& person);

/// Whether a person may not judge the draft: the case's coordinator drafts or drafted, and the person wrote this or an
/// earlier draft, or is to write the next (pu2-6.md 3.5: four eyes).
[[nodiscard]] bool needs_other_eyes(const v1::CaseState& state, const std::string& person);

}  // namespace norma::acts
