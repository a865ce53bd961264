#include "engine/acts/commands/annotations.h"
#include "engine/acts/commands/deciders.h"

namespace norma::acts {
namespace {

constexpr int kMostReplies = 200;

}  // namespace

/// Answers an open annotation of a draft.
///
/// Errors, in this order: annotation_not_found, annotation_resolved, limit_exceeded (replies).
Result<std::string> decide_reply_annotation(const v1::CommandBody& body, Deliberation& deliberation) {
  const v1::ReplyAnnotation& command = body.reply_annotation();
  const Result<const v1::CaseState*> state = deliberation.find(command.case_id());
  if (!state) return tl::unexpected(state.error());
  const Result<const v1::AnnotationState*> annotation =
      open_annotation((*state)->preparation(), command.annotation());
  if (!annotation) return tl::unexpected(annotation.error());
  if ((*annotation)->replies_size() >= kMostReplies) {
    return fail(Reason::kLimitExceeded, "replies", std::to_string(kMostReplies));
  }
  v1::Event event;
  event.mutable_annotation_replied()->set_annotation(command.annotation());
  *event.mutable_annotation_replied()->mutable_text() = deliberation.context().texts.seal(command.text());
  deliberation.emit(command.case_id(), std::move(event));
  return advance_step(deliberation, command.case_id(), "reply-annotation");
}

}  // namespace norma::acts
