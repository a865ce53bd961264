#include "engine/acts/commands/alignment_checks.h"
#include "engine/acts/commands/alignment_watch.h"
#include "engine/acts/commands/deciders.h"

namespace norma::acts {
namespace {

void record(Deliberation& deliberation, const std::string& act_id, const v1::AlignmentRow& verdict,
            const std::string& consultation) {
  const v1::ActState& act = (*deliberation.find(act_id))->act();
  v1::Event event;
  v1::AlignmentRechecked& rechecked = *event.mutable_alignment_rechecked();
  rechecked.set_check(static_cast<std::uint32_t>(act.rechecks_size()) + 1);
  rechecked.set_target(verdict.target());
  rechecked.set_target_version(verdict.target_version());
  rechecked.set_requirement(verdict.requirement());
  rechecked.set_verdict(verdict.verdict());
  *rechecked.mutable_ground() = deliberation.context().texts.seal(verdict.ground());
  rechecked.set_consultation(consultation);
  deliberation.emit(act_id, std::move(event));
}

v1::Event citations_of(const v1::RecheckAlignment& command, const std::string& today) {
  v1::Event event;
  v1::CitationsRecorded& recorded = *event.mutable_citations_recorded();
  recorded.set_source(command.act());
  for (const v1::AlignmentRow& verdict : command.rows()) {
    v1::Citation& citation = *recorded.add_citations();
    citation.set_target(verdict.target());
    citation.set_target_version(verdict.target_version());
    citation.set_requirement(verdict.requirement());
    citation.set_verdict(verdict.verdict());
    citation.set_checked_on(today);
  }
  return event;
}

}  // namespace

/// Records the owner's verdicts on an act in force against the newest versions of what it cites (pu2-6.md 3.2
/// alignment_watch). When nothing of a version is open any more the act is cleared of it, and counted in the re-check.
///
/// Errors, in this order: verdict by verdict those of check_verdict(); limit_exceeded (verdicts kept of one act).
Result<std::string> decide_recheck_alignment(const v1::CommandBody& body, Deliberation& deliberation) {
  constexpr int kMostRechecks = 5000;
  const v1::RecheckAlignment& command = body.recheck_alignment();
  const Result<const v1::CaseState*> act = deliberation.find(command.act());
  if (!act) return tl::unexpected(act.error());
  for (const v1::AlignmentRow& verdict : command.rows()) {
    const Result<void> checked = check_verdict(deliberation, **act, verdict, command.consultation());
    if (!checked) return tl::unexpected(checked.error());
  }
  if ((*act)->act().rechecks_size() + command.rows_size() > kMostRechecks) {
    return fail(Reason::kLimitExceeded, "rechecks", std::to_string(kMostRechecks));
  }
  for (const v1::AlignmentRow& verdict : command.rows()) {
    record(deliberation, command.act(), verdict, command.consultation());
  }
  deliberation.emit(command.act(), citations_of(command, format_date(deliberation.today())));
  const Result<void> cleared = clear_settled(deliberation, command.act(), v1::SuspectCleared::RECHECKED);
  if (!cleared) return tl::unexpected(cleared.error());
  return finish_step(deliberation, command.act(), "recheck-alignment");
}

}  // namespace norma::acts
