#include "engine/acts/events/appliers.h"

namespace norma::acts {

void apply(v1::CaseState& state, const v1::CollisionRaised& event, const TurnHeader&) {
  v1::CollisionState* collision = nullptr;
  for (v1::CollisionState& known : *state.mutable_amendment()->mutable_collisions()) {
    if (known.other() == event.other()) collision = &known;
  }
  if (collision == nullptr) collision = state.mutable_amendment()->add_collisions();
  collision->set_other(event.other());
  *collision->mutable_paragraphs() = event.paragraphs();
  collision->set_base_changed(false);
}

}  // namespace norma::acts
