#include "workflows/finding.h"

#include <algorithm>
#include <string_view>
#include <tuple>
#include <utility>

namespace norma::workflows {
namespace {

/// The number at the start of `text`, taken off with the colon after it; 0 when there is none.
std::uint32_t take_number(std::string_view& text) {
  std::uint32_t number = 0;
  std::size_t digits = 0;
  while (digits < text.size() && digits < 9 && text[digits] >= '0' && text[digits] <= '9') {
    number = number * 10 + static_cast<std::uint32_t>(text[digits++] - '0');
  }
  if (digits == 0) return 0;
  text.remove_prefix(digits < text.size() && text[digits] == ':' ? digits + 1 : digits);
  return number;
}

}  // namespace

LintFinding finding_of(const Error& error) {
  LintFinding finding{1, 1, LintFinding::Severity::kError, reason_message(error.reason, Language::kEn, error.details)};
  const bool is_limit = error.reason == Reason::kLimitExceeded && error.details.size() > 2;
  const bool is_fault = error.reason == Reason::kDefinitionInvalid && !error.details.empty();
  if (!is_limit && !is_fault) return finding;
  std::string_view rest = is_limit ? error.details[2] : error.details[0];
  const std::uint32_t line = take_number(rest);
  const std::uint32_t column = take_number(rest);
  if (line == 0 || column == 0) return finding;
  finding.line = line;
  finding.column = column;
  rest.remove_prefix(std::min(rest.find_first_not_of(' '), rest.size()));
  if (is_fault) finding.message = rest;
  return finding;
}

std::string format_finding(const LintFinding& finding) {
  return std::to_string(finding.line) + ":" + std::to_string(finding.column) + ": " + finding.message;
}

void Findings::error(const statechart::Element& where, std::string message) {
  findings_.push_back({where.line, where.column, LintFinding::Severity::kError, std::move(message)});
}

void Findings::warning(const statechart::Element& where, std::string message) {
  findings_.push_back({where.line, where.column, LintFinding::Severity::kWarning, std::move(message)});
}

std::vector<LintFinding> Findings::sorted() && {
  std::stable_sort(findings_.begin(), findings_.end(), [](const LintFinding& left, const LintFinding& right) {
    return std::tie(left.line, left.column) < std::tie(right.line, right.column);
  });
  return std::move(findings_);
}

}  // namespace norma::workflows
