#pragma once

#include "engine/statechart/chart.h"
#include "engine/statechart/document.h"
#include "workflows/finding.h"

namespace norma::workflows {

/// Finds scripts, functions in data, and expressions that are more than one expression.
void lint_expressions(const statechart::Element& root, const statechart::Chart& chart, Findings& findings);

}  // namespace norma::workflows
