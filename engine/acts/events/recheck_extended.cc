#include "engine/acts/events/appliers.h"

namespace norma::acts {

/// Which acts it is about stands in the rows alone: a re-check may have thousands.
void apply(v1::CaseState& state, const v1::RecheckExtended&, const TurnHeader&) {
  v1::RecheckState& recheck = *state.mutable_recheck();
  recheck.set_acts(recheck.acts() + 1);
}

}  // namespace norma::acts
