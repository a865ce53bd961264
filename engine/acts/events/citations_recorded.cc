#include <algorithm>

#include "engine/acts/events/appliers.h"

namespace norma::acts {

/// A citation takes the place of the one of the same requirement.
void apply(v1::CaseState& state, const v1::CitationsRecorded& event, const TurnHeader&) {
  auto& citations = *state.mutable_act()->mutable_citations();
  for (const v1::Citation& recorded : event.citations()) {
    const auto known = std::find_if(citations.begin(), citations.end(), [&](const v1::Citation& citation) {
      return citation.target() == recorded.target() && citation.requirement() == recorded.requirement();
    });
    if (known == citations.end()) {
      *citations.Add() = recorded;
    } else {
      *known = recorded;
    }
  }
}

}  // namespace norma::acts
