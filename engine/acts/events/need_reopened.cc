#include "engine/acts/events/appliers.h"

namespace norma::acts {

/// How the need was closed goes among its closures; it is undecided again.
void apply(v1::CaseState& state, const v1::NeedReopened& event, const TurnHeader& turn) {
  v1::NeedState& need = *state.mutable_need();
  v1::NeedClosure& closure = *need.add_closures();
  closure.set_outcome(need.outcome());
  closure.set_act(need.act());
  *closure.mutable_reason() = need.reason();
  closure.set_issuer(need.issuer());
  closure.set_issuing_institution(need.issuing_institution());
  closure.set_merged_into(need.merged_into());
  *closure.mutable_reopened_at() = to_timestamp(turn.time);
  closure.set_reopened_by(std::string(turn.actor));
  *closure.mutable_reopening_reason() = event.reason();
  need.clear_outcome();
  need.clear_act();
  need.clear_reason();
  need.clear_issuer();
  need.clear_issuing_institution();
  need.clear_merged_into();
}

}  // namespace norma::acts
