#include "server/cli/table.h"

#include <algorithm>

namespace norma::server::cli {

Table::Table(std::vector<std::string> headings) : headings_(std::move(headings)) {}

void Table::add(std::vector<std::string> cells) {
  cells.resize(headings_.size());
  rows_.push_back(std::move(cells));
}

std::string Table::str() const {
  std::vector<std::size_t> widths;
  for (const std::string& heading : headings_) widths.push_back(character_count(heading));
  for (const auto& row : rows_) {
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], character_count(row[i]));
  }
  std::string text;
  const auto line = [&](const std::vector<std::string>& cells) {
    for (std::size_t i = 0; i < cells.size(); ++i) {
      const bool last = i + 1 == cells.size();
      text += last ? cells[i] : padded(cells[i], widths[i] + 2);
    }
    text += '\n';
  };
  line(headings_);
  for (const auto& row : rows_) line(row);
  return text;
}

std::size_t character_count(std::string_view utf8) {
  return static_cast<std::size_t>(
      std::count_if(utf8.begin(), utf8.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

std::string padded(std::string text, std::size_t characters) {
  const std::size_t now = character_count(text);
  if (now < characters) text.append(characters - now, ' ');
  return text;
}

}  // namespace norma::server::cli
