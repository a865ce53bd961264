#include "engine/acts/commands/deciders.h"
#include "engine/acts/commands/reference_rules.h"
#include "engine/acts/facts.h"

namespace norma::acts {

/// Records the check of the latest draft against a dated version of a general act (pu2-6.md 1.11, VPIL 72(3)).
///
/// The target is a general act of the reference data, or an act of this service (its case).
/// Errors, in this order: draft_missing, reference_unknown and reference_retired (target), missing_field (ground of a
/// deviation).
Result<std::string> decide_record_alignment(const v1::CommandBody& body, Deliberation& deliberation) {
  const v1::RecordAlignment& command = body.record_alignment();
  const Result<const v1::CaseState*> state = deliberation.find(command.case_id());
  if (!state) return tl::unexpected(state.error());
  const v1::PreparationState& preparation = (*state)->preparation();
  if (latest_draft(preparation) == 0) return fail(Reason::kDraftMissing);
  if (!command.target().starts_with("act_")) {
    const Result<void> target = check_reference(deliberation, v1::GENERAL_ACT_ITEM, command.target());
    if (!target) return tl::unexpected(target.error());
  }
  const bool needs_ground = command.verdict() == v1::DEVIATION_WITH_GROUND || command.verdict() == v1::MISALIGNED;
  if (needs_ground && command.ground().empty()) return fail(Reason::kMissingField, "ground");
  v1::Event event;
  v1::AlignmentRecorded& recorded = *event.mutable_alignment_recorded();
  recorded.set_check(static_cast<std::uint32_t>(preparation.alignment_size()) + 1);
  recorded.set_target(command.target());
  recorded.set_target_version(command.target_version());
  recorded.set_requirement(command.requirement());
  recorded.set_verdict(command.verdict());
  *recorded.mutable_ground() = deliberation.context().texts.seal(command.ground());
  recorded.set_draft_version(latest_draft(preparation));
  deliberation.emit(command.case_id(), std::move(event));
  return finish_step(deliberation, command.case_id(), "record-alignment");
}

}  // namespace norma::acts
