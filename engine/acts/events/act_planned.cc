#include "engine/acts/events/appliers.h"

namespace norma::acts {

void apply(v1::CaseState& state, const v1::ActPlanned& event, const TurnHeader& turn) {
  state.set_kind(v1::ACT);
  state.set_scale(event.scale());
  state.set_object(event.object());
  state.set_institution(event.institution());
  state.set_level(event.level());
  state.set_definition_hash(event.definition_hash());
  *state.mutable_opened_at() = to_timestamp(turn.time);
  v1::PreparationState& preparation = *state.mutable_preparation();
  *preparation.mutable_title() = event.title();
  preparation.set_evaluate_on(event.evaluate_on());
  v1::ActState& act = *state.mutable_act();
  act.set_need(event.need());
  act.set_kind(event.kind());
  act.set_group(event.group());
  act.set_issuer(event.issuer());
  act.set_legal_basis(event.legal_basis());
  *act.mutable_goals() = event.goals();
}

}  // namespace norma::acts
