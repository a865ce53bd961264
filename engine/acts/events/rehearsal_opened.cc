#include "engine/acts/events/appliers.h"

namespace norma::acts {

void apply(v1::CaseState& state, const v1::RehearsalOpened& event, const TurnHeader& turn) {
  state.set_kind(v1::REHEARSAL);
  *state.mutable_opened_at() = to_timestamp(turn.time);
  *state.mutable_rehearsal()->mutable_uploads() = event.uploads();
  *state.mutable_rehearsal()->mutable_now() = event.now();
}

}  // namespace norma::acts
