#include "engine/acts/commands/deciders.h"
#include "engine/acts/commands/reference_rules.h"

namespace norma::acts {

/// Retires an item of the reference data: new references to it are refused, those that exist stay.
///
/// Errors, in this order: reference_unknown, reference_kind_closed, reference_retired.
Result<std::string> decide_retire_reference_item(const v1::CommandBody& body, Deliberation& deliberation) {
  const v1::RetireReferenceItem& command = body.retire_reference_item();
  const ReferenceVersion* latest = deliberation.context().registers.reference.latest(command.kind(), command.code());
  const std::string_view kind = reference_kind_name(command.kind());
  if (latest == nullptr) return fail(Reason::kReferenceUnknown, kind, command.code());
  if (!is_open_kind(command.kind())) return fail(Reason::kReferenceKindClosed, kind);
  if (latest->item.retired()) return fail(Reason::kReferenceRetired, kind, command.code());
  v1::Event event;
  v1::ReferenceItemRecorded& item = *event.mutable_reference_item_recorded();
  item = latest->item;
  item.set_version(latest->item.version() + 1);
  item.set_retired(true);
  item.set_origin(v1::OF_AN_ADMINISTRATOR);
  item.set_fingerprint(0);
  *item.mutable_reason() = deliberation.context().texts.seal(command.reason());
  deliberation.emit_registry(std::move(event));
  return std::string();
}

}  // namespace norma::acts
