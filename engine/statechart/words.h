#pragma once

#include <string_view>
#include <vector>

namespace norma::statechart {

/// The words of a list that is separated by white space, as attributes of type NMTOKENS and IDREFS are.
[[nodiscard]] inline std::vector<std::string_view> words_of(std::string_view text) {
  constexpr std::string_view kSpace = " \t\r\n";
  std::vector<std::string_view> words;
  for (std::size_t start = text.find_first_not_of(kSpace); start != std::string_view::npos;) {
    const std::size_t end = text.find_first_of(kSpace, start);
    words.push_back(text.substr(start, end - start));
    start = text.find_first_not_of(kSpace, end);
  }
  return words;
}

}  // namespace norma::statechart
