#include "engine/acts/events/appliers.h"

namespace norma::acts {

void apply(v1::CaseState& state, const v1::AmendmentPublished& event, const TurnHeader&) {
  for (v1::AmendmentPart& part : *state.mutable_act()->mutable_parts()) {
    if (part.amendment() == event.amendment()) part.set_published(true);
  }
}

}  // namespace norma::acts
