#pragma once

#include <cstddef>
#include <span>

#include "engine/acts/wording/instruction.h"
#include "engine/acts/wording/paragraphs.h"
#include "engine/result.h"

namespace norma::acts {

/// What a wording may grow to.
struct WordingBounds {
  std::size_t text_bytes = 8 << 20;
  std::size_t paragraphs = 200'000;
};

/// Checks an instruction by itself, whatever it is applied to.
///
/// Errors, in this order: invalid_field (instructions.paragraph, instructions.inserted), missing_field
/// (instructions.paragraph, instructions.text, instructions.number), number_misfit.
Result<void> check_instruction(const TextInstruction& instruction);

/// The wording that instructions make of another, one after the other.
///
/// Paragraphs that are not addressed keep their ids and their bytes. Renumberings that follow each other happen at
/// once, so that two may change places.
/// Requires: check_instruction() accepted each.
/// Errors (details: the paragraph): paragraph_unknown, paragraph_exists, number_misfit, number_taken,
/// words_not_found, limit_exceeded (wording).
Result<Paragraphs> apply_instructions(const Paragraphs& base, std::span<const TextInstruction> instructions,
                                      const WordingBounds& bounds = {});

}  // namespace norma::acts
