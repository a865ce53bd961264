#include "engine/acts/events/appliers.h"

namespace norma::acts {

void apply(v1::CaseState& state, const v1::RowConfirmed& event, const TurnHeader&) {
  for (v1::RowState& row : *state.mutable_preparation()->mutable_rows()) {
    if (row.row() != event.row()) continue;
    row.set_status(event.dissent() ? v1::ROW_KEPT_AS_DISSENT : v1::ROW_CONFIRMED);
  }
}

}  // namespace norma::acts
