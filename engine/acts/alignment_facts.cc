#include "engine/acts/alignment_facts.h"

#include <algorithm>
#include <set>
#include <utility>

#include "engine/acts/facts.h"

namespace norma::acts {

std::vector<const v1::AlignmentState*> effective_checks(const v1::PreparationState& preparation) {
  const std::uint32_t draft = latest_draft(preparation);
  std::vector<const v1::AlignmentState*> checks;
  std::set<std::pair<std::string_view, std::string_view>> seen;
  for (int i = preparation.alignment_size() - 1; i >= 0; --i) {
    const v1::AlignmentState& check = preparation.alignment(i);
    // Drafts only grow: what stands before the first check of an earlier draft is of earlier drafts too.
    if (check.draft_version() != draft) break;
    if (seen.emplace(check.target(), check.requirement()).second) checks.push_back(&check);
  }
  std::reverse(checks.begin(), checks.end());
  return checks;
}

std::string_view alignment_word(const v1::PreparationState& preparation) {
  const std::vector<const v1::AlignmentState*> checks = effective_checks(preparation);
  const auto any = [&](v1::AlignmentVerdict verdict) {
    return std::any_of(checks.begin(), checks.end(),
                       [&](const v1::AlignmentState* check) { return check->verdict() == verdict; });
  };
  if (checks.empty()) return "not_checked";
  if (any(v1::MISALIGNED)) return "misaligned";
  const v1::AlignmentAssessed& assessment = preparation.assessment();
  if (assessment.draft_version() == latest_draft(preparation) && assessment.unchecked() > 0) return "checking";
  if (any(v1::AWAITING_CONSULTATION)) return "awaiting";
  return any(v1::DEVIATION_WITH_GROUND) ? "deviation" : "aligned";
}

std::string_view watch_word(const v1::ActState& act) {
  if (act.suspects_size() > 0) return "suspect";
  const bool misaligned =
      std::any_of(act.citations().begin(), act.citations().end(),
                  [](const v1::Citation& citation) { return citation.verdict() == v1::MISALIGNED; });
  return misaligned ? "misaligned" : "aligned";
}

std::vector<Requirement> requirements_for(v1::Scale scale, std::string_view date, const GeneralActs& general_acts,
                                          const ReferenceData& reference) {
  std::vector<Requirement> requirements;
  for (const GeneralAct* act : general_acts.list()) {
    const GeneralActVersion* version = act->on(date);
    if (version == nullptr || !version->binds(scale)) continue;
    const ReferenceVersion* item = reference.latest(v1::GENERAL_ACT_ITEM, act->code);
    if (item == nullptr || item->item.retired()) continue;
    for (const v1::GeneralActRequirementRecorded& one : version->requirements) {
      requirements.push_back({act, version, one.paragraph()});
    }
  }
  return requirements;
}

bool is_under_revision(const ReferenceData& reference, std::string_view general_act) {
  const ReferenceVersion* item = reference.latest(v1::GENERAL_ACT_ITEM, general_act);
  if (item == nullptr) return false;
  return std::any_of(item->item.flags().begin(), item->item.flags().end(), [](const v1::ReferenceFlag& flag) {
    return flag.name() == "under_revision" && flag.value() == v1::FLAG_YES;
  });
}

}  // namespace norma::acts
