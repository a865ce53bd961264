#include <algorithm>

#include "engine/acts/commands/annotations.h"
#include "engine/acts/commands/deciders.h"
#include "engine/acts/parts.h"

namespace norma::acts {
namespace {

/// Whether the actor drafts the case or owns its object.
bool answers_for_draft(const v1::CaseState& state, const Deliberation& deliberation) {
  for (const Part part : {Part::kDrafter, Part::kOwner}) {
    for (const v1::Selector& selector : holders_of(part, state)) {
      const Context& context = deliberation.context();
      if (context.authority.matches(selector, deliberation.command().actor, context.moment())) return true;
    }
  }
  return false;
}

}  // namespace

/// Ends an annotation: its author withdraws it, the drafter or the owner accepts or rejects it.
///
/// Errors, in this order: annotation_not_found, annotation_resolved, annotation_not_yours.
Result<std::string> decide_resolve_annotation(const v1::CommandBody& body, Deliberation& deliberation) {
  const v1::ResolveAnnotation& command = body.resolve_annotation();
  const Result<const v1::CaseState*> state = deliberation.find(command.case_id());
  if (!state) return tl::unexpected(state.error());
  const Result<const v1::AnnotationState*> annotation =
      open_annotation((*state)->preparation(), command.annotation());
  if (!annotation) return tl::unexpected(annotation.error());
  const bool withdraws = command.outcome() == v1::ResolveAnnotation::WITHDRAWN;
  const bool may = withdraws ? (*annotation)->author() == deliberation.command().actor.str()
                             : answers_for_draft(**state, deliberation);
  if (!may) return fail(Reason::kAnnotationNotYours, std::to_string(command.annotation()));
  v1::Event event;
  v1::AnnotationResolved& resolved = *event.mutable_annotation_resolved();
  resolved.set_annotation(command.annotation());
  resolved.set_outcome(command.outcome());
  *resolved.mutable_text() = deliberation.context().texts.seal(command.text());
  deliberation.emit(command.case_id(), std::move(event));
  return advance_step(deliberation, command.case_id(), "resolve-annotation");
}

}  // namespace norma::acts
