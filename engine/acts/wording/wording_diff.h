#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/acts/wording/instruction.h"
#include "engine/acts/wording/paragraphs.h"

namespace norma::acts {

/// One step of the way through both wordings: a pair of paragraphs, or one that only one of them has.
struct AlignedParagraph {
  std::optional<std::size_t> before;
  std::optional<std::size_t> after;
};

struct ParagraphAlignment {
  std::vector<AlignedParagraph> steps;  ///< In the order of both wordings.
  bool coarse = false;                  ///< A bound was met.
};

/// Pairs the paragraphs of two wordings: equal ones, moved numbers, changed texts under one number, then what is left
/// between them in order. Time and memory are bounded.
[[nodiscard]] ParagraphAlignment align_paragraphs(const Paragraphs& before, const Paragraphs& after);

/// A stretch of words that both texts have, that only the first has, or that only the second has.
struct WordStretch {
  enum class Kind : std::uint8_t { kSame, kRemoved, kAdded };

  Kind kind = Kind::kSame;
  std::string_view text;  ///< Into the texts compared.
};

struct WordDiff {
  std::vector<WordStretch> stretches;
  bool coarse = false;
};

/// Compares two texts word by word; the stretches that are not kAdded make the first, the others the second.
///
/// A word is a run of letters and digits; spaces and every other character stand alone. The result refers to both
/// texts. Time and memory are bounded.
[[nodiscard]] WordDiff diff_words(std::string_view before, std::string_view after);

/// Instructions that make `after` of `before`, by paragraph, as few and as small as are seen.
///
/// Applied to `before` they give the text of `after` byte for byte; paragraphs paired by align_paragraphs() keep
/// their ids.
[[nodiscard]] TextInstructions derive_instructions(const Paragraphs& before, const Paragraphs& after);

}  // namespace norma::acts
