#include <algorithm>

#include "engine/acts/commands/amendments.h"
#include "engine/acts/commands/deciders.h"

namespace norma::acts {

/// Evaluates whether the act reached the goals it was created for (action A3); "amend" opens an amendment.
///
/// Errors, in this order: goal_unknown, definition_unknown.
Result<std::string> decide_evaluate_goals(const v1::CommandBody& body, Deliberation& deliberation) {
  const v1::EvaluateGoals& command = body.evaluate_goals();
  const Result<const v1::CaseState*> state = deliberation.find(command.act());
  if (!state) return tl::unexpected(state.error());
  const auto& goals = (*state)->act().goals();
  for (const v1::GoalMeasurement& measurement : command.measurements()) {
    const bool known = std::any_of(goals.begin(), goals.end(), [&](const v1::Goal& goal) {
      return goal.goal_id() == measurement.goal_id();
    });
    if (!known) return fail(Reason::kGoalUnknown, measurement.goal_id());
  }
  const auto number = static_cast<std::uint32_t>((*state)->act().evaluations_size()) + 1;
  v1::Event event;
  v1::GoalsEvaluated& evaluated = *event.mutable_goals_evaluated();
  evaluated.set_evaluation(number);
  *evaluated.mutable_measurements() = command.measurements();
  evaluated.set_decision(command.decision());
  *evaluated.mutable_text() = deliberation.context().texts.seal(command.text());
  if (command.decision() == v1::AMEND) {
    AmendmentOrigin origin;
    origin.evaluation = number;
    origin.trigger_task = "PU2-6";
    const Result<std::string> amendment = open_amendment(deliberation, command.act(), origin);
    if (!amendment) return amendment;
    evaluated.set_amendment(*amendment);
  }
  deliberation.emit(command.act(), std::move(event));
  return finish_step(deliberation, command.act(), "evaluate-goals");
}

}  // namespace norma::acts
