#pragma once

#include <string>

#include "engine/acts/wording/instruction.h"
#include "engine/acts/wording/paragraphs.h"

namespace norma::acts {

/// The instructions in the words of Latvian legal technique, numbered, one to a paragraph.
///
/// Paragraphs are named by the numbers that `base` prints, else by their ids. For example
///
///     1. Aizstāt 14. punktā vārdus "piecu" ar vārdiem "trīs" (ar 2026-09-01).
///     2. Svītrot 2.1. apakšpunktu.
[[nodiscard]] std::string amending_act(const TextInstructions& instructions, const Paragraphs& base);

}  // namespace norma::acts
