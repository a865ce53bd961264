#include "engine/acts/wording/label.h"

#include <algorithm>
#include <array>
#include <optional>

namespace norma::acts {
namespace {

constexpr std::size_t kMostDigits = 3;
constexpr std::string_view kNoBreakSpace = "\xC2\xA0";

/// Words that follow a number in a reference to another paragraph, by their beginnings.
constexpr std::array<std::string_view, 9> kReferences = {"punkt", "apakšpunkt", "pant",   "daļ",    "pielikum",
                                                         "nodaļ", "sadaļ",      "teikum", "rindkop"};

struct RaisedDigit {
  std::string_view bytes;
  char digit;
};
constexpr std::array<RaisedDigit, 10> kRaised = {{{"⁰", '0'}, {"¹", '1'}, {"²", '2'}, {"³", '3'}, {"⁴", '4'},
                                                  {"⁵", '5'}, {"⁶", '6'}, {"⁷", '7'}, {"⁸", '8'}, {"⁹", '9'}}};

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}

/// Reads on in one line.
class LineReader {
 public:
  explicit LineReader(std::string_view line) : line_(line.substr(0, line.find('\n'))) {}

  [[nodiscard]] std::size_t at() const { return at_; }
  [[nodiscard]] std::string_view rest() const { return line_.substr(at_); }
  [[nodiscard]] char peek() const { return at_ < line_.size() ? line_[at_] : '\0'; }
  void go_to(std::size_t at) { at_ = at; }

  bool skip(std::string_view bytes) {
    if (!rest().starts_with(bytes)) return false;
    at_ += bytes.size();
    return true;
  }

  void skip_spaces() {
    while (skip(" ") || skip("\t") || skip("\r") || skip(kNoBreakSpace)) {
    }
  }

  /// Digits of a number as laws print it: no leading zero, at most three.
  std::string digits() {
    std::size_t end = at_;
    while (end < line_.size() && is_digit(line_[end])) ++end;
    if (end == at_ || line_[at_] == '0' || end - at_ > kMostDigits) return {};
    std::string read(line_.substr(at_, end - at_));
    at_ = end;
    return read;
  }

  /// Raised digits: ¹ or ^1.
  std::string raised() {
    std::string read;
    if (peek() == '^') {
      const std::size_t before = at_++;
      read = digits();
      if (read.empty()) at_ = before;
      return read;
    }
    for (bool more = true; more && read.size() < kMostDigits;) {
      more = std::any_of(kRaised.begin(), kRaised.end(), [&](const RaisedDigit& raised) {
        if (!skip(raised.bytes)) return false;
        read += raised.digit;
        return true;
      });
    }
    return read;
  }

  std::string_view word() {
    const std::size_t begin = at_;
    while (at_ < line_.size() && is_letter(line_[at_]) && !rest().starts_with(kNoBreakSpace)) ++at_;
    return line_.substr(begin, at_ - begin);
  }

  [[nodiscard]] bool ends() const {
    return rest().find_first_not_of(" \t\r") == std::string_view::npos;
  }

 private:
  std::string_view line_;
  std::size_t at_ = 0;
};

std::string with_raised(std::string number, const std::string& raised) {
  return raised.empty() ? number : number + "^" + raised;
}

/// The arabic form of a roman number of I, V and X; empty when it is none.
std::string from_roman(std::string_view roman) {
  constexpr std::array<std::string_view, 10> kOnes = {"", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"};
  constexpr std::array<std::string_view, 4> kTens = {"", "X", "XX", "XXX"};
  for (std::size_t tens = 0; tens < kTens.size(); ++tens) {
    for (std::size_t ones = 0; ones < kOnes.size(); ++ones) {
      const bool equal = roman.size() == kTens[tens].size() + kOnes[ones].size() &&
                         roman.starts_with(kTens[tens]) && roman.ends_with(kOnes[ones]);
      if (equal && !roman.empty()) return std::to_string(tens * 10 + ones);
    }
  }
  return {};
}

Label made(ParagraphKind kind, std::size_t begin, std::size_t end, std::vector<LabelNumber> numbers) {
  Label label;
  label.kind = kind;
  label.begin = begin;
  label.end = end;
  label.numbers = std::move(numbers);
  return label;
}

/// What a word after a single number makes of it; nothing when the word is another.
std::optional<ParagraphKind> kind_named(std::string_view word) {
  if (word == "pielikums") return ParagraphKind::kAnnex;
  if (word == "pants") return ParagraphKind::kArticle;
  if (word == "nodaļa") return ParagraphKind::kChapter;
  if (word == "sadaļa") return ParagraphKind::kSection;
  return std::nullopt;
}

bool is_reference(std::string_view word, bool single) {
  if (single && word.starts_with("gad")) return true;
  return std::any_of(kReferences.begin(), kReferences.end(),
                     [&](std::string_view stem) { return word.starts_with(stem); });
}

bool may_follow_number(const LineReader& line) {
  const std::string_view rest = line.rest();
  if (rest.empty()) return true;
  const bool dash = rest.starts_with("–") || rest.starts_with("—");
  return !dash && (rest.front() == ' ' || rest.front() == '\t' || rest.front() == '\r' || is_letter(rest.front()));
}

/// "(1)", "(2^1)".
std::optional<Label> read_part(LineReader line) {
  const std::size_t begin = line.at();
  line.skip("(");
  const std::string number = line.digits();
  const std::string raised = line.raised();
  if (number.empty() || !line.skip(")")) return std::nullopt;
  if (!line.ends() && line.peek() != ' ' && !line.rest().starts_with(kNoBreakSpace)) return std::nullopt;
  return made(ParagraphKind::kPart, begin, line.at(), {{with_raised(number, raised), line.at()}});
}

/// "2.", "2.1.", "2.^1", "2.^1 1."; nothing when the line goes on without a full stop.
std::vector<LabelNumber> read_dotted(LineReader& line) {
  std::vector<LabelNumber> numbers;
  while (true) {
    const std::size_t before = line.at();
    std::string number = line.digits();
    std::string raised = line.raised();
    if (number.empty() || !line.skip(".")) {
      line.go_to(before);
      break;
    }
    if (raised.empty()) {
      raised = line.raised();
      if (!raised.empty()) line.skip(".");
    }
    numbers.push_back({with_raised(std::move(number), raised), line.at()});
    if (is_digit(line.peek())) continue;
    LineReader ahead = line;
    ahead.skip_spaces();
    const bool sub_point = !raised.empty() && is_digit(ahead.peek());
    if (!sub_point) break;
    LineReader tried = ahead;
    if (tried.digits().empty() || !tried.skip(".")) break;
    line = ahead;
  }
  if (!numbers.empty()) line.go_to(numbers.back().end);
  return numbers;
}

std::optional<Label> read_numbered(LineReader line) {
  const std::size_t begin = line.at();
  LineReader clause = line;
  std::string number = clause.digits();
  const std::string raised = clause.raised();
  if (!number.empty() && clause.skip(")") && may_follow_number(clause)) {
    return made(ParagraphKind::kClause, begin, clause.at(), {{with_raised(number, raised), clause.at()}});
  }
  std::vector<LabelNumber> numbers = read_dotted(line);
  if (numbers.empty() || is_digit(line.peek()) || !may_follow_number(line)) return std::nullopt;
  LineReader after = line;
  after.skip_spaces();
  const std::string_view word = after.word();
  const bool single = numbers.size() == 1;
  const std::optional<ParagraphKind> named = single ? kind_named(word) : std::nullopt;
  if (named == ParagraphKind::kAnnex && !after.ends()) return std::nullopt;
  if (named) {
    if (named == ParagraphKind::kArticle) after.skip(".");
    return made(*named, begin, after.at(), std::move(numbers));
  }
  if (is_reference(word, single)) return std::nullopt;
  return made(ParagraphKind::kPoint, begin, line.at(), std::move(numbers));
}

/// "II. Vispārīgie jautājumi", "II nodaļa", "II sadaļa".
std::optional<Label> read_roman(LineReader line) {
  const std::size_t begin = line.at();
  const std::size_t end = std::min(line.rest().find_first_not_of("IVX"), line.rest().size());
  const std::string number = from_roman(line.rest().substr(0, end));
  if (number.empty()) return std::nullopt;
  line.go_to(begin + end);
  std::string raised = line.raised();
  const bool stop = line.skip(".");
  if (raised.empty()) raised = line.raised();
  const std::size_t after_number = line.at();
  line.skip_spaces();
  if (line.at() == after_number) return std::nullopt;
  LineReader after = line;
  const std::optional<ParagraphKind> named = kind_named(after.word());
  std::vector<LabelNumber> numbers = {{with_raised(number, raised), after_number}};
  if (named == ParagraphKind::kChapter || named == ParagraphKind::kSection) {
    return made(*named, begin, after.at(), std::move(numbers));
  }
  if (!stop || !is_letter(line.peek())) return std::nullopt;
  return made(ParagraphKind::kChapter, begin, after_number, std::move(numbers));
}

/// "Pielikums", "Pielikums Nr. 2".
std::optional<Label> read_annex(LineReader line) {
  const std::size_t begin = line.at();
  if (!line.skip("Pielikums") && !line.skip("PIELIKUMS")) return std::nullopt;
  std::size_t end = line.at();
  line.skip_spaces();
  if (line.skip("Nr.") || line.skip("Nr")) line.skip_spaces();
  std::string number = line.digits();
  if (!number.empty()) end = line.at();
  line.skip(".");
  if (!line.ends()) return std::nullopt;
  return made(ParagraphKind::kAnnex, begin, end, {{std::move(number), end}});
}

/// "a)", "A sadaļa".
std::optional<Label> read_lettered(LineReader line) {
  const std::size_t begin = line.at();
  const std::string_view word = line.word();
  const std::size_t letters = static_cast<std::size_t>(
      std::count_if(word.begin(), word.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
  if (letters != 1) return std::nullopt;
  const std::size_t end = line.at();
  if (line.skip(")")) {
    if (!may_follow_number(line)) return std::nullopt;
    return made(ParagraphKind::kLetter, begin, line.at(), {{std::string(word), line.at()}});
  }
  line.skip_spaces();
  if (line.word() != "sadaļa") return std::nullopt;
  return made(ParagraphKind::kSection, begin, line.at(), {{std::string(word), end}});
}

}  // namespace

Label read_label(std::string_view text) {
  LineReader line(text);
  line.skip_spaces();
  const std::size_t begin = line.at();
  std::optional<Label> label;
  if (line.peek() == '(') {
    label = read_part(line);
    return label ? *label : made(ParagraphKind::kAttached, begin, begin, {});
  }
  if (is_digit(line.peek())) label = read_numbered(line);
  if (!label) label = read_roman(line);
  if (!label) label = read_annex(line);
  if (!label) label = read_lettered(line);
  return label ? *label : made(ParagraphKind::kPlain, begin, begin, {});
}

bool same_number(const Label& left, const Label& right) {
  if (left.kind != right.kind || left.numbers.size() != right.numbers.size()) return false;
  for (std::size_t i = 0; i < left.numbers.size(); ++i) {
    if (left.numbers[i].number != right.numbers[i].number) return false;
  }
  return true;
}

bool is_part_of(const Label& top, const Label& next) {
  using Kind = ParagraphKind;
  const bool attached = next.kind == Kind::kAttached;
  switch (top.kind) {
    case Kind::kAnnex:
    case Kind::kSection:
    case Kind::kChapter:
      return next.kind > top.kind;
    case Kind::kArticle:
      return attached || next.kind == Kind::kPart || next.kind == Kind::kClause || next.kind == Kind::kLetter;
    case Kind::kPart:
      return attached || next.kind == Kind::kClause || next.kind == Kind::kLetter;
    case Kind::kPoint: {
      if (next.kind != Kind::kPoint) return attached || next.kind == Kind::kClause || next.kind == Kind::kLetter;
      if (next.numbers.size() <= top.numbers.size()) return false;
      for (std::size_t i = 0; i < top.numbers.size(); ++i) {
        if (top.numbers[i].number != next.numbers[i].number) return false;
      }
      return true;
    }
    case Kind::kClause:
      return attached || next.kind == Kind::kLetter;
    case Kind::kLetter:
      return attached;
    case Kind::kAttached:
    case Kind::kPlain:
      return false;
  }
  return false;
}

}  // namespace norma::acts
