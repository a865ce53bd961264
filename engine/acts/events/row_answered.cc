#include "engine/acts/events/appliers.h"

namespace norma::acts {

void apply(v1::CaseState& state, const v1::RowAnswered& event, const TurnHeader&) {
  for (v1::RowState& row : *state.mutable_preparation()->mutable_rows()) {
    if (row.row() != event.row()) continue;
    row.set_answer(event.answer());
    *row.mutable_answer_text() = event.text();
    row.set_status(v1::ROW_ANSWERED);
  }
}

}  // namespace norma::acts
