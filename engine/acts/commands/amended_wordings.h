#pragma once

#include <string>

#include "engine/acts/deliberation.h"
#include "engine/acts/wording/timeline.h"
#include "engine/result.h"

namespace norma::acts {

/// What the latest draft of an amendment would make of its act if it commenced on a day; changes nothing.
///
/// Errors: case_not_found, wording_gap, and those of derive_wordings().
Result<Derivation> try_draft(Deliberation& deliberation, const std::string& amendment_id, const std::string& commences_on);

/// Enters an adopted amendment into the sequence of wordings of its act: derives those of its days and, again, the
/// later ones that rest on them, and keeps their texts (pu2-6.md 3.3).
///
/// Requires: the amendment's adoption has been emitted. Errors, in this order: commencement_before_adoption (a part),
/// then those of derive_wordings().
Result<void> adopt_into_act(Deliberation& deliberation, const std::string& amendment_id);

/// Publishes an adopted amendment: each derived wording of its days, and each that was derived again, becomes a dated
/// wording of the act and takes the place of the one published for its day before.
///
/// draft: the published text of the draft itself. Errors: not_found (a text was erased), invalid_field.
Result<void> publish_into_act(Deliberation& deliberation, const std::string& amendment_id, const v1::TextRef& draft);

}  // namespace norma::acts
