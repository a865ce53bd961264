#include "workflows/diff/canonical.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "workflows/vocabulary.h"

namespace norma::workflows::diff {
namespace {

using statechart::Element;

constexpr std::string_view kSpace = " \t\r\n";

constexpr std::array<std::string_view, 13> kExpressions = {
    "cond", "expr", "location", "eventexpr", "targetexpr", "typeexpr", "sendidexpr", "delayexpr", "srcexpr", "array",
    "item", "index", "namelist"};

bool is_digit(char character) { return character >= '0' && character <= '9'; }

bool is_name_character(char character) {
  return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z') || is_digit(character) || character == '_' || character == '$' || (character & 0x80) != 0;
}

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(kSpace);
  return first == std::string_view::npos ? std::string_view{} : text.substr(first, text.find_last_not_of(kSpace) - first + 1);
}

/// Whether two characters would be read as one token, or as another one, when they touch.
bool would_join(char left, char right) {
  const bool names = is_name_character(left) && is_name_character(right);
  const bool signs = left == right && (left == '+' || left == '-');
  const bool number = (is_digit(left) && right == '.') || (left == '.' && is_digit(right));
  return names || signs || number;
}

/// The end of a comment or of a string literal that begins here; the place itself when neither does.
std::size_t end_of_token(std::string_view source, std::size_t at) {
  const std::string_view two = source.substr(at, 2);
  if (two == "/*") return std::min(source.find("*/", at + 2), source.size() - 2) + 2;
  if (two == "//") return std::min(source.find('\n', at), source.size());
  const char quote = source[at];
  if (quote != '"' && quote != '\'') return at;
  for (std::size_t end = at + 1; end < source.size(); ++end) {
    if (source[end] == '\\') {
      ++end;
    } else if (source[end] == quote) {
      return end + 1;
    }
  }
  return source.size();
}

std::string words_of(std::string_view text) {
  std::string line;
  for (const std::string_view word : words(text)) line.append(line.empty() ? "" : " ").append(word);
  return line;
}

std::string canonical_attribute(const statechart::Attribute& attribute) {
  const bool expression = std::find(kExpressions.begin(), kExpressions.end(), attribute.name) != kExpressions.end();
  const std::string prefix = attribute.name_space == statechart::kWorkflowNamespace ? "norma:" : "";
  return prefix + attribute.name + "=" + (expression ? canonical_expression(attribute.value) : words_of(attribute.value));
}

}  // namespace

std::string canonical_expression(std::string_view source) {
  source = trimmed(source);
  std::string code;
  bool gap = false;
  for (std::size_t at = 0; at < source.size();) {
    const std::size_t end = end_of_token(source, at);
    const bool comment = end > at && source[at] == '/';
    if (!comment && source[at] == '/') return std::string(source);
    if (comment || kSpace.find(source[at]) != std::string_view::npos) {
      gap = true;
      at = std::max(end, at + 1);
      continue;
    }
    if (gap && !code.empty() && would_join(code.back(), source[at])) code += ' ';
    gap = false;
    code.append(source.substr(at, std::max(end, at + 1) - at));
    at = std::max(end, at + 1);
  }
  return code;
}

std::string canonical_text(std::string_view source) {
  source = trimmed(source);
  std::string text;
  for (std::size_t at = 0; at < source.size();) {
    const std::size_t after = std::min(source.find_first_not_of(kSpace, at), source.size());
    if (after > at) {
      // A line's end may end a statement.
      text += source.substr(at, after - at).find('\n') == std::string_view::npos ? ' ' : '\n';
      at = after;
      continue;
    }
    const bool comment = source[at] == '/';
    const std::size_t end = comment ? at + 1 : std::max(end_of_token(source, at), at + 1);
    text.append(source.substr(at, end - at));
    at = end;
  }
  return text;
}

std::string canonical_inside(const Element& element) {
  std::string text;
  for (const Element& child : element.children) {
    if (child.name_space != statechart::kScxmlNamespace) continue;
    text += (text.empty() ? "" : ", ") + canonical_element(child);
  }
  // Text beside elements is formatting.
  return element.children.empty() ? canonical_text(element.text) : text;
}

std::string canonical_element(const Element& element) {
  std::vector<std::string> attributes;
  for (const statechart::Attribute& attribute : element.attributes) {
    const bool counts = attribute.name_space.empty() || attribute.name_space == statechart::kWorkflowNamespace;
    if (counts) attributes.push_back(canonical_attribute(attribute));
  }
  std::sort(attributes.begin(), attributes.end());
  std::string text = element.name;
  for (const std::string& attribute : attributes) text += ' ' + attribute;
  const std::string inside = canonical_inside(element);
  if (inside.empty()) return text;
  return element.children.empty() ? text + ": " + inside : text + " (" + inside + ")";
}

}  // namespace norma::workflows::diff
