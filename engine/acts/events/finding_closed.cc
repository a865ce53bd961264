#include "engine/acts/events/appliers.h"

namespace norma::acts {

void apply(v1::CaseState& state, const v1::FindingClosed& event, const TurnHeader&) {
  for (v1::FindingState& finding : *state.mutable_act()->mutable_findings()) {
    if (finding.finding() != event.finding()) continue;
    finding.set_closed(true);
    *finding.mutable_closing_text() = event.text();
  }
}

}  // namespace norma::acts
