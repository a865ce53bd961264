#include "tests/bench/load/options.h"

#include <gtest/gtest.h>

namespace norma::bench {
namespace {

struct Given {
  std::string text = "default";
  std::uint64_t count = 1;
  std::optional<double> ratio;

  std::optional<int> read(std::vector<std::string> words) {
    Options known("purpose");
    known.add("--text", "a text", text);
    known.add("--count", "a number", count, 1, 9);
    known.add("--ratio", "a number that may be absent", ratio);
    std::vector<char*> arguments{text.data()};
    for (auto& word : words) arguments.push_back(word.data());
    return known.read(static_cast<int>(arguments.size()), arguments.data());
  }
};

TEST(Options, AreReadByName) {
  Given given;

  EXPECT_EQ(given.read({"--count", "9", "--text", "a b", "--ratio", "0.5"}), std::nullopt);

  EXPECT_EQ(given.text, "a b");
  EXPECT_EQ(given.count, 9U);
  EXPECT_EQ(given.ratio, 0.5);
}

TEST(Options, KeepTheirDefaults) {
  Given given;

  EXPECT_EQ(given.read({}), std::nullopt);

  EXPECT_EQ(given.text, "default");
  EXPECT_FALSE(given.ratio);
}

TEST(Options, RefuseWhatIsUnknownOutOfRangeOrHalf) {
  EXPECT_EQ(Given().read({"--strange", "1"}), 2);
  EXPECT_EQ(Given().read({"--count", "10"}), 2);
  EXPECT_EQ(Given().read({"--count", "1x"}), 2);
  EXPECT_EQ(Given().read({"--text"}), 2);
}

TEST(Options, StopAfterHelp) { EXPECT_EQ(Given().read({"--help"}), 0); }

}  // namespace
}  // namespace norma::bench
