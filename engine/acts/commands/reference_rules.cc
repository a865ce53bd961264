#include "engine/acts/commands/reference_rules.h"

namespace norma::acts {

Result<void> check_reference(const Deliberation& deliberation, v1::ReferenceKind kind, std::string_view code) {
  const ReferenceVersion* version = deliberation.context().registers.reference.latest(kind, code);
  if (version == nullptr) return fail(Reason::kReferenceUnknown, reference_kind_name(kind), code);
  if (version->item.retired()) return fail(Reason::kReferenceRetired, reference_kind_name(kind), code);
  return {};
}

}  // namespace norma::acts
