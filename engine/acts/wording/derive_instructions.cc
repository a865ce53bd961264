#include <algorithm>

#include "engine/acts/wording/apply_instructions.h"
#include "engine/acts/wording/wording_diff.h"

namespace norma::acts {
namespace {

TextInstruction itself(InstructionKind kind, const std::string& paragraph) {
  TextInstruction instruction;
  instruction.kind = kind;
  instruction.scope = InstructionScope::kItself;
  instruction.paragraph = paragraph;
  return instruction;
}

/// The new number, when nothing else differs.
std::optional<TextInstruction> renumbering(const Paragraph& before, const Paragraph& after) {
  const bool numbered = before.label.end > before.label.begin && after.label.end > after.label.begin;
  const bool like = numbered && before.label.kind == after.label.kind && before.gap == after.gap &&
                    before.label.begin == after.label.begin &&
                    before.text.substr(0, before.label.begin) == after.text.substr(0, after.label.begin) &&
                    before.text.substr(before.label.end) == after.text.substr(after.label.end);
  if (!like) return std::nullopt;
  TextInstruction instruction = itself(InstructionKind::kRenumber, before.id);
  instruction.number = after.label.printed(after.text);
  return instruction;
}

/// The words that were replaced, when they are one stretch that stands once in the paragraph.
std::optional<TextInstruction> replacement(const Paragraph& before, const Paragraph& after) {
  if (before.gap != after.gap) return std::nullopt;
  const WordDiff diff = diff_words(before.text, after.text);
  TextInstruction instruction = itself(InstructionKind::kSubstitute, before.id);
  int changes = 0;
  std::size_t kept = 0;
  const auto* last = static_cast<const WordStretch*>(nullptr);
  for (const WordStretch& stretch : diff.stretches) {
    const bool same = stretch.kind == WordStretch::Kind::kSame;
    if (same) kept += stretch.text.size();
    if (!same && (last == nullptr || last->kind == WordStretch::Kind::kSame)) ++changes;
    if (stretch.kind == WordStretch::Kind::kRemoved) instruction.words = stretch.text;
    if (stretch.kind == WordStretch::Kind::kAdded) instruction.text = stretch.text;
    last = &stretch;
  }
  const bool once = !instruction.words.empty() &&
                    before.text.find(instruction.words) == before.text.rfind(instruction.words);
  if (changes != 1 || !once || kept < before.text.size() / 2) return std::nullopt;
  return instruction;
}

TextInstruction rewriting(const Paragraph& before, const Paragraph& after) {
  TextInstruction instruction = itself(InstructionKind::kSubstitute, before.id);
  instruction.text = after.text;
  instruction.gap = after.gap;
  return instruction;
}

class Derivation {
 public:
  Derivation(const Paragraphs& before, const Paragraphs& after)
      : before_(before), after_(after), alignment_(align_paragraphs(before, after)) {}

  /// Repeals first, so that their ids and numbers are free; insertions last, each after what then stands before it.
  TextInstructions run(bool smallest) {
    for (const AlignedParagraph& step : alignment_.steps) {
      if (step.before && step.after) ids_.take(before_[*step.before].id);
    }
    TextInstructions repeals, rewritings, renumberings, insertions;
    std::string previous;
    for (const AlignedParagraph& step : alignment_.steps) {
      if (!step.after) {
        repeals.push_back(itself(InstructionKind::kRepeal, before_[*step.before].id));
        continue;
      }
      const Paragraph& after = after_[*step.after];
      if (!step.before) {
        insertions.push_back(insertion(previous, after));
        previous = insertions.back().inserted;
        continue;
      }
      const Paragraph& before = before_[*step.before];
      previous = before.id;
      if (before.text == after.text && before.gap == after.gap) continue;
      std::optional<TextInstruction> small = smallest ? renumbering(before, after) : std::nullopt;
      if (small) {
        renumberings.push_back(std::move(*small));
        continue;
      }
      if (smallest) small = replacement(before, after);
      rewritings.push_back(small ? std::move(*small) : rewriting(before, after));
    }
    for (TextInstructions* part : {&rewritings, &renumberings, &insertions}) {
      std::move(part->begin(), part->end(), std::back_inserter(repeals));
    }
    return repeals;
  }

 private:
  TextInstruction insertion(const std::string& previous, const Paragraph& after) {
    TextInstruction instruction = itself(InstructionKind::kInsert, previous);
    instruction.inserted = ids_.take_free(after.id);
    instruction.text = after.text;
    instruction.gap = after.gap;
    return instruction;
  }

  const Paragraphs& before_;
  const Paragraphs& after_;
  ParagraphAlignment alignment_;
  TakenIds ids_;
};

}  // namespace

TextInstructions derive_instructions(const Paragraphs& before, const Paragraphs& after) {
  TextInstructions instructions = Derivation(before, after).run(true);
  const WordingBounds unbounded{.text_bytes = static_cast<std::size_t>(-1) / 4, .paragraphs = static_cast<std::size_t>(-1)};
  const Result<Paragraphs> made = apply_instructions(before, instructions, unbounded);
  // A number may be taken for a moment, by a paragraph of an annex that is only inserted later.
  if (made && wording_text(*made) == wording_text(after)) return instructions;
  return Derivation(before, after).run(false);
}

}  // namespace norma::acts
