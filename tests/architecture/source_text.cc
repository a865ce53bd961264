#include "tests/architecture/source_text.h"

#include <algorithm>
#include <cctype>
#include <regex>

namespace norma::architecture {
namespace {

bool is_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

// Whether the quote at `at` only parts the digits of a number, as in 1'000.
bool parts_digits(std::string_view source, std::size_t at) {
  auto start = at;
  while (start > 0 && (is_word(source[start - 1]) || source[start - 1] == '\'')) --start;
  return start < at && std::isdigit(static_cast<unsigned char>(source[start])) != 0;
}

std::size_t end_of_literal(std::string_view source, std::size_t quote) {
  const bool is_raw = source[quote] == '"' && quote > 0 && source[quote - 1] == 'R';
  if (is_raw) {
    const auto open = source.find('(', quote);
    if (open == std::string_view::npos) return source.size();
    const auto closing = ")" + std::string(source.substr(quote + 1, open - quote - 1)) + "\"";
    const auto end = source.find(closing, open);
    return end == std::string_view::npos ? source.size() : end + closing.size();
  }
  auto at = quote + 1;
  while (at < source.size() && source[at] != source[quote] && source[at] != '\n') at += source[at] == '\\' ? 2 : 1;
  return std::min(at + 1, source.size());
}

// The end of the comment, literal or preprocessor line that begins at `at`; `at` when none does.
std::size_t end_of_blank(std::string_view source, std::size_t at, bool begins_line) {
  const auto rest = source.substr(at);
  if (rest.starts_with("//")) return std::min(source.find('\n', at), source.size());
  if (rest.starts_with("/*")) {
    const auto end = source.find("*/", at + 2);
    return end == std::string_view::npos ? source.size() : end + 2;
  }
  if (rest.starts_with('"') || (rest.starts_with('\'') && !parts_digits(source, at))) return end_of_literal(source, at);
  if (begins_line && rest.starts_with('#')) {
    auto end = source.find('\n', at);
    while (end != std::string_view::npos && source[end - 1] == '\\') end = source.find('\n', end + 1);
    return std::min(end, source.size());
  }
  return at;
}

enum class Brace { kScope, kFunction, kInitializer, kOther };

bool has_word(std::string_view text, std::string_view word) {
  for (auto at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
    const bool starts = at == 0 || !is_word(text[at - 1]);
    const auto end = at + word.size();
    if (starts && (end == text.size() || !is_word(text[end]))) return true;
  }
  return false;
}

// Whether the last of class, struct, union and enum in the text stands after every argument list.
bool declares_type(std::string_view text) {
  const auto arguments = has_word(text, "alignas") ? std::string_view::npos : text.rfind(')');
  const auto tail = arguments == std::string_view::npos ? text : text.substr(arguments);
  return has_word(tail, "class") || has_word(tail, "struct") || has_word(tail, "union") || has_word(tail, "enum");
}

// `segment` is the text since the brace before this one, `after_close` the first character after the closing brace.
Brace kind_of(std::string_view segment, char after_close, bool body_is_due) {
  if (body_is_due) return segment.starts_with(',') ? Brace::kInitializer : Brace::kFunction;
  if (has_word(segment, "namespace") || has_word(segment, "extern") || declares_type(segment)) return Brace::kScope;
  const auto arguments = segment.find(')');
  if (arguments == std::string_view::npos) return Brace::kOther;
  const auto assignment = segment.rfind('=');
  const bool assigns = assignment != std::string_view::npos && assignment > arguments && !has_word(segment, "operator");
  if (assigns) return Brace::kOther;
  return after_close == ',' || after_close == '{' ? Brace::kInitializer : Brace::kFunction;
}

std::size_t matching_close(std::string_view code, std::size_t open) {
  std::size_t depth = 0;
  for (auto at = open; at < code.size(); ++at) {
    if (code[at] == '{') ++depth;
    if (code[at] == '}' && --depth == 0) return at;
  }
  return code.size();
}

std::string_view without_margins(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r\n");
  return first == std::string_view::npos ? std::string_view{} : text.substr(first);
}

std::string_view without_label(std::string_view text) {
  text = without_margins(text);
  for (const std::string_view label : {"public:", "private:", "protected:"}) {
    if (text.starts_with(label)) return without_margins(text.substr(label.size()));
  }
  return text;
}

}  // namespace

std::vector<Include> includes_of(std::string_view source) {
  static const std::regex kInclude(R"(^\s*#\s*include\s*([<"])([^>"]+)[>"].*)");
  std::vector<Include> includes;
  std::size_t number = 1;
  for (std::size_t at = 0; at < source.size(); ++number) {
    const auto end = std::min(source.find('\n', at), source.size());
    const std::string line(source.substr(at, end - at));
    std::smatch match;
    if (line.find('#') != std::string::npos && std::regex_match(line, match, kInclude)) {
      includes.push_back({match[2], match[1] == "\"", number});
    }
    at = end + 1;
  }
  return includes;
}

std::string code_of(std::string_view source) {
  std::string code(source);
  bool begins_line = true;
  for (std::size_t at = 0; at < source.size();) {
    const auto end = end_of_blank(source, at, begins_line);
    for (auto i = at; i < end; ++i) {
      if (code[i] != '\n') code[i] = ' ';
    }
    if (end == at) {
      begins_line = source[at] == '\n' || (begins_line && (source[at] == ' ' || source[at] == '\t'));
      ++at;
    } else {
      at = end;
    }
  }
  return code;
}

std::vector<FunctionExtent> functions_of(std::string_view code) {
  std::vector<FunctionExtent> functions;
  std::size_t declaration = 0;
  std::size_t segment = 0;
  bool body_is_due = false;
  for (std::size_t at = 0; at < code.size(); ++at) {
    if (code[at] == ';' || code[at] == '}') declaration = segment = at + 1;
    if (code[at] != '{') continue;
    const auto close = matching_close(code, at);
    if (close == code.size()) break;
    const auto after = without_margins(code.substr(close + 1));
    const auto kind =
        kind_of(without_margins(code.substr(segment, at - segment)), after.empty() ? '\0' : after.front(), body_is_due);
    body_is_due = kind == Brace::kInitializer;
    if (kind == Brace::kScope) {
      declaration = segment = at + 1;
      continue;
    }
    if (kind == Brace::kFunction) {
      const auto begin = code.size() - without_label(code.substr(declaration)).size();
      functions.push_back({count_lines(code.substr(0, begin + 1)), count_lines(code.substr(0, close + 1))});
    }
    segment = close + 1;
    if (!body_is_due) declaration = segment;
    at = close;
  }
  return functions;
}

std::size_t count_lines(std::string_view text) {
  const auto ends = static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
  return ends + (text.empty() || text.back() == '\n' ? 0 : 1);
}

}  // namespace norma::architecture
