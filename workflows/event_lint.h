#pragma once

#include "engine/statechart/chart.h"
#include "workflows/duties.h"
#include "workflows/finding.h"

namespace norma::workflows {

/// Finds events that are never raised, and tasks and terms that nothing answers to.
void lint_events(const statechart::Chart& chart, const DutiesByState& duties, Findings& findings);

}  // namespace norma::workflows
