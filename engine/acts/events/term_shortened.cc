#include "engine/acts/events/appliers.h"

namespace norma::acts {

void apply(v1::CaseState& state, const v1::TermShortened& event, const TurnHeader&) {
  set_due(state, event.term(), event.due());
}

}  // namespace norma::acts
