#include "engine/acts/events/appliers.h"

namespace norma::acts {

void apply(v1::CaseState& state, const v1::CollisionSettled& event, const TurnHeader&) {
  auto& collisions = *state.mutable_amendment()->mutable_collisions();
  for (int i = collisions.size() - 1; i >= 0; --i) {
    if (collisions[i].other() != event.other()) continue;
    if (event.how() == v1::CollisionSettled::OTHER_ADOPTED) {
      collisions[i].set_base_changed(true);
    } else {
      collisions.DeleteSubrange(i, 1);
    }
  }
}

}  // namespace norma::acts
