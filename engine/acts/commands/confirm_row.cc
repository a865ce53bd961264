#include "engine/acts/commands/deciders.h"

namespace norma::acts {

/// The giver of a row accepts its answer, or keeps it as dissent.
///
/// Errors, in this order: row_not_found, row_not_yours, row_not_open.
Result<std::string> decide_confirm_row(const v1::CommandBody& body, Deliberation& deliberation) {
  const v1::ConfirmRow& command = body.confirm_row();
  const Result<const v1::CaseState*> state = deliberation.find(command.case_id());
  if (!state) return tl::unexpected(state.error());
  const v1::RowState* row = find_row((*state)->preparation(), command.row());
  if (row == nullptr) return fail(Reason::kRowNotFound, std::to_string(command.row()));
  if (!deliberation.acts_as(row->giver())) {
    return fail(Reason::kRowNotYours, std::to_string(command.row()));
  }
  if (row->status() != v1::ROW_ANSWERED) return fail(Reason::kRowNotOpen, std::to_string(command.row()));
  v1::Event event;
  event.mutable_row_confirmed()->set_row(command.row());
  event.mutable_row_confirmed()->set_dissent(command.dissent());
  deliberation.emit(command.case_id(), std::move(event));
  return finish_step(deliberation, command.case_id(), "confirm-row", command.row());
}

}  // namespace norma::acts
