#include "engine/acts/events/appliers.h"

namespace norma::acts {

void apply(v1::CaseState& state, const v1::TaskDelegated& event, const TurnHeader&) {
  for (v1::TaskState& task : *state.mutable_tasks()) {
    if (task.task() != event.task()) continue;
    task.mutable_assignee()->Clear();
    task.mutable_assignee()->set_person(event.person());
    task.set_delegated_by(event.delegator());
    task.set_delegated_role(event.delegator_role());
  }
}

}  // namespace norma::acts
