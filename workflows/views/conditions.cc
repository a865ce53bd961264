#include "workflows/views/conditions.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>
#include <vector>

#include "workflows/views/phrases.h"

namespace norma::workflows::views {
namespace {

/// How a fact reads: when it holds or is more than none, when it does not, and as the name of a count or a word.
struct Fact {
  std::string_view name;
  std::string_view yes_lv, no_lv, count_lv;
  std::string_view yes_en, no_en, count_en;
};

constexpr std::array<Fact, 13> kFacts = {{
    {"pending_opinions", "vēl ir gaidāmi atzinumi", "visi gaidītie atzinumi ir saņemti", "gaidāmo atzinumu skaits",
     "opinions are still awaited", "all awaited opinions are in", "the number of awaited opinions"},
    {"open_rows", "izziņā ir nenoslēgtas rindas", "izziņā nav nenoslēgtu rindu", "nenoslēgto izziņas rindu skaits",
     "rows of the summary are open", "no row of the summary is open", "the number of open rows"},
    {"open_findings", "ir neslēgti konstatējumi", "visi konstatējumi ir slēgti", "neslēgto konstatējumu skaits",
     "findings are open", "all findings are closed", "the number of open findings"},
    {"open_questions", "ir neatbildēti jautājumi", "visi jautājumi ir atbildēti", "neatbildēto jautājumu skaits",
     "questions are unanswered", "all questions are answered", "the number of open questions"},
    {"aligned", "projekts ir salāgots", "projekta salāgotība nav apstiprināta", "", "the draft is aligned",
     "the draft is not confirmed as aligned", ""},
    {"misaligned", "projekts nav salāgots", "nesalāgotība nav konstatēta", "", "the draft is misaligned",
     "no misalignment is found", ""},
    {"commenced", "spēkā stāšanās diena ir pienākusi", "spēkā stāšanās diena vēl nav pienākusi", "",
     "the commencement date has come", "the commencement date has not come yet", ""},
    {"cause_routes_to_amendment", "neievērošanas cēlonis novēršams ar grozījumiem",
     "neievērošanas cēlonis nav novēršams ar grozījumiem", "", "the cause of non-compliance calls for an amendment",
     "the cause of non-compliance calls for no amendment", ""},
    {"outcome", "", "", "lēmums", "", "", "the decision"},
    {"alignment", "", "", "salāgotības pārbaude", "", "", "the alignment check"},
    {"watch", "", "", "salāgotība", "", "", "the alignment"},
    {"open_acts", "ir nepārbaudīti akti", "visi akti ir pārbaudīti", "nepārbaudīto aktu skaits", "acts are still to be checked",
     "all acts are checked", "the number of acts to check"},
    {"proposal_origin", "", "", "priekšlikuma cēlonis", "", "", "the origin of the proposal"},
}};

const Fact* find_fact(std::string_view name) {
  const auto found = std::find_if(kFacts.begin(), kFacts.end(), [name](const Fact& one) { return one.name == name; });
  return found == kFacts.end() ? nullptr : &*found;
}

constexpr std::size_t kDeepest = 20;

class ConditionReader {
 public:
  ConditionReader(const Outline& outline, std::string_view source, Language language)
      : outline_(outline), rest_(source), lv_(language == Language::kLv), language_(language) {}

  std::optional<std::string> read() {
    std::optional<std::string> phrase = any(0);
    skip_space();
    return rest_.empty() ? phrase : std::nullopt;
  }

 private:
  using Phrase = std::optional<std::string>;

  /// Conditions that must hold together, and how many they are.
  struct Chain {
    std::string text;
    std::size_t length = 1;
  };

  Phrase any(std::size_t depth) {
    std::vector<Chain> parts;
    do {
      std::optional<Chain> part = all(depth);
      if (!part) return std::nullopt;
      parts.push_back(std::move(*part));
    } while (take("||"));
    if (parts.size() == 1) return parts.front().text;
    std::string phrase;
    for (const Chain& part : parts) {
      if (!phrase.empty()) phrase += lv_ ? " vai " : " or ";
      phrase += part.length > 1 ? "(" + part.text + ")" : part.text;
    }
    return phrase;
  }

  std::optional<Chain> all(std::size_t depth) {
    Chain chain;
    const Phrase first = one(depth);
    if (!first) return std::nullopt;
    chain.text = *first;
    while (take("&&")) {
      const Phrase next = one(depth);
      if (!next) return std::nullopt;
      chain.text += (lv_ ? " un " : " and ") + *next;
      ++chain.length;
    }
    return chain;
  }

  Phrase one(std::size_t depth) {
    if (depth > kDeepest) return std::nullopt;
    if (take("(")) {
      const Phrase inside = any(depth + 1);
      if (!inside || !take(")")) return std::nullopt;
      return "(" + *inside + ")";
    }
    if (take("In(")) return in_state(true);
    if (take("!")) {
      if (take("In(")) return in_state(false);
      const Fact* negated = fact();
      return negated == nullptr ? std::nullopt : truth(*negated, false);
    }
    const Fact* asked = fact();
    return asked == nullptr ? std::nullopt : comparison(*asked);
  }

  Phrase in_state(bool holds) {
    const std::optional<std::string> id = word();
    if (!id || !take(")")) return std::nullopt;
    const auto state = outline_.chart->find(*id);
    if (!state) return std::nullopt;
    const std::string label = "“" + outline_.state_label(*state, language_) + "”";
    if (lv_) return (holds ? "stāvoklis ir " : "stāvoklis nav ") + label;
    return (holds ? "the state is " : "the state is not ") + label;
  }

  Phrase comparison(const Fact& asked) {
    constexpr std::array<std::string_view, 8> kSigns = {"===", "!==", "==", "!=", "<=", ">=", "<", ">"};
    for (const std::string_view sign : kSigns) {
      if (!take(sign)) continue;
      const bool equal = sign.starts_with("=");
      if (take("true")) return equal || sign.starts_with("!") ? truth(asked, equal) : std::nullopt;
      if (take("false")) return equal || sign.starts_with("!") ? truth(asked, !equal) : std::nullopt;
      if (const std::optional<std::string> value = word()) return word_comparison(asked, sign, *value);
      return number_comparison(asked, sign, number());
    }
    return truth(asked, true);
  }

  [[nodiscard]] Phrase truth(const Fact& asked, bool holds) const {
    const std::string_view phrase = lv_ ? (holds ? asked.yes_lv : asked.no_lv) : (holds ? asked.yes_en : asked.no_en);
    if (phrase.empty()) return std::nullopt;
    return std::string(phrase);
  }

  [[nodiscard]] Phrase word_comparison(const Fact& asked, std::string_view sign, const std::string& value) const {
    if (!sign.starts_with("=") && !sign.starts_with("!")) return std::nullopt;
    const std::string name(lv_ ? asked.count_lv : asked.count_en);
    if (name.empty()) return std::nullopt;
    const bool equal = sign.starts_with("=");
    const std::string_view is = lv_ ? (equal ? " ir “" : " nav “") : (equal ? " is “" : " is not “");
    return name + std::string(is) + word_phrase(value, language_) + "”";
  }

  [[nodiscard]] Phrase number_comparison(const Fact& asked, std::string_view sign, const std::string& value) const {
    if (value.empty()) return std::nullopt;
    const bool none = value == "0" && sign.starts_with("==");
    const bool some = value == "0" && (sign == ">" || sign.starts_with("!="));
    if (none || some) return truth(asked, some);
    const std::string name(lv_ ? asked.count_lv : asked.count_en);
    if (name.empty()) return std::nullopt;
    const std::string_view shown = sign.starts_with("==") ? "=" : sign.starts_with("!=") ? "≠" : sign == "<=" ? "≤" : sign == ">=" ? "≥" : sign;
    return name + " " + std::string(shown) + " " + value;
  }

  const Fact* fact() {
    if (!take("_event.data.")) return nullptr;
    std::size_t size = 0;
    while (size < rest_.size() && (rest_[size] == '_' || (rest_[size] >= 'a' && rest_[size] <= 'z'))) ++size;
    const Fact* found = find_fact(rest_.substr(0, size));
    rest_.remove_prefix(size);
    return found;
  }

  std::optional<std::string> word() {
    skip_space();
    if (rest_.empty() || (rest_.front() != '\'' && rest_.front() != '"')) return std::nullopt;
    const std::size_t end = rest_.find(rest_.front(), 1);
    if (end == std::string_view::npos) return std::nullopt;
    std::string text(rest_.substr(1, end - 1));
    rest_.remove_prefix(end + 1);
    return text;
  }

  std::string number() {
    skip_space();
    std::size_t size = 0;
    while (size < rest_.size() && rest_[size] >= '0' && rest_[size] <= '9') ++size;
    std::string digits(rest_.substr(0, size));
    rest_.remove_prefix(size);
    return digits;
  }

  bool take(std::string_view sign) {
    skip_space();
    if (!rest_.starts_with(sign)) return false;
    rest_.remove_prefix(sign.size());
    return true;
  }

  void skip_space() {
    while (!rest_.empty() && (rest_.front() == ' ' || rest_.front() == '\n' || rest_.front() == '\t')) rest_.remove_prefix(1);
  }

  const Outline& outline_;
  std::string_view rest_;
  bool lv_;
  Language language_;
};

}  // namespace

std::string condition_phrase(const Outline& outline, std::string_view source, Language language) {
  if (std::optional<std::string> phrase = ConditionReader(outline, source, language).read()) return *phrase;
  std::string code = "`";
  for (const char letter : source) code += letter == '\n' ? ' ' : letter == '`' ? '\'' : letter;
  return code + "`";
}

bool knows_fact(std::string_view name) { return find_fact(name) != nullptr; }

}  // namespace norma::workflows::views
