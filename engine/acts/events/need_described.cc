#include "engine/acts/events/appliers.h"

namespace norma::acts {

void apply(v1::CaseState& state, const v1::NeedDescribed& event, const TurnHeader&) {
  v1::NeedState& need = *state.mutable_need();
  *need.mutable_problem() = event.problem();
  need.set_phase(event.phase());
  need.set_trigger_task(event.trigger_task());
  *need.mutable_conditions() = event.conditions();
  *need.mutable_addressees() = event.addressees();
  if (event.has_alternatives()) *need.mutable_alternatives() = event.alternatives();
  if (event.has_wanted_effect()) *need.mutable_wanted_effect() = event.wanted_effect();
}

}  // namespace norma::acts
