#include "workflows/lint.h"

#include <algorithm>
#include <memory>
#include <string>

#include "engine/statechart/chart.h"
#include "engine/statechart/compile.h"
#include "engine/statechart/document.h"
#include "workflows/chart_lint.h"
#include "workflows/duties.h"
#include "workflows/event_lint.h"
#include "workflows/expression_lint.h"
#include "workflows/reader.h"
#include "workflows/vocabulary.h"

namespace norma::workflows {
namespace {

/// The number at the start of `text`, taken off together with the colon after it.
std::uint32_t take_number(std::string_view& text) {
  std::uint32_t number = 0;
  std::size_t digits = 0;
  while (digits < text.size() && digits < 9 && text[digits] >= '0' && text[digits] <= '9') {
    number = number * 10 + static_cast<std::uint32_t>(text[digits++] - '0');
  }
  if (digits == 0 || digits == text.size() || text[digits] != ':') return 0;
  text.remove_prefix(digits + 1);
  return number;
}

/// The reader and the compiler say "line:column: message"; a broken limit has no place.
std::vector<LintFinding> unreadable(const Error& error) {
  if (error.reason != Reason::kDefinitionInvalid || error.details.empty()) {
    return {{1, 1, LintFinding::Severity::kError, reason_message(error.reason, Language::kEn, error.details)}};
  }
  std::string_view message = error.details.front();
  const std::uint32_t line = take_number(message);
  const std::uint32_t column = take_number(message);
  message.remove_prefix(std::min(message.find_first_not_of(' '), message.size()));
  return {{line, column, LintFinding::Severity::kError, std::string(message)}};
}

}  // namespace

std::vector<LintFinding> lint(std::string_view bytes) {
  const Result<statechart::Element> root = read_xml(bytes);
  if (!root) return unreadable(root.error());
  const Result<std::shared_ptr<const statechart::Chart>> chart = statechart::compile(*root);
  if (!chart) return unreadable(chart.error());

  Findings findings;
  const std::string_view name = root->attribute("name").value_or("");
  if (!kind_named(name)) findings.error(*root, "the name is need, act or amendment, not '" + std::string(name) + "'");
  const DutiesByState duties = read_duties(*root, findings);
  lint_parallels(*root, **chart, findings);
  lint_reachability(**chart, findings);
  lint_events(**chart, duties, findings);
  lint_expressions(*root, **chart, findings);
  return std::move(findings).sorted();
}

}  // namespace norma::workflows
