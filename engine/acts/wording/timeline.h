#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/acts/text_reader.h"
#include "engine/acts/wording/apply_instructions.h"
#include "engine/acts/wording/paragraphs.h"
#include "engine/result.h"
#include "norma/v1/state.pb.h"

namespace norma::acts {

/// What one derivation may read and make.
struct TimelineBounds {
  WordingBounds wording;
  std::size_t instruction_bytes = 4 << 20;   ///< Of one draft.
  std::size_t derived_bytes = 32 << 20;      ///< Of all texts together: they are stored with one turn.
  std::size_t days = 1000;                   ///< On which wordings of one act commence.
  std::size_t parts = 5000;                  ///< Of all amendments of one act.
};

/// A wording made anew: what it says and which paragraphs it has.
struct DerivedText {
  std::string commences_on;
  std::string amendment;   ///< The last that changed it on this day, with its date and number.
  std::string adopted_on;
  std::string number;
  std::string text;        ///< Empty when it is `whole`.
  std::string outline;
  v1::TextRef whole;       ///< The draft of a whole text, as it is kept.
  v1::TextRef base;        ///< The kept text it was made of; none: the one before it in the list.
};

/// What an amendment makes of an act.
struct Derivation {
  std::vector<DerivedText> wordings;  ///< By day.
  std::vector<std::string> touched;   ///< Ids of the paragraphs it changes, sorted; "*": all, or too many to name.
};

/// The parts of an amendment: one for each day that it commences on, by day.
///
/// commences_on is the day of the instructions without a day of their own. Requires: `draft` is the one adopted.
/// Errors: limit_exceeded, not_found, storage_corrupt, storage_unavailable.
Result<std::vector<v1::AmendmentPart>> parts_of_draft(const std::string& amendment, const v1::DraftState& draft,
                                                      const std::string& adopted_on, const std::string& commences_on,
                                                      TextReader& texts, const TimelineBounds& bounds = {});

/// The wordings that change when parts are added to those adopted: of their days and of every later day that rests
/// on them. Each part applies to the wording in force on its own day, not to the latest (pu2-6.md 3.3).
///
/// Requires: `added` is sorted by day. Errors, in this order: limit_exceeded (days, parts), wording_gap (the first day), then
/// day by day: those of apply_instructions() with the day as second detail, later_amendment_broken (an amendment
/// adopted before no longer applies: its id, the day, the paragraph), limit_exceeded (wording), and those of reading.
Result<Derivation> derive_wordings(const v1::ActState& act, std::span<const v1::AmendmentPart> added,
                                   TextReader& texts, const TimelineBounds& bounds = {});

/// The wording of a day, with parts added to those adopted: what a preview shows.
///
/// Errors: wording_gap, and those of derive_wordings().
Result<Paragraphs> wording_on(const v1::ActState& act, std::span<const v1::AmendmentPart> added, std::string_view day,
                              TextReader& texts, const TimelineBounds& bounds = {});

}  // namespace norma::acts
