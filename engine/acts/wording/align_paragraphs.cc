#include <algorithm>
#include <unordered_map>

#include "engine/acts/wording/sequence_diff.h"
#include "engine/acts/wording/wording_diff.h"

namespace norma::acts {
namespace {

constexpr std::size_t kTellingBytes = 20;  ///< A text that long is not met twice by chance.

bool is_unnumbered(const Label& label) {
  return label.kind == ParagraphKind::kPlain || label.kind == ParagraphKind::kAttached;
}

/// Two paragraphs with the same key are paired; an empty key with none.
using Key = std::string (*)(const Paragraph&);

std::string whole(const Paragraph& paragraph) { return "=" + paragraph.text + '\0' + paragraph.gap; }

/// The text without its number.
std::string body(const Paragraph& paragraph) {
  const std::string_view text = std::string_view(paragraph.text).substr(paragraph.label.end);
  return text.size() < kTellingBytes ? std::string() : std::to_string(static_cast<int>(paragraph.label.kind)) + std::string(text);
}

std::string number(const Paragraph& paragraph) {
  if (is_unnumbered(paragraph.label)) return {};
  std::string key = std::to_string(static_cast<int>(paragraph.label.kind));
  for (const LabelNumber& part : paragraph.label.numbers) key.append(".").append(part.number);
  return key;
}

/// Unnumbered paragraphs that begin alike.
std::string opening(const Paragraph& paragraph) {
  if (!is_unnumbered(paragraph.label) || paragraph.text.size() < kTellingBytes) return {};
  return paragraph.text.substr(0, kTellingBytes);
}

std::string kind(const Paragraph& paragraph) {
  return is_unnumbered(paragraph.label) ? std::to_string(static_cast<int>(paragraph.label.kind)) : std::string();
}

class Alignment {
 public:
  Alignment(const Paragraphs& before, const Paragraphs& after)
      : before_(before), after_(after), partner_(before.size()) {}

  ParagraphAlignment run() {
    for (const Key key : {whole, body, number, opening, kind}) pair_by(key);
    ParagraphAlignment alignment;
    alignment.coarse = coarse_;
    std::size_t next = 0;
    for (std::size_t i = 0; i < before_.size(); ++i) {
      if (!partner_[i]) {
        alignment.steps.push_back({i, std::nullopt});
        continue;
      }
      for (; next < *partner_[i]; ++next) alignment.steps.push_back({std::nullopt, next});
      alignment.steps.push_back({i, next++});
    }
    for (; next < after_.size(); ++next) alignment.steps.push_back({std::nullopt, next});
    return alignment;
  }

 private:
  /// Pairs what has equal keys between the pairs already made, which are never crossed.
  void pair_by(Key key) {
    std::size_t first_a = 0;
    std::size_t first_b = 0;
    for (std::size_t i = 0; i <= before_.size(); ++i) {
      const bool end = i == before_.size();
      if (!end && !partner_[i]) continue;
      const std::size_t end_b = end ? after_.size() : *partner_[i];
      if (first_a < i && first_b < end_b) pair_stretch(key, first_a, i, first_b, end_b);
      first_a = i + 1;
      first_b = end_b + 1;
    }
  }

  void pair_stretch(Key key, std::size_t a, std::size_t a_end, std::size_t b, std::size_t b_end) {
    std::unordered_map<std::string, std::uint32_t> numbers;
    std::uint32_t last = 0;
    const auto elements = [&](const Paragraphs& paragraphs, std::size_t from, std::size_t to) {
      std::vector<std::uint32_t> sequence;
      sequence.reserve(to - from);
      for (std::size_t i = from; i < to; ++i) {
        std::string text = key(paragraphs[i]);
        // Without a key a paragraph equals none.
        if (text.empty()) {
          sequence.push_back(last++);
          continue;
        }
        const auto [known, added] = numbers.try_emplace(std::move(text), last);
        if (added) ++last;
        sequence.push_back(known->second);
      }
      return sequence;
    };
    const std::vector<std::uint32_t> left = elements(before_, a, a_end);
    const std::vector<std::uint32_t> right = elements(after_, b, b_end);
    const SequenceDiff diff = diff_sequences(left, right, last);
    coarse_ = coarse_ || diff.coarse;
    for (const CommonRun& run : diff.common) {
      for (std::size_t i = 0; i < run.length; ++i) partner_[a + run.first_a + i] = b + run.first_b + i;
    }
  }

  const Paragraphs& before_;
  const Paragraphs& after_;
  std::vector<std::optional<std::size_t>> partner_;
  bool coarse_ = false;
};

}  // namespace

ParagraphAlignment align_paragraphs(const Paragraphs& before, const Paragraphs& after) {
  return Alignment(before, after).run();
}

}  // namespace norma::acts
