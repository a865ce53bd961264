#include "engine/acts/events/appliers.h"

namespace norma::acts {

void apply(v1::CaseState& state, const v1::OpinionsRequested& event, const TurnHeader&) {
  v1::PreparationState& preparation = *state.mutable_preparation();
  preparation.set_round(event.round());
  for (const std::string& giver : event.givers()) {
    v1::OpinionState& opinion = *preparation.add_opinions();
    opinion.set_round(event.round());
    opinion.set_giver(giver);
  }
}

}  // namespace norma::acts
