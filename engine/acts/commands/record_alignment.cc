#include "engine/acts/commands/alignment_checks.h"
#include "engine/acts/commands/deciders.h"
#include "engine/acts/facts.h"

namespace norma::acts {
namespace {

constexpr int kMostChecks = 5000;  // Of one case, with those of its earlier drafts.

/// Every verdict of the command: the single one, if there is one, and the rows.
std::vector<v1::AlignmentRow> verdicts_of(const v1::RecordAlignment& command) {
  std::vector<v1::AlignmentRow> verdicts;
  if (!command.target().empty()) {
    v1::AlignmentRow& single = verdicts.emplace_back();
    single.set_target(command.target());
    single.set_target_version(command.target_version());
    single.set_requirement(command.requirement());
    single.set_verdict(command.verdict());
    single.set_ground(command.ground());
  }
  verdicts.insert(verdicts.end(), command.rows().begin(), command.rows().end());
  return verdicts;
}

void record(Deliberation& deliberation, const std::string& case_id, const v1::AlignmentRow& verdict,
            const std::string& consultation) {
  const v1::PreparationState& preparation = (*deliberation.find(case_id))->preparation();
  v1::Event event;
  v1::AlignmentRecorded& recorded = *event.mutable_alignment_recorded();
  recorded.set_check(static_cast<std::uint32_t>(preparation.alignment_size()) + 1);
  recorded.set_target(verdict.target());
  recorded.set_target_version(verdict.target_version());
  recorded.set_requirement(verdict.requirement());
  recorded.set_verdict(verdict.verdict());
  *recorded.mutable_ground() = deliberation.context().texts.seal(verdict.ground());
  recorded.set_draft_version(latest_draft(preparation));
  recorded.set_consultation(consultation);
  deliberation.emit(case_id, std::move(event));
}

}  // namespace

/// Records the check of the latest draft against dated versions of general acts and of higher internal acts, one verdict
/// per requirement (pu2-6.md 1.11, 3.2; VPIL 72(3)).
///
/// Errors, in this order: draft_missing, then verdict by verdict those of check_verdict(); limit_exceeded (verdicts kept
/// of one case).
Result<std::string> decide_record_alignment(const v1::CommandBody& body, Deliberation& deliberation) {
  const v1::RecordAlignment& command = body.record_alignment();
  const Result<const v1::CaseState*> state = deliberation.find(command.case_id());
  if (!state) return tl::unexpected(state.error());
  if (latest_draft((*state)->preparation()) == 0) return fail(Reason::kDraftMissing);
  const std::vector<v1::AlignmentRow> verdicts = verdicts_of(command);
  for (const v1::AlignmentRow& verdict : verdicts) {
    const Result<void> checked = check_verdict(deliberation, **state, verdict, command.consultation());
    if (!checked) return tl::unexpected(checked.error());
  }
  if (static_cast<std::size_t>((*state)->preparation().alignment_size()) + verdicts.size() > kMostChecks) {
    return fail(Reason::kLimitExceeded, "alignment", std::to_string(kMostChecks));
  }
  for (const v1::AlignmentRow& verdict : verdicts) {
    record(deliberation, command.case_id(), verdict, command.consultation());
  }
  assess_alignment(deliberation, command.case_id());
  return finish_step(deliberation, command.case_id(), "record-alignment");
}

}  // namespace norma::acts
