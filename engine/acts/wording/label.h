#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace norma::acts {

/// What a paragraph is, as its number shows (Latvian legal technique, MK 108).
enum class ParagraphKind : std::uint8_t {
  kAnnex,     ///< "1. pielikums", "Pielikums"
  kSection,   ///< "II sadaļa", "A sadaļa"
  kChapter,   ///< "II. Vispārīgie jautājumi", "II nodaļa", "2. nodaļa"
  kArticle,   ///< "72.pants.", "31.^1 pants."
  kPart,      ///< "(1)", "(2^1)" within an article
  kPoint,     ///< "2.", "2.1.", "2.^1", "2.^1 1."
  kClause,    ///< "1)", "1^1)"
  kLetter,    ///< "a)"
  kAttached,  ///< Without a number, part of the paragraph before it: a note in parentheses, the text of an article.
  kPlain,     ///< Without a number, standing alone: titles, signatures.
};

/// One number of a printed one: of "2.^1 1." the first is 2^1 and ends after the raised digit.
struct LabelNumber {
  std::string number;   ///< Digits, with "^" and digits when raised ones follow; roman numbers as arabic ones.
  std::size_t end = 0;  ///< Where it ends in the line, its full stop included.
};

/// The number that a line begins with.
struct Label {
  ParagraphKind kind = ParagraphKind::kPlain;
  std::size_t begin = 0;  ///< Of the printed number in the line.
  std::size_t end = 0;    ///< Equal to begin when there is none.
  std::vector<LabelNumber> numbers;

  [[nodiscard]] std::string_view printed(std::string_view line) const { return line.substr(begin, end - begin); }
};

/// Reads the number at the beginning of a line; kPlain, or kAttached before a parenthesis, when there is none.
///
/// A reference to another paragraph ("2. punktā minētais") is not a number. Total: any bytes are read.
[[nodiscard]] Label read_label(std::string_view line);

/// Whether two labels are of one kind and have the same numbers.
[[nodiscard]] bool same_number(const Label& left, const Label& right);

/// Whether a paragraph that stands directly after `top` or after parts of it is itself a part of it.
[[nodiscard]] bool is_part_of(const Label& top, const Label& next);

}  // namespace norma::acts
