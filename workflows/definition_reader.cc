#include "workflows/definition_reader.h"

#include <memory>
#include <utility>

#include "engine/statechart/compile.h"
#include "workflows/duties.h"
#include "workflows/reader.h"
#include "workflows/vocabulary.h"

namespace norma::workflows {

Result<acts::Definition> read_definition(std::string_view bytes, std::string hash) {
  const Result<statechart::Element> root = read_xml(bytes);
  if (!root) return tl::unexpected(root.error());
  Result<std::shared_ptr<const statechart::Chart>> chart = statechart::compile(*root);
  if (!chart) return tl::unexpected(chart.error());

  Findings findings;
  acts::Definition definition;
  definition.name = root->attribute("name").value_or("");
  const auto kind = kind_named(definition.name);
  if (!kind) findings.error(*root, "the name is need, act or amendment, not '" + definition.name + "'");
  definition.duties = read_duties(*root, findings);
  for (const LintFinding& finding : std::move(findings).sorted()) {
    return fail(Reason::kDefinitionInvalid, format_finding(finding));
  }
  definition.kind = *kind;
  definition.hash = std::move(hash);
  definition.chart = std::move(*chart);
  return definition;
}

}  // namespace norma::workflows
