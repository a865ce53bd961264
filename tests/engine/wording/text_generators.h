#pragma once

#include <rapidcheck.h>

#include <string>
#include <vector>

namespace norma::acts {

/// Bytes without any structure.
inline rc::Gen<std::string> any_bytes() {
  return rc::gen::container<std::string>(rc::gen::map(rc::gen::inRange(0, 256), [](int byte) { return static_cast<char>(byte); }));
}

/// Lines such as acts have: numbers of every kind, words, notes, annexes, empty lines and none at the end.
inline rc::Gen<std::string> act_text() {
  const auto line = rc::gen::apply(
      [](std::string number, const std::vector<std::string>& words, std::string end) {
        std::string text = std::move(number);
        for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
        return text + end;
      },
      rc::gen::element<std::string>("", "", "1.", "2.", "2.1.", "2.2.", "2.^1", "3.", "3.1.1.", "4.", "5.¹", "1)", "2)", "a)", "(1)",
                                    "(2)", "72.pants.", "73.pants.", "I.", "II nodaļa", "1. pielikums", "2. pielikums",
                                    "(Grozīts)", "  "),
      rc::gen::container<std::vector<std::string>>(rc::gen::element<std::string>(
          "kārtība", "punktā", "Aģentūra", "nosaka", "termiņu,", "piecu", "dienu", "laikā;", "redakcijā.", "  ", "žurnāls")),
      rc::gen::element<std::string>("\n", "\n\n", "\n\n", "\r\n", "", "\n \t\n"));
  return rc::gen::map(rc::gen::container<std::vector<std::string>>(line), [](const std::vector<std::string>& lines) {
    std::string text;
    for (const std::string& one : lines) text += one;
    return text;
  });
}

}  // namespace norma::acts
