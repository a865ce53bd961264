#include "engine/acts/events/appliers.h"

namespace norma::acts {

void apply(v1::CaseState& state, const v1::NeedRaised& event, const TurnHeader& turn) {
  state.set_kind(v1::NEED);
  state.set_scale(event.scale());
  state.set_object(event.object());
  state.set_institution(event.institution());
  state.set_definition_hash(event.definition_hash());
  *state.mutable_opened_at() = to_timestamp(turn.time);
  v1::NeedState& need = *state.mutable_need();
  need.set_trigger_task(event.trigger_task());
  *need.mutable_conditions() = event.conditions();
  *need.mutable_problem() = event.problem();
  state.set_level(event.level());
  need.set_review_of(event.review_of());
  need.set_review_cause(event.review_cause());
  need.set_phase(event.phase());
  *need.mutable_addressees() = event.addressees();
  if (event.has_alternatives()) *need.mutable_alternatives() = event.alternatives();
  if (event.has_wanted_effect()) *need.mutable_wanted_effect() = event.wanted_effect();
  if (event.has_origin()) *need.mutable_origin() = event.origin();
}

}  // namespace norma::acts
