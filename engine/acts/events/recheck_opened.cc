#include "engine/acts/events/appliers.h"

namespace norma::acts {

void apply(v1::CaseState& state, const v1::RecheckOpened& event, const TurnHeader& turn) {
  state.set_kind(v1::RECHECK);
  state.set_scale(event.scale());
  state.set_level(event.level());
  state.set_object(event.object());
  state.set_institution(event.institution());
  state.set_definition_hash(event.definition_hash());
  *state.mutable_opened_at() = to_timestamp(turn.time);
  v1::RecheckState& recheck = *state.mutable_recheck();
  recheck.set_general_act(event.general_act());
  recheck.set_version_on(event.version_on());
  recheck.set_revision(event.revision());
}

}  // namespace norma::acts
