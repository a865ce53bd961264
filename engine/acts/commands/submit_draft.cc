#include "engine/acts/commands/amended_wordings.h"
#include "engine/acts/commands/collisions.h"
#include "engine/acts/commands/deciders.h"
#include "engine/acts/facts.h"
#include "engine/acts/wording/instruction_message.h"

namespace norma::acts {
namespace {

/// Which paragraphs the draft that was just emitted touches; instructions are tried on the wordings of their days,
/// those without a day on the wording in force today.
Result<std::vector<std::string>> touched_by(Deliberation& deliberation, const std::string& amendment, bool whole) {
  if (whole) return std::vector<std::string>{"*"};
  Result<Derivation> tried = try_draft(deliberation, amendment, format_date(deliberation.today()));
  if (!tried) return tl::unexpected(tried.error());
  return std::move(tried->touched);
}

}  // namespace

/// Hands in the next version of the draft (action W1): a whole text, or for an amendment instructions by paragraph.
///
/// Errors, in this order: instructions_without_act, limit_exceeded (instructions), missing_field and invalid_field
/// (instructions), number_misfit; then, for instructions, those of derive_wordings(): limit_exceeded, wording_gap,
/// paragraph_unknown, paragraph_exists, number_misfit, number_taken, words_not_found, later_amendment_broken.
Result<std::string> decide_submit_draft(const v1::CommandBody& body, Deliberation& deliberation) {
  const v1::SubmitDraft& command = body.submit_draft();
  const Result<const v1::CaseState*> state = deliberation.find(command.case_id());
  if (!state) return tl::unexpected(state.error());
  const bool whole = command.instructions().empty();
  const bool amends = (*state)->kind() == v1::AMENDMENT;
  if (!whole && !amends) return fail(Reason::kInstructionsWithoutAct);
  const Result<TextInstructions> instructions = from_messages(command.instructions());
  if (!instructions) return tl::unexpected(instructions.error());
  TextVault& texts = deliberation.context().texts;
  v1::Event event;
  v1::DraftSubmitted& submitted = *event.mutable_draft_submitted();
  submitted.set_version(latest_draft((*state)->preparation()) + 1);
  if (!whole) *submitted.mutable_instructions() = texts.seal(write_instructions(*instructions));
  // Without words of its own the amending act is its instructions.
  *submitted.mutable_text() = command.text().empty() ? submitted.instructions() : texts.seal(command.text());
  *submitted.mutable_note() = texts.seal(command.note());
  deliberation.emit(command.case_id(), std::move(event));
  if (amends) {
    const Result<std::vector<std::string>> touched = touched_by(deliberation, command.case_id(), whole);
    if (!touched) return tl::unexpected(touched.error());
    const Result<void> noted = note_draft(deliberation, command.case_id(), *touched);
    if (!noted) return tl::unexpected(noted.error());
  }
  return finish_step(deliberation, command.case_id(), "submit-draft");
}

}  // namespace norma::acts
