#include "engine/acts/events/appliers.h"

namespace norma::acts {

void apply(v1::CaseState& state, const v1::RehearsalScheduled& event, const TurnHeader&) {
  *state.mutable_rehearsal()->add_arrivals() = event.arrival();
}

}  // namespace norma::acts
