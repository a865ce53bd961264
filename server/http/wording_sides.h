#pragma once

#include <string>
#include <string_view>

#include "engine/acts/text_reader.h"
#include "engine/acts/wording/paragraphs.h"
#include "engine/result.h"
#include "norma/v1/state.pb.h"

namespace norma::server {

/// A case and the act that its wordings belong to: for an act both are one.
struct WordingCases {
  v1::CaseState state;
  v1::CaseState act;
};

/// The wording that a word names: `YYYY-MM-DD` (of the act, in force on that day), `wording-N` (of the act),
/// `draft-N` (of the case; instructions are applied to the wording of `day`), `base` (of the act on `day`).
///
/// Errors: invalid_field (`field`), no_wording_in_force, draft_version_unknown, and those of derive_wordings().
Result<acts::Paragraphs> named_wording(const WordingCases& cases, std::string_view field, const std::string& word,
                                       const std::string& day, acts::TextReader& texts);

/// The text of the act on a day as an amendment that is not adopted yet would leave it; an adopted one already has.
///
/// Errors: draft_missing, wording_gap, and those of derive_wordings().
Result<acts::Paragraphs> preview_wording(const WordingCases& cases, const std::string& day, acts::TextReader& texts);

}  // namespace norma::server
