#include <algorithm>

#include "engine/acts/events/appliers.h"

namespace norma::acts {

void apply(v1::CaseState& state, const v1::SuspectCleared& event, const TurnHeader&) {
  auto& suspects = *state.mutable_act()->mutable_suspects();
  const auto cleared = std::find_if(suspects.begin(), suspects.end(), [&](const v1::SuspectState& suspect) {
    return suspect.revision() == event.revision();
  });
  if (cleared != suspects.end()) suspects.erase(cleared);
}

}  // namespace norma::acts
