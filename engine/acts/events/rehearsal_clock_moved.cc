#include "engine/acts/events/appliers.h"

namespace norma::acts {

/// The clock went on to an arrival that brings no event.
void apply(v1::CaseState& state, const v1::RehearsalClockMoved& event, const TurnHeader&) {
  v1::RehearsalState& rehearsal = *state.mutable_rehearsal();
  *rehearsal.mutable_now() = event.to();
  if (rehearsal.arrivals_size() > 0) rehearsal.mutable_arrivals()->DeleteSubrange(0, 1);
}

}  // namespace norma::acts
