#include "engine/acts/wording/amending_act.h"

#include <array>
#include <string_view>
#include <unordered_map>

namespace norma::acts {
namespace {

enum class Case : std::uint8_t { kGenitive, kAccusative, kLocative };

/// A word in its genitive, accusative and locative.
using Forms = std::array<std::string_view, 3>;

constexpr Forms kAnnex = {"pielikuma", "pielikumu", "pielikumā"};
constexpr Forms kSection = {"sadaļas", "sadaļu", "sadaļā"};
constexpr Forms kChapter = {"nodaļas", "nodaļu", "nodaļā"};
constexpr Forms kArticle = {"panta", "pantu", "pantā"};
constexpr Forms kPart = {"daļas", "daļu", "daļā"};
constexpr Forms kPoint = {"punkta", "punktu", "punktā"};
constexpr Forms kSubPoint = {"apakšpunkta", "apakšpunktu", "apakšpunktā"};
constexpr Forms kText = {"teksta", "tekstu", "tekstā"};
constexpr Forms kUnit = {"vienības", "vienību", "vienībā"};
constexpr Forms kOpening = {"ievaddaļas", "ievaddaļu", "ievaddaļā"};

std::string_view form(const Forms& forms, Case wanted) { return forms.at(static_cast<std::size_t>(wanted)); }

/// A number with its full stop, the raised digits behind it: 31.^1
std::string ordinal(const std::string& number) {
  const std::size_t raised = number.find('^');
  return raised == std::string::npos ? number + "." : number.substr(0, raised) + "." + number.substr(raised);
}

class Namer {
 public:
  explicit Namer(const Paragraphs& base) : base_(base), parents_(parents_of(base)) {
    for (std::size_t i = 0; i < base.size(); ++i) places_.emplace(base[i].id, i);
  }

  /// "2. pielikuma 3. punktu"; `itself`: only the part of it before its own parts.
  [[nodiscard]] std::string name(const std::string& id, Case wanted, bool itself) const {
    const auto known = places_.find(id);
    if (known == places_.end()) return std::string(form(kUnit, wanted)) + " " + id;
    const std::size_t place = known->second;
    const bool has_parts = itself && extent_end(base_, place) > place + 1;
    std::string words = own_name(place, has_parts ? Case::kGenitive : wanted);
    if (has_parts) words.append(" ").append(form(kOpening, wanted));
    for (std::size_t i = place; parents_[i] != i;) {
      i = parents_[i];
      if (names_parts(base_[i].label.kind, base_[place].label.kind)) words = own_name(i, Case::kGenitive) + " " + words;
    }
    return words;
  }

 private:
  /// Points are numbered through the act, so chapters are not named with them; sub-points name their point.
  static bool names_parts(ParagraphKind outer, ParagraphKind inner) {
    using Kind = ParagraphKind;
    if (outer == Kind::kSection || outer == Kind::kChapter) return false;
    return outer != Kind::kPoint || inner != Kind::kPoint;
  }

  [[nodiscard]] std::string own_name(std::size_t place, Case wanted) const {
    const Label& label = base_[place].label;
    std::string number;
    for (const LabelNumber& part : label.numbers) number += ordinal(part.number);
    const auto with = [&](const Forms& forms) { return number + " " + std::string(form(forms, wanted)); };
    switch (label.kind) {
      case ParagraphKind::kAnnex:
        return number == "." ? std::string(form(kAnnex, wanted)) : with(kAnnex);
      case ParagraphKind::kSection:
        return with(kSection);
      case ParagraphKind::kChapter:
        return with(kChapter);
      case ParagraphKind::kArticle:
        return with(kArticle);
      case ParagraphKind::kPart:
        return with(kPart);
      case ParagraphKind::kPoint:
        return with(label.numbers.size() == 1 ? kPoint : kSubPoint);
      case ParagraphKind::kClause:
      case ParagraphKind::kLetter:
        return std::string(label.printed(base_[place].text)) + " " + std::string(form(kSubPoint, wanted));
      case ParagraphKind::kAttached:
      case ParagraphKind::kPlain:
        return std::string(form(kText, wanted)) + " " + base_[place].id;
    }
    return {};
  }

  const Paragraphs& base_;
  std::vector<std::size_t> parents_;
  std::unordered_map<std::string, std::size_t> places_;
};

std::string sentence(const TextInstruction& instruction, const Namer& namer) {
  const bool itself = instruction.scope == InstructionScope::kItself;
  switch (instruction.kind) {
    case InstructionKind::kInsert: {
      const std::string after = instruction.paragraph.empty()
                                    ? std::string("sākumā")
                                    : "aiz " + namer.name(instruction.paragraph, Case::kGenitive, false);
      return "Papildināt " + after + " ar tekstu šādā redakcijā: \"" + instruction.text + "\"";
    }
    case InstructionKind::kSubstitute:
      if (instruction.words.empty()) {
        return "Izteikt " + namer.name(instruction.paragraph, Case::kAccusative, itself) + " šādā redakcijā: \"" +
               instruction.text + "\"";
      }
      if (instruction.text.empty()) {
        return "Svītrot " + namer.name(instruction.paragraph, Case::kLocative, itself) + " vārdus \"" +
               instruction.words + "\"";
      }
      return "Aizstāt " + namer.name(instruction.paragraph, Case::kLocative, itself) + " vārdus \"" +
             instruction.words + "\" ar vārdiem \"" + instruction.text + "\"";
    case InstructionKind::kRepeal:
      return "Svītrot " + namer.name(instruction.paragraph, Case::kAccusative, itself);
    case InstructionKind::kRenumber:
      return "Mainīt " + namer.name(instruction.paragraph, Case::kGenitive, false) + " numuru uz \"" +
             instruction.number + "\"";
  }
  return {};
}

}  // namespace

std::string amending_act(const TextInstructions& instructions, const Paragraphs& base) {
  const Namer namer(base);
  std::string act;
  for (std::size_t i = 0; i < instructions.size(); ++i) {
    act.append(std::to_string(i + 1)).append(". ").append(sentence(instructions[i], namer));
    if (!instructions[i].commences_on.empty()) act.append(" (ar ").append(instructions[i].commences_on).append(")");
    act += ".\n";
  }
  return act;
}

}  // namespace norma::acts
