#include "engine/acts/commands/deciders.h"
#include "engine/acts/commands/task_reference.h"

namespace norma::acts {

/// Gives an open task to another person. Errors, in this order: task_not_found, task_not_yours, person_unknown.
Result<std::string> decide_delegate_task(const v1::CommandBody& body, Deliberation& deliberation) {
  const v1::DelegateTask& command = body.delegate_task();
  const Result<v1::TaskState> task = own_task(deliberation, command.task());
  if (!task) return tl::unexpected(task.error());
  if (!deliberation.context().authority.knows(PersonId(command.person()))) {
    return fail(Reason::kPersonUnknown, command.person());
  }
  const std::string case_id = case_of_task(command.task());
  v1::Event event;
  event.mutable_task_delegated()->set_task(task->task());
  event.mutable_task_delegated()->set_person(command.person());
  *event.mutable_task_delegated()->mutable_reason() = deliberation.context().texts.seal(command.reason());
  deliberation.emit(case_id, std::move(event));
  return case_id;
}

}  // namespace norma::acts
