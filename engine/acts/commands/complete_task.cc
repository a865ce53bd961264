#include <algorithm>

#include "engine/acts/commands/deciders.h"
#include "engine/acts/commands/task_reference.h"
#include "engine/acts/independence.h"

namespace norma::acts {

/// Completes a task that has outcomes; a task done by a command of its own refuses and names it.
///
/// Where the coordinator drafts, who drafted judges nothing (four eyes, pu2-6.md 3.5).
/// Errors, in this order: those of own_task(), task_needs_command, outcome_invalid, four_eyes_required,
/// command_not_accepted.
Result<std::string> decide_complete_task(const v1::CommandBody& body, Deliberation& deliberation) {
  const v1::CompleteTask& command = body.complete_task();
  const Result<v1::TaskState> task = own_task(deliberation, command.task());
  if (!task) return tl::unexpected(task.error());
  if (task->command() != "complete-task") return fail(Reason::kTaskNeedsCommand, task->command());
  const auto& outcomes = task->outcomes();
  if (std::find(outcomes.begin(), outcomes.end(), command.outcome()) == outcomes.end()) {
    std::string possible;
    for (const std::string& outcome : outcomes) possible += (possible.empty() ? "" : ", ") + outcome;
    return fail(Reason::kOutcomeInvalid, command.outcome(), possible);
  }
  const std::string case_id = case_of_task(command.task());
  const std::string& actor = deliberation.command().actor.str();
  if (needs_other_eyes(**deliberation.find(case_id), actor)) return fail(Reason::kFourEyesRequired, actor);
  deliberation.close_task(case_id, task->task(), v1::COMPLETED, command.outcome(),
                          deliberation.context().texts.seal(command.note()));
  return advance_step(deliberation, case_id, "task." + task->key() + "." + command.outcome(), task->item());
}

}  // namespace norma::acts
