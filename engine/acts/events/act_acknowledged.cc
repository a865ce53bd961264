#include "engine/acts/events/appliers.h"

namespace norma::acts {

void apply(v1::CaseState& state, const v1::ActAcknowledged& event, const TurnHeader&) {
  v1::Acknowledgement& acknowledgement = *state.mutable_act()->add_acknowledgements();
  acknowledgement.set_person(event.person());
  acknowledgement.set_wording(event.wording());
}

}  // namespace norma::acts
