#include "engine/acts/events/appliers.h"

namespace norma::acts {

void apply(v1::CaseState& state, const v1::TaskOpened& event, const TurnHeader& turn) {
  v1::TaskState& task = *state.add_tasks();
  task.set_task(event.task());
  task.set_key(event.key());
  task.set_state(event.state());
  task.set_item(event.item());
  *task.mutable_assignee() = event.assignee();
  task.set_command(event.command());
  *task.mutable_outcomes() = event.outcomes();
  if (event.has_due()) *task.mutable_due() = event.due();
  *task.mutable_opened_at() = to_timestamp(turn.time);
  state.set_next_task(event.task() + 1);
}

}  // namespace norma::acts
