#pragma once

#include "engine/statechart/chart.h"
#include "engine/statechart/document.h"
#include "workflows/finding.h"

namespace norma::workflows {

/// Finds transitions that leave a parallel from inside a region and do not say so with `norma:leaves`.
void lint_parallels(const statechart::Element& root, const statechart::Chart& chart, Findings& findings);

/// Finds states that can never be entered, whatever the conditions are.
void lint_reachability(const statechart::Chart& chart, Findings& findings);

}  // namespace norma::workflows
