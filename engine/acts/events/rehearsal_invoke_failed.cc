#include "engine/acts/events/appliers.h"

namespace norma::acts {

void apply(v1::CaseState& state, const v1::RehearsalInvokeFailed& event, const TurnHeader&) {
  *state.mutable_rehearsal()->add_queue() = event.sent();
}

}  // namespace norma::acts
