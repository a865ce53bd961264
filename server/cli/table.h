#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace norma::server::cli {

/// Rows of words in columns as wide as their widest cell, for a terminal in UTF-8.
class Table {
 public:
  explicit Table(std::vector<std::string> headings);

  /// Requires: as many cells as headings.
  void add(std::vector<std::string> cells);

  [[nodiscard]] bool empty() const { return rows_.empty(); }
  [[nodiscard]] std::string str() const;

 private:
  std::vector<std::string> headings_;
  std::vector<std::vector<std::string>> rows_;
};

/// How many characters a text has, combining marks counted as one each.
[[nodiscard]] std::size_t character_count(std::string_view utf8);

/// The text filled up with spaces to a number of characters.
[[nodiscard]] std::string padded(std::string text, std::size_t characters);

}  // namespace norma::server::cli
