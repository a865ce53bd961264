#include <algorithm>

#include "engine/acts/commands/alignment_watch.h"
#include "engine/acts/commands/deciders.h"

namespace norma::acts {
namespace {

/// What the act cites that the version changed, and was not checked against it yet.
std::vector<std::string> concerned(const v1::ActState& act, const std::string& general_act,
                                   const GeneralActVersion& version) {
  std::vector<std::string> requirements;
  for (const v1::Citation& citation : act.citations()) {
    const bool older = citation.target() == general_act && citation.target_version() < version.version_on;
    if (older && version.changes(citation.requirement())) requirements.push_back(citation.requirement());
  }
  return requirements;
}

}  // namespace

/// Makes an act suspect because a new version of a general act changed what it cites, and adds it to its owner's
/// re-check (pu2-6.md 3.2 alignment_watch, T13). Only the service gives this command.
///
/// Errors, in this order: general_act_version_unknown, already_suspect, act_not_concerned, act_not_watched (its machine
/// is not where alignment is watched).
Result<std::string> decide_mark_suspect(const v1::CommandBody& body, Deliberation& deliberation) {
  const v1::MarkSuspect& command = body.mark_suspect();
  const GeneralAct* general_act = deliberation.context().registers.general_acts.find(command.general_act());
  const GeneralActVersion* version = general_act == nullptr ? nullptr : general_act->find(command.version_on());
  if (version == nullptr) {
    return fail(Reason::kGeneralActVersionUnknown, command.general_act(), command.version_on());
  }
  const v1::ActState& act = (*deliberation.find(command.act()))->act();
  const bool known = std::any_of(act.suspects().begin(), act.suspects().end(), [&](const v1::SuspectState& suspect) {
    return suspect.revision() == version->revision;
  });
  if (known) return fail(Reason::kAlreadySuspect, command.act());
  const std::vector<std::string> requirements = concerned(act, command.general_act(), *version);
  if (requirements.empty()) return fail(Reason::kActNotConcerned, command.act(), command.general_act());
  if (!deliberation.accepts(command.act(), "alignment.suspect")) return fail(Reason::kActNotWatched, command.act());
  const Result<std::string> recheck = extend_recheck(deliberation, command.act(), command.general_act(), *version);
  if (!recheck) return recheck;
  v1::Event event;
  v1::SuspectRaised& raised = *event.mutable_suspect_raised();
  raised.set_general_act(command.general_act());
  raised.set_version_on(version->version_on);
  raised.set_revision(version->revision);
  for (const std::string& requirement : requirements) raised.add_requirements(requirement);
  raised.set_recheck(*recheck);
  deliberation.emit(command.act(), std::move(event));
  return advance_step(deliberation, command.act(), "alignment.suspect");
}

}  // namespace norma::acts
