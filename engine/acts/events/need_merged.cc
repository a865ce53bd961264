#include "engine/acts/events/appliers.h"

namespace norma::acts {

void apply(v1::CaseState& state, const v1::NeedMerged& event, const TurnHeader&) {
  v1::NeedState& need = *state.mutable_need();
  need.set_outcome(v1::MERGED);
  need.set_merged_into(event.into());
  *need.mutable_reason() = event.reason();
}

}  // namespace norma::acts
