#include "engine/acts/events/appliers.h"

namespace norma::acts {

void apply(v1::CaseState& state, const v1::StatesChanged& event, const TurnHeader&) {
  *state.mutable_configuration() = event.configuration();
  state.set_session(event.session());
}

}  // namespace norma::acts
