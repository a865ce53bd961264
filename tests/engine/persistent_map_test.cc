#include "engine/persistent_map.h"

#include <gtest/gtest.h>

#include <map>
#include <random>
#include <string>
#include <vector>

namespace norma {
namespace {

std::map<std::string, int> contents(const PersistentMap<int>& map) {
  std::map<std::string, int> all;
  map.each([&](const std::string& key, int value) { EXPECT_TRUE(all.emplace(key, value).second) << key; });
  return all;
}

TEST(PersistentMap, DoesWhatAMapDoesAndLeavesItsCopiesAlone) {
  // given a seeded history of changes, and a copy kept every now and then
  const unsigned seed = 20261102;
  std::mt19937 random(seed);
  PersistentMap<int> map;
  std::map<std::string, int> expected;
  std::vector<std::pair<PersistentMap<int>, std::map<std::string, int>>> kept;
  for (int step = 0; step < 20'000; ++step) {
    const std::string key = "srv-" + std::to_string(random() % 5'000);
    map.set(key, step);
    expected[key] = step;
    if (step % 2'000 == 0) kept.emplace_back(map, expected);
  }
  kept.emplace_back(map, expected);
  // then every copy is what it was when it was made
  for (const auto& [copy, was] : kept) {
    EXPECT_EQ(copy.size(), was.size()) << "seed " << seed;
    EXPECT_EQ(contents(copy), was);
    for (const auto& [key, value] : was) {
      ASSERT_NE(copy.find(key), nullptr) << key;
      ASSERT_EQ(*copy.find(key), value) << key;
    }
    EXPECT_EQ(copy.find("srv-none"), nullptr);
  }
}

TEST(PersistentMap, HasTheSameOrderHoweverItWasFilled) {
  PersistentMap<int> up;
  PersistentMap<int> down;
  for (int i = 0; i < 1'000; ++i) up.set(std::to_string(i), i);
  for (int i = 999; i >= 0; --i) down.set(std::to_string(i), i);
  std::vector<int> first;
  std::vector<int> second;
  up.each([&](const std::string&, int value) { first.push_back(value); });
  down.each([&](const std::string&, int value) { second.push_back(value); });
  EXPECT_EQ(first, second);
}

TEST(PersistentMap, SharesEverythingButTheWayToWhatChanged) {
  // given ten thousand entries and a copy in which one of them is another
  PersistentMap<int> map;
  for (int i = 0; i < 10'000; ++i) map.set("srv-" + std::to_string(i), i);
  PersistentMap<int> copy = map;
  copy.set("srv-77", -1);
  // then every other value is the very same object
  int moved = 0;
  map.each([&](const std::string& key, const int& value) { moved += copy.find(key) == &value ? 0 : 1; });
  EXPECT_EQ(moved, 1);
  EXPECT_EQ(*map.find("srv-77"), 77);
}

struct SameForAll {
  std::uint64_t operator()(std::string_view) const { return 7; }
};

TEST(PersistentMap, TellsKeysOfOneHashApart) {
  PersistentMap<int, SameForAll> map;
  for (const char* key : {"c", "a", "b", "a"}) map.set(key, *key);
  std::string order;
  map.each([&](const std::string& key, int) { order += key; });
  EXPECT_EQ(map.size(), 3U);
  EXPECT_EQ(order, "abc");
  EXPECT_EQ(*map.find("b"), 'b');
  EXPECT_EQ(map.find("d"), nullptr);
}

TEST(PersistentMap, TakesTheEmptyKeyAndNothingElse) {
  PersistentMap<int> map;
  EXPECT_EQ(map.find(""), nullptr);
  map.set("", 1);
  map.set("", 2);
  EXPECT_EQ(map.size(), 1U);
  EXPECT_EQ(*map.find(""), 2);
}

}  // namespace
}  // namespace norma
