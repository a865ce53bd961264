#include "engine/acts/events/appliers.h"

namespace norma::acts {

void apply(v1::CaseState& state, const v1::WordingScheduled& event, const TurnHeader&) {
  v1::WordingState& wording = *state.mutable_act()->add_wordings();
  wording.set_wording(event.wording());
  wording.set_commences_on(event.commences_on());
  wording.set_adopted_on(event.adopted_on());
  wording.set_number(event.number());
  wording.set_amendment(event.amendment());
  *wording.mutable_text() = event.text();
}

}  // namespace norma::acts
