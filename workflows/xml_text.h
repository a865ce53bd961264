#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace norma::workflows {

/// What makes a text no XML document, and where.
struct XmlFault {
  std::size_t offset = 0;
  std::string what;
};

/// The first byte that is not UTF-8, or that no XML 1.0 document may hold (section 2.2).
[[nodiscard]] std::optional<XmlFault> find_bad_letter(std::string_view text);

/// What the parser lets pass although XML 1.0 does not: an entity that is not one of the five, a reference to a letter
/// that XML has not, a bare `&`, a `<` in an attribute, text outside the root, an encoding that is not UTF-8.
///
/// Requires: the parser has taken the text, so that its tags are whole.
[[nodiscard]] std::optional<XmlFault> find_bad_markup(std::string_view text);

/// Tells lines and columns of offsets; columns count letters, not bytes.
class XmlLines {
 public:
  explicit XmlLines(std::string_view text);

  /// Line and column from 1. Fast when offsets come in ascending order.
  [[nodiscard]] std::pair<std::uint32_t, std::uint32_t> place(std::size_t offset);

 private:
  std::string_view text_;
  std::vector<std::size_t> starts_ = {0};
  std::size_t line_ = 0;      ///< Of the last place told.
  std::size_t counted_ = 0;   ///< Up to where letters of that line are counted.
  std::uint32_t letters_ = 0;
};

}  // namespace norma::workflows
