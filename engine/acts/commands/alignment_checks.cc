#include "engine/acts/commands/alignment_checks.h"

#include <algorithm>
#include <map>

#include "engine/acts/alignment_facts.h"
#include "engine/acts/commands/reference_rules.h"
#include "engine/acts/facts.h"

namespace norma::acts {
namespace {

/// Of a higher institution, or of the institution itself where the checked act is of one service or resource of it.
bool is_higher(const Deliberation& deliberation, const v1::CaseState& target, const v1::CaseState& of) {
  if (target.institution() != of.institution()) {
    return deliberation.context().registers.objects.is_above(target.institution(), of.institution());
  }
  return target.scale() == v1::INSTITUTION_SCALE && of.scale() != v1::INSTITUTION_SCALE;
}

Result<void> check_act_target(Deliberation& deliberation, const v1::CaseState& of, const v1::AlignmentRow& row) {
  const Result<const v1::CaseState*> found = deliberation.find(row.target());
  if (!found) return tl::unexpected(found.error());
  const v1::CaseState& target = **found;
  if (target.kind() != v1::ACT) return fail(Reason::kWrongCaseKind, row.target());
  if (!is_higher(deliberation, target, of)) return fail(Reason::kTargetNotHigher, row.target());
  const auto& wordings = target.act().wordings();
  const bool known = std::any_of(wordings.begin(), wordings.end(), [&](const v1::WordingState& wording) {
    return wording.commences_on() == row.target_version();
  });
  return known ? Result<void>{} : fail(Reason::kTargetVersionUnknown, row.target(), row.target_version());
}

Result<void> check_version(const Deliberation& deliberation, const v1::AlignmentRow& row) {
  // A general act of which no version is registered yet is checked as people know it.
  const GeneralAct* act = deliberation.context().registers.general_acts.find(row.target());
  if (act == nullptr) return {};
  const GeneralActVersion* version = act->find(row.target_version());
  if (version == nullptr) return fail(Reason::kGeneralActVersionUnknown, row.target(), row.target_version());
  const GeneralActVersion* current = act->on(format_date(deliberation.today()));
  if (current != nullptr && version->version_on < current->version_on) {
    return fail(Reason::kGeneralActVersionOutdated, row.target(), row.target_version(), current->version_on);
  }
  // A requirement that was dropped can still be answered: it applies no longer.
  const bool listed = version->requirements.empty() || version->has_requirement(row.requirement()) ||
                      row.verdict() == v1::NOT_APPLICABLE;
  return listed ? Result<void>{} : fail(Reason::kRequirementUnknown, row.target(), row.requirement());
}

Result<void> check_general_target(const Deliberation& deliberation, const v1::AlignmentRow& row,
                                  const std::string& consultation) {
  const Result<void> known = check_reference(deliberation, v1::GENERAL_ACT_ITEM, row.target());
  const bool retired = !known && known.error().reason == Reason::kReferenceRetired;
  if (!known && !(retired && row.verdict() == v1::NOT_APPLICABLE)) return known;
  if (const Result<void> version = check_version(deliberation, row); !version) return version;
  const bool under_revision = is_under_revision(deliberation.context().registers.reference, row.target());
  const bool awaits = row.verdict() == v1::AWAITING_CONSULTATION;
  if (awaits && !under_revision) return fail(Reason::kNotUnderRevision, row.target());
  if (under_revision && !awaits && consultation.empty()) return fail(Reason::kConsultationMissing, row.target());
  return {};
}

std::string name_of(const Requirement& requirement) {
  return requirement.act->code + " " + std::string(requirement.paragraph);
}

/// The checks of the latest draft by target and requirement.
using Checked = std::map<std::pair<std::string_view, std::string_view>, const v1::AlignmentState*>;

Checked checked_of(const v1::PreparationState& preparation) {
  Checked checked;
  for (const v1::AlignmentState* check : effective_checks(preparation)) {
    checked[{check->target(), check->requirement()}] = check;
  }
  return checked;
}

std::vector<Requirement> required_of(const Deliberation& deliberation, const v1::CaseState& state) {
  const Registers& registers = deliberation.context().registers;
  return requirements_for(state.scale(), format_date(deliberation.today()), registers.general_acts,
                          registers.reference);
}

}  // namespace

Result<void> check_verdict(Deliberation& deliberation, const v1::CaseState& of, const v1::AlignmentRow& row,
                           const std::string& consultation) {
  if (row.target().empty()) return fail(Reason::kMissingField, "target");
  if (row.target_version().empty()) return fail(Reason::kMissingField, "target_version");
  if (row.requirement().empty()) return fail(Reason::kMissingField, "requirement");
  if (row.verdict() == v1::ALIGNMENT_VERDICT_UNSPECIFIED) return fail(Reason::kMissingField, "verdict");
  const Result<void> target = row.target().starts_with("act_") ? check_act_target(deliberation, of, row)
                                                               : check_general_target(deliberation, row, consultation);
  if (!target) return target;
  const bool needs_ground = row.verdict() == v1::DEVIATION_WITH_GROUND || row.verdict() == v1::MISALIGNED;
  if (needs_ground && row.ground().empty()) return fail(Reason::kMissingField, "ground");
  return {};
}

void assess_alignment(Deliberation& deliberation, const std::string& case_id) {
  const v1::CaseState& state = **deliberation.find(case_id);
  const std::vector<Requirement> required = required_of(deliberation, state);
  if (required.empty()) return;
  const Checked checked = checked_of(state.preparation());
  v1::Event event;
  v1::AlignmentAssessed& assessed = *event.mutable_alignment_assessed();
  assessed.set_draft_version(latest_draft(state.preparation()));
  for (const Requirement& requirement : required) {
    const auto found = checked.find({requirement.act->code, requirement.paragraph});
    if (found != checked.end() && found->second->target_version() >= requirement.version->version_on) continue;
    if (assessed.unchecked() == 0) assessed.set_first_unchecked(name_of(requirement));
    assessed.set_unchecked(assessed.unchecked() + 1);
  }
  deliberation.emit(case_id, std::move(event));
}

Result<void> check_alignment(const Deliberation& deliberation, const v1::CaseState& state) {
  const v1::PreparationState& preparation = state.preparation();
  if (const std::string target = misaligned_target(preparation); !target.empty()) {
    return fail(Reason::kMisaligned, target);
  }
  const Checked checked = checked_of(preparation);
  for (const auto& [key, check] : checked) {
    if (check->verdict() == v1::AWAITING_CONSULTATION) return fail(Reason::kAwaitingConsultation, check->target());
  }
  if (checked.empty()) return fail(Reason::kAlignmentMissing);
  const std::vector<Requirement> required = required_of(deliberation, state);
  for (const Requirement& requirement : required) {
    const auto found = checked.find({requirement.act->code, requirement.paragraph});
    const bool outdated = found != checked.end() && found->second->target_version() < requirement.version->version_on;
    if (outdated) return fail(Reason::kAlignmentOutdated, name_of(requirement), requirement.version->version_on);
  }
  for (const Requirement& requirement : required) {
    if (checked.contains({requirement.act->code, requirement.paragraph})) continue;
    return fail(Reason::kAlignmentIncomplete, name_of(requirement), requirement.version->version_on);
  }
  return {};
}

}  // namespace norma::acts
