#pragma once

#include <string>
#include <vector>

#include "engine/reason.h"
#include "engine/statechart/state_set.h"
#include "workflows/scenarios/case_model.h"
#include "workflows/scenarios/mismatch.h"
#include "workflows/scenarios/scenario.h"
#include "workflows/scenarios/subject.h"

namespace norma::workflows::scenarios {

/// Compares what a step changed with what it says, both ways: nothing untold, nothing told in vain.
///
/// before: the active states before the step.
[[nodiscard]] std::vector<Mismatch> compare_changes(const Subject& subject, const Step& step, Language language,
                                                    const statechart::StateSet& before, const CaseModel& after,
                                                    const Changes& changes);

/// The task that a line names, or null; what is wrong with its name, part and command is added to `mismatches`.
///
/// what: the kind of line, for the messages.
[[nodiscard]] const acts::TaskTemplate* task_named(const Subject& subject, const TaskLine& line,
                                                   const std::string& what, Language language,
                                                   std::vector<Mismatch>& mismatches);

/// The states of a configuration that have no children, with their labels.
[[nodiscard]] std::string states_text(const Subject& subject, const statechart::StateSet& configuration,
                                      Language language);

}  // namespace norma::workflows::scenarios
