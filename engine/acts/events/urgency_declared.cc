#include "engine/acts/events/appliers.h"

namespace norma::acts {

void apply(v1::CaseState& state, const v1::UrgencyDeclared& event, const TurnHeader& turn) {
  v1::UrgencyState& urgency = *state.mutable_urgency();
  *urgency.mutable_ground() = event.ground();
  urgency.set_actor(std::string(turn.actor));
  *urgency.mutable_at() = to_timestamp(turn.time);
}

}  // namespace norma::acts
