#include "engine/acts/events/appliers.h"

namespace norma::acts {

/// The withdrawal shows in the states; the reason stays in the turn.
void apply(v1::CaseState&, const v1::CaseWithdrawn&, const TurnHeader&) {}

}  // namespace norma::acts
