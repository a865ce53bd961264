#include <algorithm>

#include "engine/acts/events/appliers.h"

namespace norma::acts {
namespace {

/// Takes the requirement from what is still to be re-checked against this version and those before it. While the state
/// lead institution is being consulted nothing is settled.
void settle(v1::SuspectState& suspect, const v1::AlignmentRechecked& event) {
  if (event.verdict() == v1::AWAITING_CONSULTATION) return;
  if (suspect.general_act() != event.target() || suspect.version_on() > event.target_version()) return;
  auto& open = *suspect.mutable_requirements();
  const auto settled = std::find(open.begin(), open.end(), event.requirement());
  if (settled == open.end()) return;
  open.erase(settled);
  if (event.verdict() == v1::MISALIGNED) suspect.set_misaligned(true);
}

}  // namespace

void apply(v1::CaseState& state, const v1::AlignmentRechecked& event, const TurnHeader& turn) {
  v1::ActState& act = *state.mutable_act();
  v1::RecheckedState& recheck = *act.add_rechecks();
  recheck.set_check(event.check());
  recheck.set_target(event.target());
  recheck.set_target_version(event.target_version());
  recheck.set_requirement(event.requirement());
  recheck.set_verdict(event.verdict());
  *recheck.mutable_ground() = event.ground();
  recheck.set_consultation(event.consultation());
  recheck.set_checker(std::string(turn.actor));
  *recheck.mutable_checked_at() = to_timestamp(turn.time);
  for (v1::SuspectState& suspect : *act.mutable_suspects()) settle(suspect, event);
}

}  // namespace norma::acts
