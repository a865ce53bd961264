#include "engine/acts/events/appliers.h"

namespace norma::acts {

void apply(v1::CaseState& state, const v1::SuspectRaised& event, const TurnHeader& turn) {
  v1::SuspectState& suspect = *state.mutable_act()->add_suspects();
  suspect.set_general_act(event.general_act());
  suspect.set_version_on(event.version_on());
  suspect.set_revision(event.revision());
  *suspect.mutable_requirements() = event.requirements();
  suspect.set_recheck(event.recheck());
  *suspect.mutable_raised_at() = to_timestamp(turn.time);
}

}  // namespace norma::acts
