#include "engine/statechart/expression_text.h"

#include <algorithm>
#include <array>

namespace norma::statechart {
namespace {

constexpr std::size_t kMaximumNesting = 64;

bool is_word_start(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$' || static_cast<unsigned char>(c) >= 0x80;
}
bool is_word(char c) { return is_word_start(c) || (c >= '0' && c <= '9'); }

/// Whether the text certainly changes nothing; when in doubt it does.
bool is_pure(std::string_view text) {
  char previous = '\0';
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    const char next = at + 1 < text.size() ? text[at + 1] : '\0';
    if (c == '/' || c == '`' || c == '{' || c == ';') return false;
    if ((c == '+' || c == '-') && next == c) return false;
    if (c == '\'' || c == '"') {
      at = text.find(c, at + 1);
      if (at == std::string_view::npos) return false;
      previous = c;
      continue;
    }
    if (c == '=' && next == '=') {
      while (at + 1 < text.size() && text[at + 1] == '=') ++at;
    } else if (c == '=' && previous != '!' && previous != '<' && previous != '>') {
      return false;
    }
    if (c == '(' && (is_word(previous) || previous == ')' || previous == ']')) {
      const std::string_view before = text.substr(0, text.find_last_not_of(" \t\r\n", at - 1) + 1);
      const bool is_in = before.ends_with("In") && (before.size() == 2 || !is_word(before[before.size() - 3]));
      if (!is_in) return false;
    }
    if (c != ' ' && c != '\t' && c != '\r' && c != '\n') previous = c;
  }
  return text.find("new") == std::string_view::npos && text.find("delete") == std::string_view::npos &&
         text.find(">>=") == std::string_view::npos && text.find("<<=") == std::string_view::npos &&
         text.find('\\') == std::string_view::npos;
}

class InParser {
 public:
  InParser(std::string_view text, const std::function<std::optional<std::uint16_t>(std::string_view)>& find_state)
      : text_(text), find_state_(find_state) {}

  bool parse() {
    if (!either(0)) return false;
    skip_space();
    return at_ == text_.size();
  }
  std::vector<InTest> take_tests() { return std::move(tests_); }

 private:
  void skip_space() {
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\t' || text_[at_] == '\n' || text_[at_] == '\r')) ++at_;
  }
  bool take(std::string_view token) {
    skip_space();
    if (text_.substr(at_, token.size()) != token) return false;
    at_ += token.size();
    return true;
  }
  bool take_word(std::string_view token) {
    skip_space();
    const std::size_t end = at_ + token.size();
    if (text_.substr(at_, token.size()) != token || (end < text_.size() && is_word(text_[end]))) return false;
    at_ = end;
    return true;
  }

  bool either(std::size_t depth) {
    if (!both(depth)) return false;
    while (take("||")) {
      if (!both(depth)) return false;
      tests_.push_back({.kind = InTest::Kind::kOr});
    }
    return true;
  }
  bool both(std::size_t depth) {
    if (!single(depth)) return false;
    while (take("&&")) {
      if (!single(depth)) return false;
      tests_.push_back({.kind = InTest::Kind::kAnd});
    }
    return true;
  }
  bool single(std::size_t depth) {
    if (depth > kMaximumNesting) return false;
    if (take("!")) {
      if (!single(depth + 1)) return false;
      tests_.push_back({.kind = InTest::Kind::kNot});
      return true;
    }
    if (take("(")) return either(depth + 1) && take(")");
    if (take_word("true")) return constant(true);
    if (take_word("false")) return constant(false);
    return take_word("In") && take("(") && state() && take(")");
  }
  bool constant(bool value) {
    tests_.push_back({.kind = InTest::Kind::kConstant, .value = value});
    return true;
  }
  bool state() {
    skip_space();
    if (at_ >= text_.size() || (text_[at_] != '\'' && text_[at_] != '"')) return false;
    const std::size_t end = text_.find(text_[at_], at_ + 1);
    if (end == std::string_view::npos) return false;
    const std::string_view id = text_.substr(at_ + 1, end - at_ - 1);
    if (id.find('\\') != std::string_view::npos) return false;
    at_ = end + 1;
    const std::optional<std::uint16_t> found = find_state_(id);
    if (!found) return constant(false);
    tests_.push_back({.kind = InTest::Kind::kIn, .state = *found});
    return true;
  }

  std::string_view text_;
  const std::function<std::optional<std::uint16_t>(std::string_view)>& find_state_;
  std::size_t at_ = 0;
  std::vector<InTest> tests_;
};

}  // namespace

void scan_identifiers(Expression& expression) {
  constexpr std::array<std::string_view, 8> kReachesAll = {"this",       "eval", "Function", "constructor",
                                                           "globalThis", "with", "callee",   "caller"};
  expression.is_pure = expression.kind == ExpressionKind::kValue && is_pure(expression.source);
  const std::string& text = expression.source;
  for (std::size_t at = 0; at < text.size();) {
    const char c = text[at];
    if (c == '\\') expression.reads_all = true;
    if (!is_word_start(c)) {
      ++at;
      continue;
    }
    std::size_t end = at + 1;
    while (end < text.size() && is_word(text[end])) ++end;
    std::string word = text.substr(at, end - at);
    if (std::find(kReachesAll.begin(), kReachesAll.end(), word) != kReachesAll.end()) expression.reads_all = true;
    expression.identifiers.push_back(std::move(word));
    at = end;
  }
  std::sort(expression.identifiers.begin(), expression.identifiers.end());
  const auto repeated = std::unique(expression.identifiers.begin(), expression.identifiers.end());
  expression.identifiers.erase(repeated, expression.identifiers.end());
}

std::vector<InTest> parse_in_condition(std::string_view text,
                                       const std::function<std::optional<std::uint16_t>(std::string_view)>& find_state) {
  InParser parser(text, find_state);
  if (!parser.parse()) return {};
  return parser.take_tests();
}

}  // namespace norma::statechart
