#include "workflows/lint.h"

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

std::vector<LintFinding> lint(std::string_view bytes) {
  const Result<statechart::Element> root = read_xml(bytes);
  if (!root) return {finding_of(root.error())};
  const Result<std::shared_ptr<const statechart::Chart>> chart = statechart::compile(*root);
  if (!chart) return {finding_of(chart.error())};

  Findings findings;
  const std::string_view name = root->attribute("name").value_or("");
  if (!kind_named(name)) findings.error(*root, "the name is need, act, amendment or recheck, not '" + std::string(name) + "'");
  const DutiesByState duties = read_duties(*root, findings);
  lint_parallels(*root, **chart, findings);
  lint_reachability(**chart, findings);
  lint_events(**chart, duties, findings);
  lint_expressions(*root, **chart, findings);
  return std::move(findings).sorted();
}

}  // namespace norma::workflows
