#include "engine/acts/commands/deciders.h"

namespace norma::acts {
namespace {

/// The opinion that the actor's open task is about; a delegate answers for the one who was asked.
const v1::OpinionState* awaited_opinion(const v1::CaseState& state, const Deliberation& deliberation,
                                        std::uint32_t& item) {
  for (const v1::TaskState& task : state.tasks()) {
    if (task.command() != "give-opinion" || !deliberation.is_own(task)) continue;
    const int index = static_cast<int>(task.item()) - 1;
    if (index < 0 || index >= state.preparation().opinions_size()) continue;
    item = task.item();
    return &state.preparation().opinions(index);
  }
  return nullptr;
}

}  // namespace

/// Gives an awaited opinion, with rows of objections and proposals.
///
/// Errors, in this order: opinion_not_awaited, invalid_field (result), missing_field (rows of an objection,
/// rows.text), invalid_field (rows.kind).
Result<std::string> decide_give_opinion(const v1::CommandBody& body, Deliberation& deliberation) {
  const v1::GiveOpinion& command = body.give_opinion();
  const Result<const v1::CaseState*> state = deliberation.find(command.case_id());
  if (!state) return tl::unexpected(state.error());
  std::uint32_t item = 0;
  const v1::OpinionState* opinion = awaited_opinion(**state, deliberation, item);
  if (opinion == nullptr) return fail(Reason::kOpinionNotAwaited);
  if (command.result() == v1::DEEMED_AGREED) return fail(Reason::kInvalidField, "result", "DEEMED_AGREED");
  if (command.result() == v1::OBJECTED && command.rows().empty()) return fail(Reason::kMissingField, "rows");
  v1::Event event;
  v1::OpinionGiven& given = *event.mutable_opinion_given();
  given.set_round(opinion->round());
  given.set_giver(opinion->giver());
  given.set_result(command.result());
  auto next_row = static_cast<std::uint32_t>((*state)->preparation().rows_size());
  for (const v1::OpinionRow& row : command.rows()) {
    if (row.text().empty()) return fail(Reason::kMissingField, "rows.text");
    if (row.kind() == v1::ROW_KIND_UNSPECIFIED) return fail(Reason::kInvalidField, "rows.kind", "");
    v1::OpinionRowRecorded& recorded = *given.add_rows();
    recorded.set_row(++next_row);
    recorded.set_kind(row.kind());
    recorded.set_paragraph(row.paragraph());
    *recorded.mutable_text() = deliberation.context().texts.seal(row.text());
  }
  deliberation.emit(command.case_id(), std::move(event));
  return finish_step(deliberation, command.case_id(), "give-opinion", item);
}

}  // namespace norma::acts
