#include "engine/acts/events/appliers.h"

namespace norma::acts {

void apply(v1::CaseState& state, const v1::NeedDecided& event, const TurnHeader&) {
  v1::NeedState& need = *state.mutable_need();
  need.set_outcome(event.outcome());
  need.set_act(event.act());
  *need.mutable_reason() = event.reason();
  need.set_issuer(event.issuer());
  need.set_issuing_institution(event.issuing_institution());
}

}  // namespace norma::acts
