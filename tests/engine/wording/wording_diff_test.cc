#include "engine/acts/wording/wording_diff.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <ctime>
#include <numeric>
#include <random>
#include <span>
#include <string>

#include "engine/acts/wording/apply_instructions.h"
#include "engine/acts/wording/sequence_diff.h"
#include "tests/engine/wording/text_generators.h"

namespace norma::acts {
namespace {

using Elements = std::vector<std::uint32_t>;

/// Every run must be in both, ascending and apart.
void expect_sound(const Elements& a, const Elements& b, const SequenceDiff& diff) {
  std::size_t next_a = 0;
  std::size_t next_b = 0;
  for (const CommonRun& run : diff.common) {
    RC_ASSERT(run.length > 0U);
    RC_ASSERT(run.first_a >= next_a);
    RC_ASSERT(run.first_b >= next_b);
    next_a = run.first_a + run.length;
    next_b = run.first_b + run.length;
    RC_ASSERT(next_a <= a.size());
    RC_ASSERT(next_b <= b.size());
    for (std::size_t i = 0; i < run.length; ++i) RC_ASSERT(a[run.first_a + i] == b[run.first_b + i]);
  }
}

std::size_t common_length(const SequenceDiff& diff) {
  return std::accumulate(diff.common.begin(), diff.common.end(), std::size_t{0},
                         [](std::size_t sum, const CommonRun& run) { return sum + run.length; });
}

/// The length of the longest common subsequence, by the textbook's table.
std::size_t longest_common(const Elements& a, const Elements& b) {
  std::vector<std::vector<std::size_t>> table(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = 1; i <= a.size(); ++i) {
    for (std::size_t j = 1; j <= b.size(); ++j) {
      table[i][j] = a[i - 1] == b[j - 1] ? table[i - 1][j - 1] + 1 : std::max(table[i - 1][j], table[i][j - 1]);
    }
  }
  return table[a.size()][b.size()];
}

rc::Gen<Elements> few_elements() {
  return rc::gen::container<Elements>(rc::gen::map(rc::gen::inRange(0, 6), [](int i) { return static_cast<std::uint32_t>(i); }));
}

RC_GTEST_PROP(SequenceDiff, FindsOnlyWhatBothHaveInOrder, ()) {
  const Elements a = *few_elements();
  const Elements b = *few_elements();
  expect_sound(a, b, diff_sequences(a, b, 6));
  expect_sound(a, b, diff_sequences(a, b, 6, {.edits = 1, .visits_per_element = 1}));
}

/// Whether an element stands once in both, beside what they begin and end with alike.
bool has_anchor(std::span<const std::uint32_t> a, std::span<const std::uint32_t> b) {
  while (!a.empty() && !b.empty() && a.front() == b.front()) a = a.subspan(1), b = b.subspan(1);
  while (!a.empty() && !b.empty() && a.back() == b.back()) a = a.first(a.size() - 1), b = b.first(b.size() - 1);
  return std::any_of(a.begin(), a.end(), [&](std::uint32_t element) {
    return std::count(a.begin(), a.end(), element) == 1 && std::count(b.begin(), b.end(), element) == 1;
  });
}

RC_GTEST_PROP(SequenceDiff, IsShortestWhereNothingIsUnique, ()) {
  // given sequences in which no element anchors the comparison
  Elements a = *few_elements();
  Elements b = *few_elements();
  for (const std::uint32_t element : {0U, 1U, 2U, 3U, 4U, 5U}) {
    a.insert(a.begin() + static_cast<std::ptrdiff_t>(*rc::gen::inRange<std::size_t>(0, a.size() + 1)), 2, element);
    b.insert(b.begin() + static_cast<std::ptrdiff_t>(*rc::gen::inRange<std::size_t>(0, b.size() + 1)), 2, element);
  }
  RC_PRE(!has_anchor(a, b));
  const SequenceDiff diff = diff_sequences(a, b, 6);
  RC_ASSERT(!diff.coarse);
  RC_ASSERT(common_length(diff) == longest_common(a, b));
}

TEST(SequenceDiff, SaysWhenItWasBounded) {
  Elements a;
  Elements b;
  std::mt19937 random(7);
  for (int i = 0; i < 4000; ++i) {
    a.push_back(random() % 3);
    b.push_back(random() % 3);
  }
  EXPECT_TRUE(diff_sequences(a, b, 3, {.edits = 10, .visits_per_element = 64}).coarse);
  EXPECT_TRUE(diff_sequences(a, b, 3, {.edits = 1024, .visits_per_element = 1}).coarse);
  EXPECT_FALSE(diff_sequences(a, a, 3).coarse);
}

RC_GTEST_PROP(DeriveInstructions, TurnOneTextIntoTheOther, ()) {
  // given any two texts
  const auto text = rc::gen::oneOf(any_bytes(), act_text(), act_text());
  const Paragraphs before = read_paragraphs(*text);
  const std::string after = *text;
  // when
  const TextInstructions instructions = derive_instructions(before, read_paragraphs(after));
  // then
  for (const TextInstruction& instruction : instructions) RC_ASSERT(check_instruction(instruction).has_value());
  const Result<Paragraphs> made = apply_instructions(before, instructions);
  RC_ASSERT(made.has_value());
  RC_ASSERT(wording_text(*made) == after);
}

RC_GTEST_PROP(DeriveInstructions, TurnAnEditedTextIntoTheOther, ()) {
  // given a text and a few changes of it
  const std::string text = *act_text();
  std::string edited = text;
  for (int i = *rc::gen::inRange(0, 6); i > 0; --i) {
    const auto at = static_cast<std::size_t>(*rc::gen::inRange(0, static_cast<int>(edited.size()) + 1));
    const auto length = static_cast<std::size_t>(*rc::gen::inRange(0, 20));
    edited.replace(at, length, *rc::gen::oneOf(act_text(), rc::gen::just(std::string("vārds"))));
  }
  const Paragraphs before = read_paragraphs(text);
  const Result<Paragraphs> made = apply_instructions(before, derive_instructions(before, read_paragraphs(edited)));
  RC_ASSERT(made.has_value());
  RC_ASSERT(wording_text(*made) == edited);
}

RC_GTEST_PROP(DiffWords, HaveBothTextsInThem, ()) {
  const std::string before = *rc::gen::oneOf(any_bytes(), act_text());
  const std::string after = *rc::gen::oneOf(any_bytes(), act_text());
  std::string first;
  std::string second;
  for (const WordStretch& stretch : diff_words(before, after).stretches) {
    if (stretch.kind != WordStretch::Kind::kAdded) first += stretch.text;
    if (stretch.kind != WordStretch::Kind::kRemoved) second += stretch.text;
  }
  RC_ASSERT(first == before);
  RC_ASSERT(second == after);
}

TEST(DeriveInstructions, SayWhatALawyerWouldSay) {
  // given: words replaced, a point inserted, the later ones renumbered, one repealed
  const Paragraphs before = read_paragraphs(
      "1. Rinda ir viena un kopīga visiem klientiem.\n\n2. Darbinieks pieņem klientu piecu dienu laikā.\n\n3. Papīra žurnālu glabā "
      "vienu gadu.\n\n4. Kārtība attiecas uz visiem.\n");
  const Paragraphs after = read_paragraphs(
      "1. Rinda ir viena un kopīga visiem klientiem.\n\n2. Darbinieks pieņem klientu trīs dienu laikā.\n\n3. Kārtība attiecas uz "
      "visiem.\n");
  // when
  const TextInstructions instructions = derive_instructions(before, after);
  // then
  ASSERT_EQ(instructions.size(), 3U);
  EXPECT_EQ(instructions[0].kind, InstructionKind::kRepeal);
  EXPECT_EQ(instructions[0].paragraph, "p3");
  EXPECT_EQ(instructions[1].words, "piecu");
  EXPECT_EQ(instructions[1].text, "trīs");
  EXPECT_EQ(instructions[2].kind, InstructionKind::kRenumber);
  EXPECT_EQ(instructions[2].paragraph, "p4");
  EXPECT_EQ(instructions[2].number, "3.");
}

/// About `bytes` of numbered paragraphs; equal seeds give equal texts.
std::string long_act(std::size_t bytes, std::uint32_t seed) {
  std::mt19937 random(seed);
  std::string text;
  for (int number = 1; text.size() < bytes; ++number) {
    text += std::to_string(number % 999 + 1) + ".";
    for (int word = 0; word < 60; ++word) text += " vārds" + std::to_string(random() % 5000);
    text += "\n\n";
  }
  return text;
}

TEST(WordingDiff, OfTextsOfFiveMegabytesIsBounded) {
  constexpr std::size_t kBytes = std::size_t{5} << 20;
  constexpr std::clock_t kLongest = std::clock_t{20} * CLOCKS_PER_SEC;
  const std::string base = long_act(kBytes, 1);
  std::string edited = base;
  for (std::size_t at = 1000; at + 10 < edited.size(); at += 10'000) edited.replace(at, 5, "cits ");
  std::string one_paragraph = long_act(kBytes, 2);
  std::replace(one_paragraph.begin(), one_paragraph.end(), '\n', ' ');
  for (const std::string& other : {edited, long_act(kBytes, 3), one_paragraph}) {
    const std::clock_t begin = std::clock();  // Of this process alone, whoever else is busy.
    const Paragraphs before = read_paragraphs(base);
    const Paragraphs after = read_paragraphs(other);
    const TextInstructions instructions = derive_instructions(before, after);
    const WordDiff words = diff_words(base, other);
    const WordingBounds bounds{.text_bytes = 4 * kBytes, .paragraphs = 1'000'000};
    const Result<Paragraphs> made = apply_instructions(before, instructions, bounds);
    EXPECT_LT(std::clock() - begin, kLongest);
    ASSERT_TRUE(made.has_value());
    EXPECT_TRUE(wording_text(*made) == other);
    EXPECT_FALSE(words.stretches.empty());
  }
}

}  // namespace
}  // namespace norma::acts
