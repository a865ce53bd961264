#include <unordered_map>

#include "engine/acts/wording/sequence_diff.h"
#include "engine/acts/wording/wording_diff.h"

namespace norma::acts {
namespace {

enum class CharacterClass : std::uint8_t { kWord, kSpace, kOther };

CharacterClass class_of(char c) {
  const auto byte = static_cast<unsigned char>(c);
  if (c == ' ' || c == '\t' || c == '\n' || c == '\r') return CharacterClass::kSpace;
  const bool ascii_word = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  return ascii_word || byte >= 0x80 ? CharacterClass::kWord : CharacterClass::kOther;
}

/// Words, runs of spaces, and every other character by itself.
std::vector<std::string_view> split_words(std::string_view text) {
  std::vector<std::string_view> words;
  for (std::size_t begin = 0; begin < text.size();) {
    const CharacterClass kind = class_of(text[begin]);
    std::size_t end = begin + 1;
    while (kind != CharacterClass::kOther && end < text.size() && class_of(text[end]) == kind) ++end;
    words.push_back(text.substr(begin, end - begin));
    begin = end;
  }
  return words;
}

std::string_view joined(const std::vector<std::string_view>& words, std::size_t from, std::size_t to) {
  if (from == to) return {};
  const char* begin = words[from].data();
  return {begin, static_cast<std::size_t>(words[to - 1].data() + words[to - 1].size() - begin)};
}

}  // namespace

WordDiff diff_words(std::string_view before, std::string_view after) {
  const std::vector<std::string_view> left = split_words(before);
  const std::vector<std::string_view> right = split_words(after);
  std::unordered_map<std::string_view, std::uint32_t> numbers;
  const auto elements = [&numbers](const std::vector<std::string_view>& words) {
    std::vector<std::uint32_t> sequence;
    sequence.reserve(words.size());
    for (const std::string_view word : words) {
      sequence.push_back(numbers.try_emplace(word, static_cast<std::uint32_t>(numbers.size())).first->second);
    }
    return sequence;
  };
  const std::vector<std::uint32_t> a = elements(left);
  const std::vector<std::uint32_t> b = elements(right);
  const SequenceDiff diff = diff_sequences(a, b, numbers.size());
  WordDiff words;
  words.coarse = diff.coarse;
  std::size_t next_a = 0;
  std::size_t next_b = 0;
  const auto add = [&words](WordStretch::Kind kind, std::string_view text) {
    if (!text.empty()) words.stretches.push_back({kind, text});
  };
  const auto differ_until = [&](std::size_t end_a, std::size_t end_b) {
    add(WordStretch::Kind::kRemoved, joined(left, next_a, end_a));
    add(WordStretch::Kind::kAdded, joined(right, next_b, end_b));
  };
  for (const CommonRun& run : diff.common) {
    differ_until(run.first_a, run.first_b);
    next_a = run.first_a + run.length;
    next_b = run.first_b + run.length;
    add(WordStretch::Kind::kSame, joined(left, run.first_a, next_a));
  }
  differ_until(left.size(), right.size());
  return words;
}

}  // namespace norma::acts
