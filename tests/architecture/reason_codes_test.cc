#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "tests/architecture/checks.h"

namespace norma::architecture {
namespace {

struct CatalogueRow {
  std::string enumerator;
  std::string code;
  std::string lv;
  std::string en;
};

std::filesystem::path root() {
  const char* const given = std::getenv("NORMA_SOURCE_DIR");
  return given != nullptr ? given : ".";
}

std::string read_file(const std::filesystem::path& path) {
  std::stringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

std::vector<CatalogueRow> read_catalogue() {
  const std::string all = read_file(root() / "engine/reason_catalogue.def");
  const std::regex row(R"re(NORMA_REASON\(\s*(k\w+),\s*"([a-z0-9_]+)",\s*\d+,\s*"([^"]*)",\s*"([^"]*)"\s*\))re");
  std::vector<CatalogueRow> rows;
  for (std::sregex_iterator match(all.begin(), all.end(), row), end; match != end; ++match) {
    rows.push_back({(*match)[1], (*match)[2], (*match)[3], (*match)[4]});
  }
  return rows;
}

/// Every word and every quoted word of the sources, so that one pass serves all rows.
struct Words {
  std::set<std::string, std::less<>> product;
  std::set<std::string, std::less<>> tests;
};

void add_words(const std::string& text, std::set<std::string, std::less<>>& words) {
  static const std::regex kWord(R"re(\bk[A-Z]\w+|"[a-z0-9_]+")re");
  for (std::sregex_iterator match(text.begin(), text.end(), kWord), end; match != end; ++match) words.insert(match->str());
}

Words read_words() {
  Words words;
  for (const SourceFile& source : read_sources(root())) {
    if (!source.path.ends_with("reason_catalogue.def")) add_words(source.text, words.product);
  }
  for (const auto& entry : std::filesystem::recursive_directory_iterator(root() / "tests")) {
    if (entry.path().extension() == ".cc") add_words(read_file(entry.path()), words.tests);
  }
  return words;
}

std::set<std::string> placeholders(const std::string& message) {
  static const std::regex kPlaceholder(R"(\{\d\})");
  std::set<std::string> found;
  for (std::sregex_iterator match(message.begin(), message.end(), kPlaceholder), end; match != end; ++match) {
    found.insert(match->str());
  }
  return found;
}

TEST(ReasonCodes, AreEachGivenByTheProductAndNamedByATest) {
  const std::vector<CatalogueRow> rows = read_catalogue();
  ASSERT_GT(rows.size(), 50U);
  const Words words = read_words();
  for (const CatalogueRow& row : rows) {
    EXPECT_TRUE(words.product.contains(row.enumerator)) << row.code << " is never given";
    EXPECT_TRUE(words.tests.contains(row.enumerator) || words.tests.contains('"' + row.code + '"'))
        << row.code << " is in no test";
  }
}

TEST(ReasonCodes, SayTheSameInBothLanguages) {
  for (const CatalogueRow& row : read_catalogue()) {
    EXPECT_FALSE(row.lv.empty()) << row.code;
    EXPECT_FALSE(row.en.empty()) << row.code;
    EXPECT_NE(row.lv, row.en) << row.code;
    EXPECT_EQ(placeholders(row.lv), placeholders(row.en)) << row.code;
  }
}

}  // namespace
}  // namespace norma::architecture
