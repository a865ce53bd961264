#include "workflows/expression_lint.h"

#include <algorithm>
#include <string>
#include <string_view>

namespace norma::workflows {
namespace {

using statechart::Element;

bool is_name_character(char character) {
  return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z') ||
         (character >= '0' && character <= '9') || character == '_' || character == '$';
}

/// The program text with the content of its string literals and comments blanked out.
std::string without_literals(std::string_view source) {
  std::string code{source};
  for (std::size_t at = 0; at < code.size(); ++at) {
    const char opening = code[at];
    const bool line_comment = source.substr(at, 2) == "//";
    const bool block_comment = source.substr(at, 2) == "/*";
    if (opening != '\'' && opening != '"' && opening != '`' && !line_comment && !block_comment) continue;
    const std::string_view closing = line_comment ? "\n" : block_comment ? "*/" : source.substr(at, 1);
    const std::size_t start = at + (line_comment || block_comment ? 2 : 1);
    std::size_t end = start;
    while (end < source.size() && source.substr(end, closing.size()) != closing) {
      end += !line_comment && !block_comment && source[end] == '\\' ? 2 : 1;
    }
    end = std::min(end, source.size());
    code.replace(start, end - start, end - start, ' ');
    at = std::min(end + closing.size(), source.size()) - 1;
  }
  return code;
}

bool has_word(std::string_view code, std::string_view word) {
  for (std::size_t at = code.find(word); at != std::string_view::npos; at = code.find(word, at + 1)) {
    const bool starts = at == 0 || !is_name_character(code[at - 1]);
    const std::size_t end = at + word.size();
    if (starts && (end == code.size() || !is_name_character(code[end]))) return true;
  }
  return false;
}

bool has_function(std::string_view code) {
  return has_word(code, "function") || has_word(code, "Function") || code.find("=>") != std::string_view::npos;
}

void check_elements(const Element& element, Findings& findings) {
  if (element.name_space == statechart::kScxmlNamespace) {
    if (element.name == "script") findings.error(element, "scripts are not allowed: write single expressions");
    if (element.name == "data" && has_function(without_literals(element.text))) {
      findings.error(element, "data holds a function");
    }
  }
  for (const Element& child : element.children) check_elements(child, findings);
}

}  // namespace

void lint_expressions(const Element& root, const statechart::Chart& chart, Findings& findings) {
  check_elements(root, findings);
  for (const statechart::Expression& expression : chart.expressions()) {
    if (expression.kind == statechart::ExpressionKind::kScript) continue;
    Element place;
    place.line = expression.line;
    place.column = expression.column;
    const std::string code = without_literals(expression.source);
    if (has_function(code)) findings.error(place, "an expression holds a function: " + expression.source);
    if (code.find(';') != std::string::npos) {
      findings.error(place, "an expression is more than one statement: " + expression.source);
    }
  }
}

}  // namespace norma::workflows
