#pragma once

#include <vector>

#include "engine/reason.h"
#include "engine/statechart/interpreter.h"
#include "workflows/scenarios/case_model.h"
#include "workflows/scenarios/mismatch.h"
#include "workflows/scenarios/scenario.h"
#include "workflows/scenarios/subject.h"

namespace norma::workflows::scenarios {

struct StepOutcome {
  std::vector<Mismatch> mismatches;                 ///< In the order they were found; none: the step went as told.
  std::vector<statechart::TransitionIndex> taken;  ///< Also of a step with mismatches.
};

/// Runs one step on the case and compares all that changed with all that the step says.
///
/// language: of the labels in messages. Requires: the case began with an earlier step, or this step begins it.
[[nodiscard]] StepOutcome check_step(const Subject& subject, statechart::Interpreter& interpreter, const Step& step,
                                     Language language, CaseModel& model);

}  // namespace norma::workflows::scenarios
