#include "engine/acts/events/appliers.h"

namespace norma::acts {

void apply(v1::CaseState& state, const v1::ActAdopted& event, const TurnHeader&) {
  v1::PreparationState& preparation = *state.mutable_preparation();
  preparation.set_approver(event.approver());
  preparation.set_number(event.number());
  preparation.set_adopted_on(event.adopted_on());
  preparation.set_commences_on(event.commences_on());
  if (!event.evaluate_on().empty()) preparation.set_evaluate_on(event.evaluate_on());
}

}  // namespace norma::acts
