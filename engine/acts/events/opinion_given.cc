#include "engine/acts/events/appliers.h"

namespace norma::acts {

void apply(v1::CaseState& state, const v1::OpinionGiven& event, const TurnHeader& turn) {
  v1::PreparationState& preparation = *state.mutable_preparation();
  for (v1::OpinionState& opinion : *preparation.mutable_opinions()) {
    if (opinion.round() != event.round() || opinion.giver() != event.giver()) continue;
    opinion.set_result(event.result());
    *opinion.mutable_given_at() = to_timestamp(turn.time);
  }
  for (const v1::OpinionRowRecorded& recorded : event.rows()) {
    v1::RowState& row = *preparation.add_rows();
    row.set_row(recorded.row());
    row.set_giver(event.giver());
    row.set_kind(recorded.kind());
    row.set_paragraph(recorded.paragraph());
    *row.mutable_text() = recorded.text();
    row.set_round(event.round());
    row.set_status(v1::ROW_OPEN);
  }
}

}  // namespace norma::acts
