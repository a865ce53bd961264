#include "engine/acts/events/appliers.h"

namespace norma::acts {

void apply(v1::CaseState& state, const v1::AmendmentOpened& event, const TurnHeader& turn) {
  state.set_kind(v1::AMENDMENT);
  state.set_scale(event.scale());
  state.set_object(event.object());
  state.set_institution(event.institution());
  state.set_level(event.level());
  state.set_definition_hash(event.definition_hash());
  *state.mutable_opened_at() = to_timestamp(turn.time);
  v1::PreparationState& preparation = *state.mutable_preparation();
  *preparation.mutable_title() = event.title();
  preparation.set_evaluate_on(event.evaluate_on());
  v1::AmendmentState& amendment = *state.mutable_amendment();
  amendment.set_act(event.act());
  amendment.set_finding(event.finding());
  amendment.set_need(event.need());
  amendment.set_trigger_task(event.trigger_task());
  amendment.set_proposal(event.proposal());
}

}  // namespace norma::acts
