#include "engine/acts/wording/timeline.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <tuple>

#include "engine/acts/wording/outline.h"

namespace norma::acts {
namespace {

constexpr std::size_t kMostTouched = 2000;

/// One part with where it comes from.
struct OrderedPart {
  const v1::AmendmentPart* part = nullptr;
  bool added = false;
};

/// A day on which a wording commences.
struct Day {
  v1::TextRef whole;          ///< A whole text from before any amendment by parts: the original, as a rule.
  v1::TextRef whole_outline;
  std::vector<OrderedPart> parts;
  const v1::DerivedWording* derived = nullptr;

  [[nodiscard]] bool has_added() const {
    return std::any_of(parts.begin(), parts.end(), [](const OrderedPart& part) { return part.added; });
  }
  /// Whether nothing of the day before remains.
  [[nodiscard]] bool starts_anew() const {
    return !whole.hash().empty() || (!parts.empty() && !parts.front().part->text().hash().empty());
  }
};

using Days = std::map<std::string, Day, std::less<>>;

bool has_part(const v1::ActState& act, const v1::WordingState& wording) {
  return std::any_of(act.parts().begin(), act.parts().end(), [&](const v1::AmendmentPart& part) {
    return part.amendment() == wording.amendment() && part.commences_on() == wording.commences_on();
  });
}

Days days_of(const v1::ActState& act, std::span<const v1::AmendmentPart> added) {
  Days days;
  for (const v1::WordingState& wording : act.wordings()) {
    if (has_part(act, wording)) continue;
    Day& day = days[wording.commences_on()];
    day.whole = wording.text();
    day.whole_outline = wording.outline();
  }
  for (const v1::DerivedWording& derived : act.derived()) days[derived.commences_on()].derived = &derived;
  for (const v1::AmendmentPart& part : act.parts()) days[part.commences_on()].parts.push_back({&part, false});
  for (const v1::AmendmentPart& part : added) days[part.commences_on()].parts.push_back({&part, true});
  for (auto& [date, day] : days) {
    std::stable_sort(day.parts.begin(), day.parts.end(), [](const OrderedPart& left, const OrderedPart& right) {
      return left.part->adopted_on() < right.part->adopted_on();
    });
  }
  return days;
}

/// The wording as far as the days have been gone through; read only when something is applied to it.
class CurrentWording {
 public:
  CurrentWording(TextReader& texts, const TimelineBounds& bounds) : texts_(texts), bounds_(bounds) {}

  [[nodiscard]] bool known() const { return paragraphs_.has_value() || !text_.hash().empty(); }
  [[nodiscard]] bool read() const { return paragraphs_.has_value(); }
  [[nodiscard]] const v1::TextRef& text() const { return text_; }
  [[nodiscard]] const Paragraphs& paragraphs() const { return *paragraphs_; }

  void refer_to(const v1::TextRef& text, const v1::TextRef& outline) {
    text_ = text;
    outline_ = outline;
    paragraphs_.reset();
  }

  void become(Paragraphs paragraphs) {
    text_.Clear();
    paragraphs_ = std::move(paragraphs);
  }

  Result<void> load() {
    if (paragraphs_) return {};
    const Result<std::string> text = texts_.read(text_, bounds_.wording.text_bytes);
    if (!text) return tl::unexpected(text.error());
    const Result<std::string> outline = texts_.read(outline_, bounds_.wording.text_bytes);
    if (!outline) return tl::unexpected(outline.error());
    Result<Paragraphs> wording = read_wording(*text, *outline);
    if (!wording) return tl::unexpected(wording.error());
    paragraphs_ = std::move(*wording);
    return {};
  }

 private:
  TextReader& texts_;
  const TimelineBounds& bounds_;
  v1::TextRef text_;
  v1::TextRef outline_;
  std::optional<Paragraphs> paragraphs_;
};

Result<TextInstructions> instructions_of(const v1::AmendmentPart& part, TextReader& texts,
                                         const TimelineBounds& bounds) {
  const Result<std::string> stored = texts.read(part.instructions(), bounds.instruction_bytes);
  if (!stored) return tl::unexpected(stored.error());
  Result<TextInstructions> all = read_instructions(*stored);
  if (!all) return all;
  std::erase_if(*all, [&](const TextInstruction& instruction) {
    return instruction.commences_on.empty() ? !part.undated() : instruction.commences_on != part.commences_on();
  });
  return all;
}

class Timeline {
 public:
  Timeline(const v1::ActState& act, std::span<const v1::AmendmentPart> added, TextReader& texts,
           const TimelineBounds& bounds)
      : days_(days_of(act, added)),
        parts_(static_cast<std::size_t>(act.parts_size()) + added.size()),
        texts_(texts),
        bounds_(bounds),
        current_(texts, bounds) {}

  /// Goes through the days up to and including `last`; the first that changes is that of the first part added.
  Result<void> run(std::string_view last) {
    if (days_.size() > bounds_.days) return fail(Reason::kLimitExceeded, "days", std::to_string(bounds_.days));
    if (parts_ > bounds_.parts) return fail(Reason::kLimitExceeded, "parts", std::to_string(bounds_.parts));
    for (const auto& [date, day] : days_) {
      if (date > last) break;
      const bool rests = changed_ && !day.starts_anew();
      if (!rests && !day.has_added()) {
        changed_ = false;
        stand(day);
        continue;
      }
      if (const Result<void> derived = derive(date, day); !derived) return derived;
      changed_ = true;
    }
    return {};
  }

  [[nodiscard]] CurrentWording& current() { return current_; }

  Derivation take() {
    Derivation derivation;
    derivation.wordings = std::move(derived_);
    if (touched_.size() > kMostTouched) touched_ = {"*"};
    derivation.touched.assign(touched_.begin(), touched_.end());
    return derivation;
  }

 private:
  /// The day stays as it is kept.
  void stand(const Day& day) {
    if (day.derived != nullptr) {
      current_.refer_to(day.derived->text(), day.derived->outline());
    } else if (!day.whole.hash().empty()) {
      current_.refer_to(day.whole, day.whole_outline);
    }
  }

  Result<void> derive(const std::string& date, const Day& day) {
    if (!day.whole.hash().empty()) current_.refer_to(day.whole, day.whole_outline);
    DerivedText derived;
    derived.commences_on = date;
    if (!current_.read()) derived.base = current_.text();
    for (const OrderedPart& part : day.parts) {
      if (const Result<void> applied = apply(part, date); !applied) return applied;
    }
    const v1::AmendmentPart& last = *day.parts.back().part;
    derived.amendment = last.amendment();
    derived.adopted_on = last.adopted_on();
    derived.number = last.number();
    if (current_.read()) {
      derived.text = wording_text(current_.paragraphs());
      derived.outline = write_outline(current_.paragraphs());
      bytes_ += derived.text.size() + derived.outline.size();
      if (bytes_ > bounds_.derived_bytes) {
        return fail(Reason::kLimitExceeded, "wording.bytes", std::to_string(bounds_.derived_bytes));
      }
    } else {
      derived.whole = current_.text();
    }
    derived_.push_back(std::move(derived));
    return {};
  }

  Result<void> apply(const OrderedPart& ordered, const std::string& date) {
    const v1::AmendmentPart& part = *ordered.part;
    if (!current_.known()) return fail(Reason::kWordingGap, date);
    if (!part.text().hash().empty()) {
      current_.refer_to(part.text(), {});
      if (ordered.added) touched_ = {"*"};
      return {};
    }
    const Result<TextInstructions> instructions = instructions_of(part, texts_, bounds_);
    if (!instructions) return tl::unexpected(instructions.error());
    if (const Result<void> loaded = current_.load(); !loaded) return loaded;
    if (ordered.added) touch(*instructions);
    Result<Paragraphs> applied = apply_instructions(current_.paragraphs(), *instructions, bounds_.wording);
    if (!applied) return tl::unexpected(explained(applied.error(), ordered, date));
    current_.become(std::move(*applied));
    return {};
  }

  /// Says on which day an instruction failed, and whose it is when the amendment was adopted before.
  static Error explained(Error error, const OrderedPart& ordered, const std::string& date) {
    if (error.reason == Reason::kLimitExceeded) return error;
    if (!ordered.added) {
      const std::string paragraph = error.details.empty() ? std::string() : error.details.front();
      return {Reason::kLaterAmendmentBroken, {ordered.part->amendment(), date, paragraph}};
    }
    error.details.push_back(date);
    return error;
  }

  void touch(const TextInstructions& instructions) {
    const Paragraphs& paragraphs = current_.paragraphs();
    std::map<std::string_view, std::size_t> places;
    for (std::size_t i = 0; i < paragraphs.size(); ++i) places.emplace(paragraphs[i].id, i);
    for (const TextInstruction& instruction : instructions) {
      if (touched_.size() > kMostTouched) return;
      if (instruction.kind == InstructionKind::kInsert) {
        if (!instruction.inserted.empty()) touched_.insert(instruction.inserted);
        for (const Paragraph& added : read_fragment(instruction.text, instruction.paragraph)) {
          if (instruction.inserted.empty()) touched_.insert(added.id);
        }
        continue;
      }
      touched_.insert(instruction.paragraph);
      const auto place = places.find(instruction.paragraph);
      if (place == places.end() || instruction.scope == InstructionScope::kItself) continue;
      const std::size_t end = extent_end(paragraphs, place->second);
      for (std::size_t i = place->second + 1; i < end; ++i) touched_.insert(paragraphs[i].id);
    }
  }

  const Days days_;
  const std::size_t parts_;
  TextReader& texts_;
  const TimelineBounds& bounds_;
  CurrentWording current_;
  bool changed_ = false;
  std::size_t bytes_ = 0;
  std::vector<DerivedText> derived_;
  std::set<std::string> touched_;
};

}  // namespace

Result<std::vector<v1::AmendmentPart>> parts_of_draft(const std::string& amendment, const v1::DraftState& draft,
                                                      const std::string& adopted_on, const std::string& commences_on,
                                                      TextReader& texts, const TimelineBounds& bounds) {
  v1::AmendmentPart part;
  part.set_amendment(amendment);
  part.set_adopted_on(adopted_on);
  part.set_commences_on(commences_on);
  if (!draft.has_instructions()) {
    *part.mutable_text() = draft.text();
    return std::vector{part};
  }
  *part.mutable_instructions() = draft.instructions();
  const Result<std::string> stored = texts.read(draft.instructions(), bounds.instruction_bytes);
  if (!stored) return tl::unexpected(stored.error());
  const Result<TextInstructions> instructions = read_instructions(*stored);
  if (!instructions) return tl::unexpected(instructions.error());
  std::map<std::string, bool> undated_by_day;
  for (const TextInstruction& instruction : *instructions) {
    const bool undated = instruction.commences_on.empty();
    bool& known = undated_by_day[undated ? commences_on : instruction.commences_on];
    known = known || undated;
  }
  std::vector<v1::AmendmentPart> parts;
  for (const auto& [day, undated] : undated_by_day) {
    parts.push_back(part);
    parts.back().set_commences_on(day);
    parts.back().set_undated(undated);
  }
  return parts;
}

Result<Derivation> derive_wordings(const v1::ActState& act, std::span<const v1::AmendmentPart> added,
                                   TextReader& texts, const TimelineBounds& bounds) {
  if (act.wordings().empty() || act.repealed()) {
    return fail(Reason::kWordingGap, added.empty() ? std::string() : added.front().commences_on());
  }
  Timeline timeline(act, added, texts, bounds);
  // Days are ISO dates: nothing sorts after this.
  if (const Result<void> run = timeline.run("9999-12-31"); !run) return tl::unexpected(run.error());
  return timeline.take();
}

Result<Paragraphs> wording_on(const v1::ActState& act, std::span<const v1::AmendmentPart> added, std::string_view day,
                              TextReader& texts, const TimelineBounds& bounds) {
  Timeline timeline(act, added, texts, bounds);
  if (const Result<void> run = timeline.run(day); !run) return tl::unexpected(run.error());
  if (!timeline.current().known()) return fail(Reason::kWordingGap, std::string(day));
  if (const Result<void> loaded = timeline.current().load(); !loaded) return tl::unexpected(loaded.error());
  return timeline.current().paragraphs();
}

}  // namespace norma::acts
