#include "engine/acts/events/appliers.h"

namespace norma::acts {

/// The return shows in the states; the reason stays in the turn.
void apply(v1::CaseState&, const v1::DraftReturned&, const TurnHeader&) {}

}  // namespace norma::acts
