#include "engine/acts/events/appliers.h"

namespace norma::acts {

void apply(v1::CaseState& state, const v1::ActPublished& event, const TurnHeader&) {
  state.mutable_preparation()->set_published_in(event.place());
}

}  // namespace norma::acts
