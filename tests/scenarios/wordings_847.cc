#include "tests/scenarios/wordings_847.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <optional>
#include <sstream>

namespace norma::scenarios {
namespace {

std::filesystem::path suites() {
  if (const char* set = std::getenv("NORMA_SUITES"); set != nullptr) return set;
  const char* source = std::getenv("NORMA_SOURCE_DIR");
  return std::filesystem::path(source == nullptr ? "." : source) / ".." / "shared" / "suites";
}

/// text_nark_YYYYMMDD.html.txt, by date.
std::vector<Wording> read_from(const std::filesystem::path& folder) {
  constexpr std::string_view kPrefix = "text_nark_";
  std::vector<Wording> wordings;
  std::error_code absent;
  for (const auto& entry : std::filesystem::directory_iterator(folder, absent)) {
    const std::string name = entry.path().filename().string();
    if (!name.starts_with(kPrefix) || name.size() < kPrefix.size() + 8) continue;
    const std::string digits = name.substr(kPrefix.size(), 8);
    const std::optional<Date> date =
        parse_date(digits.substr(0, 4) + "-" + digits.substr(4, 2) + "-" + digits.substr(6, 2));
    if (!date) continue;
    std::ifstream in(entry.path(), std::ios::binary);
    std::ostringstream bytes;
    bytes << in.rdbuf();
    wordings.push_back({*date, bytes.str()});
  }
  std::sort(wordings.begin(), wordings.end(),
            [](const Wording& left, const Wording& right) { return left.commences < right.commences; });
  return wordings;
}

}  // namespace

std::vector<Wording> read_wordings() { return read_from(suites() / "lv-wordings"); }

}  // namespace norma::scenarios
