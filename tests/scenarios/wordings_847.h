#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "engine/instant.h"

namespace norma::scenarios {

inline constexpr std::size_t kWordings = 12;

/// One dated wording of Cabinet Regulation No 847 as it was published.
struct Wording {
  Date commences{};
  std::string text;
};

/// All of them, by date; fewer than kWordings when the suites are absent.
[[nodiscard]] std::vector<Wording> read_wordings();

}  // namespace norma::scenarios
