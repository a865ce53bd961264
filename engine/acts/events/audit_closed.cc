#include "engine/acts/events/appliers.h"

namespace norma::acts {

void apply(v1::CaseState& state, const v1::AuditClosed& event, const TurnHeader& turn) {
  for (v1::AuditState& audit : *state.mutable_audits()) {
    if (audit.audit() == event.audit()) *audit.mutable_closed_at() = to_timestamp(turn.time);
  }
}

}  // namespace norma::acts
