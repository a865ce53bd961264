#include "engine/acts/commands/deciders.h"
#include "engine/acts/commands/task_reference.h"
#include "engine/acts/independence.h"

namespace norma::acts {

/// Gives an open task to another person, who does it on behalf of the one who had it first.
///
/// Errors, in this order: those of own_task(), person_unknown, auditor_may_not_act, drafter_is_approver (the adoption
/// to the drafter).
Result<std::string> decide_delegate_task(const v1::CommandBody& body, Deliberation& deliberation) {
  const v1::DelegateTask& command = body.delegate_task();
  const Result<v1::TaskState> task = own_task(deliberation, command.task());
  if (!task) return tl::unexpected(task.error());
  const Context& context = deliberation.context();
  const PersonId person(command.person());
  if (!context.authority.knows(person)) return fail(Reason::kPersonUnknown, command.person());
  const std::string case_id = case_of_task(command.task());
  const v1::CaseState& state = **deliberation.find(case_id);
  if (const Result<void> free = check_may_take_part(context.authority, context.moment(), state, person); !free) {
    return tl::unexpected(free.error());
  }
  if (task->command() == "adopt-act" && is_drafter(state.preparation(), command.person())) {
    return fail(Reason::kDrafterIsApprover);
  }
  const Capacity& capacity = deliberation.capacity();
  const PersonId& delegator = capacity.on_behalf_of.empty() ? deliberation.command().actor : capacity.on_behalf_of;
  v1::Event event;
  v1::TaskDelegated& delegated = *event.mutable_task_delegated();
  delegated.set_task(task->task());
  delegated.set_person(command.person());
  *delegated.mutable_reason() = context.texts.seal(command.reason());
  if (delegator != person) delegated.set_delegator(delegator.str());
  delegated.set_delegator_role(capacity.role);
  deliberation.emit(case_id, std::move(event));
  return case_id;
}

}  // namespace norma::acts
