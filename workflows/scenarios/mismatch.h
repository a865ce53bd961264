#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace norma::workflows::scenarios {

/// Where a step did not go as its scenario says.
struct Mismatch {
  std::uint32_t line = 0;  ///< Of the scenario file.
  std::string what;        ///< The kind of line: "stāvokļi/states".
  std::string expected;
  std::string found;
};

/// The parts of a list for a message; "nothing" when there are none.
[[nodiscard]] inline std::string joined(const std::vector<std::string>& parts) {
  std::string text;
  for (const std::string& part : parts) text += (text.empty() ? "" : ", ") + part;
  return text.empty() ? "nothing" : text;
}

}  // namespace norma::workflows::scenarios
