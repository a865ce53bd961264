#include "engine/acts/commands/alignment_watch.h"

#include <algorithm>

#include "engine/acts/alignment_facts.h"
#include "engine/acts/facts.h"
#include "engine/acts/parts.h"
#include "engine/hex.h"
#include "engine/persistent_map.h"

namespace norma::acts {
namespace {

/// Where the owner's re-check of one version lies; the hash keeps ids of objects out of the id of the case.
std::string recheck_id(const v1::CaseState& act, Position revision) {
  const Placement placement = placement_of(act);
  std::string place = std::to_string(placement.scale) + "/" + std::to_string(placement.level) + "/";
  place.append(placement.object).append("/").append(placement.institution);
  const std::uint64_t hash = KeyHash{}(place);
  std::string bytes;
  for (int shift = 56; shift >= 0; shift -= 8) bytes += static_cast<char>((hash >> shift) & 0xFF);
  return "recheck_" + std::to_string(revision) + "-" + to_hex(bytes);
}

Result<void> open_recheck(Deliberation& deliberation, const std::string& recheck, const v1::CaseState& act,
                          const std::string& general_act, const GeneralActVersion& version) {
  const Definition* definition = deliberation.context().definitions.newest(v1::RECHECK);
  if (definition == nullptr) return fail(Reason::kDefinitionUnknown, "recheck");
  v1::Event event;
  v1::RecheckOpened& opened = *event.mutable_recheck_opened();
  opened.set_general_act(general_act);
  opened.set_version_on(version.version_on);
  opened.set_revision(version.revision);
  opened.set_scale(act.scale());
  opened.set_level(act.level());
  opened.set_object(act.object());
  opened.set_institution(act.institution());
  opened.set_definition_hash(definition->hash);
  deliberation.open_as(recheck);
  deliberation.emit(recheck, std::move(event));
  return deliberation.begin(recheck);
}

Result<void> advance_recheck(Deliberation& deliberation, const v1::SuspectState& suspect, const std::string& act,
                             v1::SuspectCleared::How how) {
  const Result<const v1::CaseState*> found = deliberation.find(suspect.recheck());
  if (!found) return tl::unexpected(found.error());
  v1::Event event;
  v1::RecheckAdvanced& advanced = *event.mutable_recheck_advanced();
  advanced.set_act(act);
  advanced.set_how(how);
  advanced.set_misaligned(suspect.misaligned());
  deliberation.emit(suspect.recheck(), std::move(event));
  const v1::RecheckState& progress = (*found)->recheck();
  const bool done = progress.rechecked() + progress.ended() >= progress.acts();
  if (done) deliberation.complete_own_task(suspect.recheck(), "recheck-alignment");
  const bool by_owner = how == v1::SuspectCleared::RECHECKED;
  return deliberation.advance(suspect.recheck(), by_owner ? "recheck-alignment" : "recheck.advanced");
}

/// Clears one version, whatever of it is still open.
Result<void> clear(Deliberation& deliberation, const std::string& act_id, const v1::SuspectState& suspect,
                   v1::SuspectCleared::How how) {
  v1::Event event;
  v1::SuspectCleared& cleared = *event.mutable_suspect_cleared();
  cleared.set_revision(suspect.revision());
  cleared.set_how(how);
  cleared.set_misaligned(suspect.misaligned());
  deliberation.emit(act_id, std::move(event));
  return advance_recheck(deliberation, suspect, act_id, how);
}

bool is_settled_by(const v1::ActState& act, const v1::SuspectState& suspect, const std::string& requirement) {
  return std::any_of(act.citations().begin(), act.citations().end(), [&](const v1::Citation& citation) {
    return citation.target() == suspect.general_act() && citation.requirement() == requirement &&
           citation.target_version() >= suspect.version_on() && citation.verdict() != v1::AWAITING_CONSULTATION;
  });
}

/// Whether what the act cites now answers every open requirement of the version.
bool is_settled(const v1::ActState& act, const v1::SuspectState& suspect) {
  return std::all_of(suspect.requirements().begin(), suspect.requirements().end(),
                     [&](const std::string& requirement) { return is_settled_by(act, suspect, requirement); });
}

}  // namespace

Result<void> record_citations(Deliberation& deliberation, const std::string& act_id, const std::string& source) {
  const Result<const v1::CaseState*> checked = deliberation.find(source);
  if (!checked) return tl::unexpected(checked.error());
  v1::Event event;
  v1::CitationsRecorded& recorded = *event.mutable_citations_recorded();
  recorded.set_source(source);
  for (const v1::AlignmentState* check : effective_checks((*checked)->preparation())) {
    v1::Citation& citation = *recorded.add_citations();
    citation.set_target(check->target());
    citation.set_target_version(check->target_version());
    citation.set_requirement(check->requirement());
    citation.set_verdict(check->verdict());
    citation.set_checked_on(format_date(riga_date(from_timestamp(check->checked_at()))));
  }
  if (recorded.citations().empty()) return {};
  deliberation.emit(act_id, std::move(event));
  if ((*deliberation.find(act_id))->act().suspects().empty() && source == act_id) return {};
  if (const Result<void> cleared = clear_settled(deliberation, act_id, v1::SuspectCleared::AMENDED); !cleared) {
    return cleared;
  }
  return deliberation.accepts(act_id, "alignment.settled") ? deliberation.advance(act_id, "alignment.settled")
                                                           : Result<void>{};
}

Result<std::string> extend_recheck(Deliberation& deliberation, const std::string& act_id, const std::string& general_act,
                                   const GeneralActVersion& version) {
  const v1::CaseState& act = **deliberation.find(act_id);
  const std::string recheck = recheck_id(act, version.revision);
  const Result<const v1::CaseState*> known = deliberation.find(recheck);
  if (!known && known.error().reason != Reason::kCaseNotFound) return tl::unexpected(known.error());
  if (!known) {
    const Result<void> opened = open_recheck(deliberation, recheck, act, general_act, version);
    if (!opened) return tl::unexpected(opened.error());
  }
  v1::Event event;
  event.mutable_recheck_extended()->set_act(act_id);
  deliberation.emit(recheck, std::move(event));
  if (const Result<void> extended = deliberation.advance(recheck, "recheck.extended"); !extended) {
    return tl::unexpected(extended.error());
  }
  return recheck;
}

Result<void> clear_settled(Deliberation& deliberation, const std::string& act_id, v1::SuspectCleared::How how) {
  const v1::ActState& act = (*deliberation.find(act_id))->act();
  const auto suspects = act.suspects();
  for (const v1::SuspectState& suspect : suspects) {
    if (!is_settled(act, suspect)) continue;
    if (const Result<void> cleared = clear(deliberation, act_id, suspect, how); !cleared) return cleared;
  }
  return {};
}

Result<void> keep_watch(Deliberation& deliberation, const std::string& case_id) {
  const v1::ActState& act = (*deliberation.find(case_id))->act();
  if (act.suspects().empty()) return {};
  if (deliberation.accepts(case_id, "alignment.pending")) return deliberation.advance(case_id, "alignment.pending");
  if (deliberation.accepts(case_id, "recheck-alignment")) return {};
  const auto suspects = act.suspects();
  for (const v1::SuspectState& suspect : suspects) {
    const Result<void> cleared = clear(deliberation, case_id, suspect, v1::SuspectCleared::ENDED);
    if (!cleared) return cleared;
  }
  return {};
}

}  // namespace norma::acts
