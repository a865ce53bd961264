#include "engine/acts/events/appliers.h"

namespace norma::acts {

void apply(v1::CaseState& state, const v1::AlignmentRecorded& event, const TurnHeader& turn) {
  v1::AlignmentState& check = *state.mutable_preparation()->add_alignment();
  check.set_check(event.check());
  check.set_target(event.target());
  check.set_target_version(event.target_version());
  check.set_requirement(event.requirement());
  check.set_verdict(event.verdict());
  *check.mutable_ground() = event.ground();
  check.set_draft_version(event.draft_version());
  check.set_consultation(event.consultation());
  check.set_checker(std::string(turn.actor));
  *check.mutable_checked_at() = to_timestamp(turn.time);
}

}  // namespace norma::acts
