#include <algorithm>

#include "engine/acts/commands/deciders.h"
#include "engine/acts/facts.h"

namespace norma::acts {
namespace {

constexpr int kMostAnnotations = 1000;
constexpr std::size_t kMostTextBytes = 16 * 1024;

}  // namespace

/// Writes a comment, a suggestion or an objection to words of a draft (pu2-6.md 3.6 W1).
///
/// Errors, in this order: draft_missing, draft_version_unknown, missing_field (wording of a suggestion),
/// limit_exceeded (annotations of one case, then quote, text, wording).
Result<std::string> decide_annotate_draft(const v1::CommandBody& body, Deliberation& deliberation) {
  const v1::AnnotateDraft& command = body.annotate_draft();
  const Result<const v1::CaseState*> state = deliberation.find(command.case_id());
  if (!state) return tl::unexpected(state.error());
  const v1::PreparationState& preparation = (*state)->preparation();
  if (preparation.drafts().empty()) return fail(Reason::kDraftMissing);
  const std::uint32_t version = command.version() == 0 ? latest_draft(preparation) : command.version();
  const bool known = std::any_of(preparation.drafts().begin(), preparation.drafts().end(),
                                 [&](const v1::DraftState& draft) { return draft.version() == version; });
  if (!known) return fail(Reason::kDraftVersionUnknown, std::to_string(version));
  const bool suggests = command.kind() == v1::AnnotateDraft::SUGGESTION;
  if (suggests && command.wording().empty()) return fail(Reason::kMissingField, "wording");
  if (preparation.annotations_size() >= kMostAnnotations) {
    return fail(Reason::kLimitExceeded, "annotations", std::to_string(kMostAnnotations));
  }
  for (const std::string* text : {&command.quote(), &command.text(), &command.wording()}) {
    if (text->size() > kMostTextBytes) return fail(Reason::kLimitExceeded, "annotation", std::to_string(kMostTextBytes));
  }
  TextVault& texts = deliberation.context().texts;
  v1::Event event;
  v1::DraftAnnotated& annotated = *event.mutable_draft_annotated();
  annotated.set_annotation(static_cast<std::uint32_t>(preparation.annotations_size()) + 1);
  annotated.set_version(version);
  annotated.set_paragraph(command.paragraph());
  *annotated.mutable_quote() = texts.seal(command.quote());
  annotated.set_kind(command.kind());
  *annotated.mutable_text() = texts.seal(command.text());
  *annotated.mutable_wording() = texts.seal(command.wording());
  deliberation.emit(command.case_id(), std::move(event));
  return advance_step(deliberation, command.case_id(), "annotate-draft");
}

}  // namespace norma::acts
