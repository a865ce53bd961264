#include "engine/acts/events/appliers.h"

namespace norma::acts {

void apply(v1::CaseState& state, const v1::ParticipantNoted& event, const TurnHeader&) {
  for (v1::ParticipantState& participant : *state.mutable_participants()) {
    if (participant.person() != event.person()) continue;
    participant.set_role(event.role());
    participant.set_last_on(event.on());
    return;
  }
  v1::ParticipantState& participant = *state.add_participants();
  participant.set_person(event.person());
  participant.set_role(event.role());
  participant.set_last_on(event.on());
}

}  // namespace norma::acts
