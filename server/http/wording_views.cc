#include "server/http/wording_views.h"

#include "engine/acts/wording/instruction_message.h"
#include "engine/acts/wording/wording_diff.h"

namespace norma::server {
namespace {

constexpr std::size_t kOpeningBytes = 80;

/// The beginning of a text, not cut within a character (UTF-8).
std::string opening(const std::string& text) {
  std::size_t end = std::min(text.size(), kOpeningBytes);
  while (end < text.size() && end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  return text.substr(0, end);
}

std::string number_of(const acts::Paragraph& paragraph) {
  return std::string(paragraph.label.printed(paragraph.text));
}

void add_words(v1::ParagraphChange& change, v1::WordChange::Kind kind, std::string_view text) {
  if (text.empty()) return;
  v1::WordChange& word = *change.add_words();
  word.set_kind(kind);
  word.set_text(std::string(text));
}

v1::WordChange::Kind kind_of(acts::WordStretch::Kind kind) {
  switch (kind) {
    case acts::WordStretch::Kind::kRemoved:
      return v1::WordChange::REMOVED;
    case acts::WordStretch::Kind::kAdded:
      return v1::WordChange::ADDED;
    default:
      return v1::WordChange::SAME;
  }
}

class DiffWriter {
 public:
  DiffWriter(const acts::Paragraphs& before, const acts::Paragraphs& after, const DiffViewLimits& limits)
      : before_(before), after_(after), limits_(limits) {}

  v1::WordingDiff run() {
    const acts::ParagraphAlignment alignment = acts::align_paragraphs(before_, after_);
    diff_.set_coarse(alignment.coarse);
    for (const acts::AlignedParagraph& step : alignment.steps) {
      if (step.before && step.after) {
        both(before_[*step.before], after_[*step.after]);
      } else if (step.before) {
        one(v1::ParagraphChange::REMOVED, v1::WordChange::REMOVED, before_[*step.before]);
      } else {
        one(v1::ParagraphChange::ADDED, v1::WordChange::ADDED, after_[*step.after]);
      }
    }
    const acts::TextInstructions instructions = acts::derive_instructions(before_, after_);
    if (instructions.size() > acts::kMostInstructions || diff_.truncated()) return std::move(diff_);
    for (const acts::TextInstruction& instruction : instructions) {
      *diff_.add_instructions() = acts::to_message(instruction);
    }
    return std::move(diff_);
  }

 private:
  bool has_room(std::size_t bytes) {
    if (diff_.changes_size() >= limits_.changes || bytes_ + bytes > limits_.text_bytes) diff_.set_truncated(true);
    bytes_ += bytes;
    return !diff_.truncated();
  }

  void one(v1::ParagraphChange::Kind kind, v1::WordChange::Kind words, const acts::Paragraph& paragraph) {
    if (!has_room(paragraph.text.size())) return;
    v1::ParagraphChange& change = *diff_.add_changes();
    change.set_kind(kind);
    change.set_paragraph(paragraph.id);
    (kind == v1::ParagraphChange::ADDED ? *change.mutable_number_after() : *change.mutable_number_before()) =
        number_of(paragraph);
    add_words(change, words, paragraph.text);
  }

  void both(const acts::Paragraph& before, const acts::Paragraph& after) {
    if (before.text == after.text) {
      diff_.set_same_paragraphs(diff_.same_paragraphs() + 1);
      return;
    }
    if (!has_room(before.text.size() + after.text.size())) return;
    v1::ParagraphChange& change = *diff_.add_changes();
    const bool number_alone = std::string_view(before.text).substr(before.label.end) ==
                              std::string_view(after.text).substr(after.label.end);
    change.set_kind(number_alone ? v1::ParagraphChange::RENUMBERED : v1::ParagraphChange::CHANGED);
    change.set_paragraph(before.id);
    change.set_number_before(number_of(before));
    change.set_number_after(number_of(after));
    const acts::WordDiff words = acts::diff_words(before.text, after.text);
    if (words.coarse) diff_.set_coarse(true);
    for (const acts::WordStretch& stretch : words.stretches) add_words(change, kind_of(stretch.kind), stretch.text);
  }

  const acts::Paragraphs& before_;
  const acts::Paragraphs& after_;
  const DiffViewLimits& limits_;
  v1::WordingDiff diff_;
  std::size_t bytes_ = 0;
};

}  // namespace

v1::ParagraphList paragraph_list(const acts::Paragraphs& paragraphs) {
  v1::ParagraphList list;
  const std::vector<std::size_t> parents = acts::parents_of(paragraphs);
  std::size_t offset = 0;
  for (std::size_t i = 0; i < paragraphs.size(); ++i) {
    const acts::Paragraph& paragraph = paragraphs[i];
    v1::ParagraphView& view = *list.add_paragraphs();
    view.set_id(paragraph.id);
    if (parents[i] != i) view.set_parent(paragraphs[parents[i]].id);
    view.set_number(number_of(paragraph));
    view.set_opening(opening(paragraph.text));
    view.set_offset_bytes(offset);
    view.set_size_bytes(paragraph.text.size());
    offset += paragraph.text.size() + paragraph.gap.size();
  }
  return list;
}

v1::WordingDiff wording_diff(const acts::Paragraphs& before, const acts::Paragraphs& after,
                             const DiffViewLimits& limits) {
  return DiffWriter(before, after, limits).run();
}

}  // namespace norma::server
