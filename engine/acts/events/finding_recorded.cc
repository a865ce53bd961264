#include "engine/acts/events/appliers.h"

namespace norma::acts {

void apply(v1::CaseState& state, const v1::FindingRecorded& event, const TurnHeader&) {
  v1::FindingState& finding = *state.mutable_act()->add_findings();
  finding.set_finding(event.finding());
  finding.set_requirement(event.requirement());
  finding.set_compliance(event.compliance());
  finding.set_cause(event.cause());
  *finding.mutable_text() = event.text();
  finding.set_wording(event.wording());
  finding.set_amendment(event.amendment());
}

}  // namespace norma::acts
