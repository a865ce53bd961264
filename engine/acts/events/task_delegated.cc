#include "engine/acts/events/appliers.h"

namespace norma::acts {

void apply(v1::CaseState& state, const v1::TaskDelegated& event, const TurnHeader&) {
  for (v1::TaskState& task : *state.mutable_tasks()) {
    if (task.task() != event.task()) continue;
    task.mutable_assignee()->Clear();
    task.mutable_assignee()->set_person(event.person());
  }
}

}  // namespace norma::acts
