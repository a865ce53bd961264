#include "engine/acts/wording/apply_instructions.h"

#include <list>
#include <map>
#include <unordered_map>

#include "engine/acts/wording/outline.h"

namespace norma::acts {
namespace {

using Nodes = std::list<Paragraph>;
using Place = Nodes::iterator;

constexpr const char* kUsualGap = "\n\n";

bool has_break(const std::string& gap) { return gap.find('\n') != std::string::npos; }

bool is_unnumbered(const Label& label) {
  return label.kind == ParagraphKind::kPlain || label.kind == ParagraphKind::kAttached;
}

/// The number that `printed` is by itself; nothing when it is none, or more than one.
std::optional<Label> read_number(const std::string& printed, ParagraphKind kind) {
  if (printed.find('\n') != std::string::npos) return std::nullopt;
  // A heading takes nothing behind its number, the others a text.
  const bool alone = kind == ParagraphKind::kAnnex;
  const Label label = read_label(alone ? printed : printed + " A");
  if (label.kind != kind || label.begin != 0 || label.end != printed.size()) return std::nullopt;
  return label;
}

/// A wording while instructions are applied to it: every place is found by id, changes cost nothing elsewhere.
class WorkingText {
 public:
  explicit WorkingText(const Paragraphs& base) : nodes_(base.begin(), base.end()) {
    for (Place node = nodes_.begin(); node != nodes_.end(); ++node) {
      places_.emplace(node->id, node);
      bytes_ += node->text.size() + node->gap.size();
    }
  }

  [[nodiscard]] std::size_t bytes() const { return bytes_; }
  [[nodiscard]] std::size_t size() const { return nodes_.size(); }
  [[nodiscard]] Place begin() { return nodes_.begin(); }
  [[nodiscard]] Place end() { return nodes_.end(); }
  [[nodiscard]] bool has(const std::string& id) const { return places_.contains(id); }

  [[nodiscard]] Place find(const std::string& id) {
    const auto known = places_.find(id);
    return known == places_.end() ? nodes_.end() : known->second;
  }

  /// One past what belongs to a paragraph; the rule is that of extent_end().
  [[nodiscard]] Place extent(Place top, InstructionScope scope) {
    Place end = std::next(top);
    if (scope == InstructionScope::kItself) return end;
    while (end != nodes_.end() && is_part_of(top->label, end->label)) ++end;
    const bool divides = top->label.kind == ParagraphKind::kSection || top->label.kind == ParagraphKind::kChapter;
    const bool last = end == nodes_.end() || end->label.kind == ParagraphKind::kAnnex;
    if (!divides || !last) return end;
    Place signatures = end;
    while (signatures != std::next(top) && std::prev(signatures)->label.kind == ParagraphKind::kPlain) --signatures;
    return signatures;
  }

  void erase(Place from, Place to) {
    while (from != to) {
      places_.erase(from->id);
      bytes_ -= from->text.size() + from->gap.size();
      from = nodes_.erase(from);
    }
  }

  void insert(Place before, Paragraph paragraph) {
    bytes_ += paragraph.text.size() + paragraph.gap.size();
    const Place place = nodes_.insert(before, std::move(paragraph));
    places_.emplace(place->id, place);
  }

  void set_text(Place place, std::string text) {
    bytes_ += text.size();
    bytes_ -= place->text.size();
    place->text = std::move(text);
    const ParagraphKind old = place->label.kind;
    place->label = read_label(place->text);
    // What stood for itself or belonged to the paragraph before it goes on doing so.
    if (is_unnumbered(place->label) && (old == ParagraphKind::kPlain || old == ParagraphKind::kAttached)) {
      place->label.kind = old;
    }
  }

  void set_gap(Place place, std::string gap) {
    bytes_ += gap.size();
    bytes_ -= place->gap.size();
    place->gap = std::move(gap);
  }

  /// The wording as its text now divides it; ids stay with the paragraphs that begin where they did.
  [[nodiscard]] Paragraphs finish() const {
    std::string text;
    text.reserve(bytes_);
    std::vector<IdAt> ids;
    ids.reserve(nodes_.size());
    for (const Paragraph& node : nodes_) {
      if (node.text.size() + node.gap.size() > 0) ids.emplace_back(text.size(), node.id);
      text.append(node.text).append(node.gap);
    }
    return read_paragraphs_keeping(text, ids);
  }

 private:
  Nodes nodes_;
  std::unordered_map<std::string, Place> places_;
  std::size_t bytes_ = 0;
};

/// Where two equal numbers contradict each other: within an annex, an article, a point.
class NumberScopes {
 public:
  /// Text that is equal for two paragraphs when one number may not be on both.
  std::string next(const Paragraph& paragraph) {
    std::string own = std::to_string(static_cast<int>(paragraph.label.kind));
    for (const LabelNumber& number : paragraph.label.numbers) own.append(".").append(number.number);
    switch (paragraph.label.kind) {
      case ParagraphKind::kAnnex:
        annex_ = paragraph.id;
        article_ = holder_ = clause_ = {};
        return own;
      case ParagraphKind::kSection:
        section_ = paragraph.id;
        return annex_ + " " + own;
      case ParagraphKind::kChapter:
        return annex_ + " " + section_ + " " + own;
      case ParagraphKind::kArticle:
        article_ = holder_ = paragraph.id;
        clause_ = {};
        return annex_ + " " + own;
      case ParagraphKind::kPart:
        holder_ = paragraph.id;
        clause_ = {};
        return article_ + " " + own;
      case ParagraphKind::kPoint:
        holder_ = paragraph.id;
        clause_ = {};
        return annex_ + " " + own;
      case ParagraphKind::kClause:
        clause_ = paragraph.id;
        return holder_ + " " + own;
      default:
        return (clause_.empty() ? holder_ : clause_) + " " + own;
    }
  }

 private:
  std::string annex_, section_, article_, holder_, clause_;
};

class Application {
 public:
  Application(const Paragraphs& base, const WordingBounds& bounds) : text_(base), bounds_(bounds) {}

  Result<void> apply(const TextInstruction& instruction) {
    if (instruction.kind != InstructionKind::kRenumber) {
      if (const Result<void> settled = settle_numbers(); !settled) return settled;
    }
    const Result<void> done = one(instruction);
    if (!done) return done;
    if (text_.bytes() > bounds_.text_bytes) return exceeded("wording.bytes", bounds_.text_bytes);
    if (text_.size() > bounds_.paragraphs) return exceeded("wording.paragraphs", bounds_.paragraphs);
    return {};
  }

  Result<Paragraphs> finish() {
    if (const Result<void> settled = settle_numbers(); !settled) return tl::unexpected(settled.error());
    return text_.finish();
  }

 private:
  static tl::unexpected<Error> exceeded(const char* what, std::size_t limit) {
    return fail(Reason::kLimitExceeded, what, std::to_string(limit));
  }

  Result<void> one(const TextInstruction& instruction) {
    const bool at_beginning = instruction.kind == InstructionKind::kInsert && instruction.paragraph.empty();
    const Place target = at_beginning ? text_.end() : text_.find(instruction.paragraph);
    if (target == text_.end() && !at_beginning) return fail(Reason::kParagraphUnknown, instruction.paragraph);
    switch (instruction.kind) {
      case InstructionKind::kInsert:
        return insert(instruction, target);
      case InstructionKind::kSubstitute:
        return instruction.words.empty() ? substitute(instruction, target) : replace_words(instruction, target);
      case InstructionKind::kRepeal:
        text_.erase(target, text_.extent(target, instruction.scope));
        return {};
      case InstructionKind::kRenumber:
        return renumber(instruction, target);
    }
    return {};
  }

  /// The paragraphs of a new text; the last has the gap that is asked for, or the inherited one.
  static Paragraphs fragment(const TextInstruction& instruction, const std::string& inherited,
                             const std::string& anchor) {
    if (instruction.gap) {
      Paragraph exact;
      exact.text = instruction.text;
      exact.gap = *instruction.gap;
      Paragraphs read = read_fragment(instruction.text, anchor);
      if (!read.empty()) {
        exact.id = read.front().id;
        exact.label = read.front().label;
      }
      return {std::move(exact)};
    }
    Paragraphs read = read_fragment(instruction.text, anchor);
    if (!read.empty() && read.back().gap.empty()) read.back().gap = inherited;
    return read;
  }

  Result<void> insert(const TextInstruction& instruction, Place anchor) {
    const bool at_beginning = anchor == text_.end();
    const Place before = at_beginning ? text_.begin() : text_.extent(anchor, instruction.scope);
    const bool follows = before != text_.begin();
    std::string inherited = kUsualGap;
    if (follows && has_break(std::prev(before)->gap)) inherited = std::prev(before)->gap;
    // What ended without a line break gets one, and hands its own ending on.
    const bool ends_open = follows && !has_break(std::prev(before)->gap) && !instruction.gap;
    if (ends_open) inherited = std::prev(before)->gap;
    Paragraphs added = fragment(instruction, inherited, follows ? std::prev(before)->id : std::string());
    if (added.empty()) return fail(Reason::kMissingField, "instructions.text");
    if (!instruction.inserted.empty()) added.front().id = instruction.inserted;
    if (added.front().id.empty()) added.front().id = "~";
    if (text_.has(added.front().id)) return fail(Reason::kParagraphExists, added.front().id);
    if (ends_open) text_.set_gap(std::prev(before), kUsualGap);
    put(std::move(added), before);
    return {};
  }

  Result<void> substitute(const TextInstruction& instruction, Place target) {
    const Place end = text_.extent(target, instruction.scope);
    const std::string id = target->id;
    const std::string inherited = std::prev(end)->gap;
    const std::string anchor = target == text_.begin() ? std::string() : std::prev(target)->id;
    Paragraphs added = fragment(instruction, inherited, anchor);
    if (added.empty()) return fail(Reason::kMissingField, "instructions.text");
    text_.erase(target, end);
    added.front().id = id;
    put(std::move(added), end);
    return {};
  }

  void put(Paragraphs added, Place before) {
    TakenIds own;
    for (Paragraph& paragraph : added) {
      std::string id = own.take_free(paragraph.id);
      while (text_.has(id)) id = own.take_free(paragraph.id);
      paragraph.id = std::move(id);
      text_.insert(before, std::move(paragraph));
    }
  }

  Result<void> replace_words(const TextInstruction& instruction, Place target) {
    const Place end = text_.extent(target, instruction.scope);
    bool found = false;
    for (Place place = target; place != end; ++place) {
      std::string replaced;
      std::size_t from = 0;
      for (std::size_t at = place->text.find(instruction.words); at != std::string::npos;
           at = place->text.find(instruction.words, from)) {
        replaced.append(place->text, from, at - from).append(instruction.text);
        from = at + instruction.words.size();
        if (text_.bytes() + replaced.size() > 2 * bounds_.text_bytes) return exceeded("wording.bytes", bounds_.text_bytes);
      }
      if (from == 0) continue;
      found = true;
      replaced.append(place->text, from);
      text_.set_text(place, std::move(replaced));
    }
    if (!found) return fail(Reason::kWordsNotFound, instruction.paragraph);
    return {};
  }

  Result<void> renumber(const TextInstruction& instruction, Place target) {
    const Label old = target->label;
    if (is_unnumbered(old)) return fail(Reason::kNumberMisfit, instruction.paragraph);
    const std::optional<Label> label = read_number(instruction.number, old.kind);
    if (!label) return fail(Reason::kNumberMisfit, instruction.paragraph);
    const Place end = text_.extent(target, instruction.scope);
    for (Place place = target; place != end; ++place) {
      if (place != target && (place->label.kind != ParagraphKind::kPoint || old.kind != ParagraphKind::kPoint)) continue;
      set_number(*place, place == target ? place->label.end : place->label.numbers[old.numbers.size() - 1].end,
                 instruction.number);
      renumbered_.push_back(place->id);
    }
    return {};
  }

  /// Replaces the printed number up to `end`; what follows of it stays.
  void set_number(Paragraph& paragraph, std::size_t end, const std::string& number) {
    std::string rest = paragraph.text.substr(end);
    const bool sub_point = end < paragraph.label.end;
    const auto begin = rest.find_first_not_of(' ');
    if (sub_point && begin != std::string::npos) rest.erase(0, begin);
    // After a raised digit "1." would read as a text, so a space parts them: 2.^1 1.
    const bool raised = number.back() != '.' && number.back() != ')';
    const std::string text = paragraph.text.substr(0, paragraph.label.begin) + number + (sub_point && raised ? " " : "") + rest;
    text_.set_text(text_.find(paragraph.id), text);
  }

  /// No two paragraphs may have one number once a run of renumberings is over.
  Result<void> settle_numbers() {
    if (renumbered_.empty()) return {};
    std::map<std::string, int> count;
    std::unordered_map<std::string, std::string> scope_of;
    NumberScopes scopes;
    for (Place place = text_.begin(); place != text_.end(); ++place) {
      if (is_unnumbered(place->label)) continue;
      std::string scope = scopes.next(*place);
      ++count[scope];
      scope_of.emplace(place->id, std::move(scope));
    }
    for (const std::string& id : renumbered_) {
      if (count[scope_of[id]] > 1) return fail(Reason::kNumberTaken, id);
    }
    renumbered_.clear();
    return {};
  }

  WorkingText text_;
  const WordingBounds& bounds_;
  std::vector<std::string> renumbered_;
};

}  // namespace

Result<void> check_instruction(const TextInstruction& instruction) {
  using Kind = InstructionKind;
  const bool anywhere = instruction.kind == Kind::kInsert && instruction.paragraph.empty();
  if (!instruction.paragraph.empty() && !is_paragraph_id(instruction.paragraph)) {
    return fail(Reason::kInvalidField, "instructions.paragraph", instruction.paragraph);
  }
  if (!instruction.inserted.empty() && (instruction.kind != Kind::kInsert || !is_paragraph_id(instruction.inserted))) {
    return fail(Reason::kInvalidField, "instructions.inserted", instruction.inserted);
  }
  if (instruction.paragraph.empty() && !anywhere) return fail(Reason::kMissingField, "instructions.paragraph");
  const bool writes = instruction.kind == Kind::kInsert ||
                      (instruction.kind == Kind::kSubstitute && instruction.words.empty());
  const bool blank = instruction.text.find_first_not_of(" \t\r\n") == std::string::npos;
  if (writes && blank && !instruction.gap) return fail(Reason::kMissingField, "instructions.text");
  if (instruction.kind != Kind::kRenumber) return {};
  if (instruction.number.empty()) return fail(Reason::kMissingField, "instructions.number");
  const bool alone = instruction.number.find("ielikum") != std::string::npos;
  const Label label = read_label(alone ? instruction.number : instruction.number + " A");
  if (is_unnumbered(label)) return fail(Reason::kNumberMisfit, instruction.paragraph);
  return {};
}

Result<Paragraphs> apply_instructions(const Paragraphs& base, std::span<const TextInstruction> instructions,
                                      const WordingBounds& bounds) {
  Application application(base, bounds);
  for (const TextInstruction& instruction : instructions) {
    if (const Result<void> applied = application.apply(instruction); !applied) return tl::unexpected(applied.error());
  }
  return application.finish();
}

}  // namespace norma::acts
