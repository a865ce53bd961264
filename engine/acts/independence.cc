#include "engine/acts/independence.h"

#include <algorithm>

#include "engine/acts/parts.h"

namespace norma::acts {
namespace {

constexpr Part kFunctions[] = {Part::kOwner, Part::kCoordinator, Part::kApprover};

bool audits(const v1::CaseState& state, const PersonId& person) {
  return std::any_of(state.audits().begin(), state.audits().end(), [&](const v1::AuditState& audit) {
    return audit.auditor() == person.str() && !audit.has_closed_at();
  });
}

/// The day after the year that began with the day after `last`.
Date after_a_year(Date last) {
  Date end = last + std::chrono::years(1);
  if (!end.ok()) end = end.year() / end.month() / std::chrono::last;
  return Date(std::chrono::sys_days(end) + std::chrono::days(1));
}

}  // namespace

Result<void> check_not_auditing(const Authority& authority, const AuthorityMoment& moment, const v1::CaseState& state,
                                const PersonId& person, v1::Role role) {
  if (role == v1::ADDRESSEE) return {};
  if (authority.holds_anywhere(person, v1::AUDITOR, moment)) return fail(Reason::kReadOnlyRole);
  if (audits(state, person)) return fail(Reason::kAuditorMayNotAct, person.str());
  return {};
}

Result<void> check_may_take_part(const Authority& authority, const AuthorityMoment& moment,
                                 const v1::CaseState& state, const PersonId& person) {
  const bool auditor = authority.holds_anywhere(person, v1::AUDITOR, moment) || audits(state, person);
  return auditor ? fail(Reason::kAuditorMayNotAct, person.str()) : Result<void>{};
}

std::optional<Date> barred_from_auditing_until(const Authority& authority, const AuthorityMoment& moment,
                                               const v1::CaseState& state, const PersonId& person) {
  std::optional<Date> last;
  for (const v1::ParticipantState& participant : state.participants()) {
    if (participant.person() == person.str()) last = parse_date(participant.last_on());
  }
  for (const Part part : kFunctions) {
    for (const v1::Selector& selector : holders_of(part, state)) {
      std::optional<Date> held;
      if (authority.matches(selector, person, moment)) held = riga_date(moment.time);
      const std::optional<Instant> ended = authority.ended(person, selector.role(), selector.object(), moment);
      // A role that ended at midnight was last held the day before.
      if (!held && ended) held = riga_date(*ended - std::chrono::microseconds(1));
      if (held && (!last || *last < *held)) last = held;
    }
  }
  if (!last) return std::nullopt;
  const Date until = after_a_year(*last);
  return riga_date(moment.time) < until ? std::optional<Date>(until) : std::nullopt;
}

bool is_drafter(const v1::PreparationState& preparation, const std::string& person) {
  if (preparation.drafter() == person) return true;
  if (preparation.drafts().empty()) return false;
  const v1::DraftState& draft = preparation.drafts(preparation.drafts_size() - 1);
  return draft.author() == person || draft.on_behalf_of() == person;
}

bool needs_other_eyes(const v1::CaseState& state, const std::string& person) {
  const v1::PreparationState& preparation = state.preparation();
  if (!preparation.four_eyes()) return false;
  const bool drafted = std::any_of(preparation.drafts().begin(), preparation.drafts().end(),
                                   [&](const v1::DraftState& draft) {
                                     return draft.author() == person || draft.on_behalf_of() == person;
                                   });
  return drafted || preparation.drafter() == person;
}

}  // namespace norma::acts
