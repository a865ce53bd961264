#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/result.h"

namespace norma::acts {

/// What an instruction of an amending act does (pu2-6.md 3.3).
enum class InstructionKind : std::uint8_t { kInsert, kSubstitute, kRepeal, kRenumber };

/// Whether it means the paragraph with everything below it, or its own text alone.
enum class InstructionScope : std::uint8_t { kWithParts, kItself };

/// One instruction of an amending act, addressed by paragraph id.
struct TextInstruction {
  InstructionKind kind = InstructionKind::kSubstitute;
  std::string paragraph;           ///< kInsert: the one to stand after; empty: at the beginning.
  InstructionScope scope = InstructionScope::kWithParts;
  std::string inserted;            ///< kInsert: id of the new paragraph; empty: as its text numbers it.
  std::string text;                ///< kInsert, kSubstitute.
  std::optional<std::string> gap;  ///< Set: text and gap are one paragraph, exactly. Else: as after the old one.
  std::string words;               ///< kSubstitute: only these words, everywhere they stand in the paragraph.
  std::string number;              ///< kRenumber: as it is printed.
  std::string commences_on;        ///< Date; empty: with the amendment.

  bool operator==(const TextInstruction&) const = default;
};

using TextInstructions = std::vector<TextInstruction>;

/// Bounds of one draft.
inline constexpr std::size_t kMostInstructions = 2000;

/// The stored form of instructions, itself a text:
///
///     instructions = "norma-instructions 1" LF *instruction
///     instruction  = kind LF *field "." LF
///     kind         = "insert" / "substitute" / "repeal" / "renumber"
///     field        = name SP size LF size*OCTET LF              size: bytes of the value, decimal
///     name         = "paragraph" / "scope" / "inserted" / "text" / "gap" / "words" / "number" / "commences-on"
///
/// A field that is empty is left out, `gap` alone may be empty; scope is written as `itself` only. For example
/// "replace in point 14 `five` by `three`", from 1 September 2026:
///
///     norma-instructions 1
///     substitute
///     paragraph 3
///     p14
///     text 5
///     three
///     words 4
///     five
///     commences-on 10
///     2026-09-01
///     .
[[nodiscard]] std::string write_instructions(const TextInstructions& instructions);

/// Reads the stored form. Errors: storage_corrupt.
Result<TextInstructions> read_instructions(std::string_view stored);

}  // namespace norma::acts
