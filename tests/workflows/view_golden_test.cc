#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <utility>
#include <vector>

#include "tests/workflows/view_fixture.h"
#include "workflows/views/bpmn.h"
#include "workflows/views/layout.h"
#include "workflows/views/mermaid.h"
#include "workflows/views/responsibility.h"

namespace norma::workflows::views {
namespace {

namespace fs = std::filesystem;

/// Name and text of each view that is kept.
std::vector<std::pair<std::string, std::string>> views_of(const Outline& outline) {
  const Layout layout = lay_out(outline, Language::kLv).value();
  return {{"lv.md", responsibility_markdown(outline, Language::kLv)},
          {"en.md", responsibility_markdown(outline, Language::kEn)},
          {"table.json", responsibility_json(outline, Language::kEn)},
          {"mermaid", mermaid(outline, Language::kEn)},
          {"layout.json", layout_json(outline, layout, Language::kLv)},
          {"svg", layout_svg(outline, layout, Language::kLv)},
          {"bpmn", bpmn(outline, Language::kLv).value()}};
}

/// The first line that differs, for people.
std::string first_difference(const std::string& kept, const std::string& made) {
  std::size_t line = 1;
  std::size_t start = 0;
  for (std::size_t i = 0; i < std::min(kept.size(), made.size()) && kept[i] == made[i]; ++i) {
    if (kept[i] != '\n') continue;
    ++line;
    start = i + 1;
  }
  const auto line_of = [start](const std::string& text) { return text.substr(std::min(start, text.size()), 300); };
  return "line " + std::to_string(line) + "\nkept: " + line_of(kept) + "\nmade: " + line_of(made);
}

class Golden : public testing::TestWithParam<std::string> {};

TEST_P(Golden, ViewsAreAsKept) {
  const char* source = std::getenv("NORMA_SOURCE_DIR");
  ASSERT_NE(source, nullptr);
  const std::string folder = "tests/workflows/golden/";
  for (const Sample& sample : samples()) {
    if (sample.name != GetParam()) continue;
    for (const auto& [suffix, text] : views_of(outline_of(sample.bytes))) {
      const std::string file = folder + sample.name + "." + suffix;
      if (std::getenv("NORMA_RENEW_GOLDEN") != nullptr) std::ofstream(fs::path(source) / file, std::ios::binary) << text;
      const std::string kept = read_source(file);
      EXPECT_TRUE(kept == text) << file << ", " << first_difference(kept, text)
                                << "\nif that is as meant: NORMA_RENEW_GOLDEN=1, and look at the change";
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Definitions, Golden, testing::Values("act", "amendment", "need", "recheck", "example"));

}  // namespace
}  // namespace norma::workflows::views
