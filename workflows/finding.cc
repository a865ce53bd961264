#include "workflows/finding.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace norma::workflows {

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
