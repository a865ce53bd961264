#include "engine/acts/events/appliers.h"

namespace norma::acts {

void apply(v1::CaseState& state, const v1::AuditOpened& event, const TurnHeader& turn) {
  v1::AuditState& audit = *state.add_audits();
  audit.set_audit(event.audit());
  audit.set_auditor(event.auditor());
  *audit.mutable_opened_at() = to_timestamp(turn.time);
}

}  // namespace norma::acts
