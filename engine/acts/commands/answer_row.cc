#include <algorithm>

#include "engine/acts/commands/deciders.h"

namespace norma::acts {

/// Answers one row of the summary of opinions.
///
/// Errors, in this order: row_not_found, row_not_open, missing_field (text of a rejection).
Result<std::string> decide_answer_row(const v1::CommandBody& body, Deliberation& deliberation) {
  const v1::AnswerRow& command = body.answer_row();
  const Result<const v1::CaseState*> state = deliberation.find(command.case_id());
  if (!state) return tl::unexpected(state.error());
  const v1::RowState* row = find_row((*state)->preparation(), command.row());
  if (row == nullptr) return fail(Reason::kRowNotFound, std::to_string(command.row()));
  if (row->status() != v1::ROW_OPEN) return fail(Reason::kRowNotOpen, std::to_string(command.row()));
  if (command.answer() == v1::REJECTED_WITH_REASON && command.text().empty()) {
    return fail(Reason::kMissingField, "text");
  }
  v1::Event event;
  v1::RowAnswered& answered = *event.mutable_row_answered();
  answered.set_row(command.row());
  answered.set_answer(command.answer());
  *answered.mutable_text() = deliberation.context().texts.seal(command.text());
  deliberation.emit(command.case_id(), std::move(event));
  const auto& rows = (*state)->preparation().rows();
  const bool all_answered = std::none_of(rows.begin(), rows.end(),
                                         [](const v1::RowState& other) { return other.status() == v1::ROW_OPEN; });
  if (all_answered) deliberation.complete_own_task(command.case_id(), "answer-row");
  return advance_step(deliberation, command.case_id(), "answer-row", command.row());
}

}  // namespace norma::acts
