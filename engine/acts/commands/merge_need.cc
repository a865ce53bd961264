#include "engine/acts/commands/deciders.h"

namespace norma::acts {

/// Closes a need because another one, not decided yet, is about the same (pu2-6.md 3.1); that one knows it then.
///
/// Errors, in this order: merge_into_itself; of the other: case_not_found, wrong_case_kind, object_elsewhere (another
/// institution's), need_decided.
Result<std::string> decide_merge_need(const v1::CommandBody& body, Deliberation& deliberation) {
  const v1::MergeNeed& command = body.merge_need();
  if (command.need() == command.into()) return fail(Reason::kMergeIntoItself, command.into());
  const Result<const v1::CaseState*> need = deliberation.find(command.need());
  if (!need) return tl::unexpected(need.error());
  const Result<const v1::CaseState*> into = deliberation.find(command.into());
  if (!into) return tl::unexpected(into.error());
  if ((*into)->kind() != v1::NEED) return fail(Reason::kWrongCaseKind, command.into());
  if ((*into)->institution() != (*need)->institution()) {
    return fail(Reason::kObjectElsewhere, command.into(), (*into)->institution());
  }
  if (!deliberation.accepts(command.into(), "merge-need")) return fail(Reason::kNeedDecided, command.into());
  v1::Event merged;
  merged.mutable_need_merged()->set_into(command.into());
  *merged.mutable_need_merged()->mutable_reason() = deliberation.context().texts.seal(command.reason());
  deliberation.emit(command.need(), std::move(merged));
  v1::Event absorbed;
  absorbed.mutable_need_absorbed()->set_need(command.need());
  deliberation.emit(command.into(), std::move(absorbed));
  return finish_step(deliberation, command.need(), "merge-need");
}

}  // namespace norma::acts
