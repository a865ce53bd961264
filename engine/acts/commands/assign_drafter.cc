#include "engine/acts/commands/deciders.h"
#include "engine/acts/commands/proposals.h"
#include "engine/acts/independence.h"
#include "engine/acts/parts.h"

namespace norma::acts {
namespace {

/// One human coordinates the case and is to draft it.
bool coordinates(const Deliberation& deliberation, const v1::CaseState& state, const PersonId& drafter) {
  const Context& context = deliberation.context();
  if (deliberation.acts_as(drafter.str())) return true;
  for (const v1::Selector& selector : holders_of(Part::kCoordinator, state)) {
    if (context.authority.matches(selector, drafter, context.moment())) return true;
  }
  return false;
}

}  // namespace

/// Names the drafter of an act or amendment: coordinating, not developing (pu2-6.md 1.4). A coordinator who drafts is
/// noted: another has to review and to approve (3.5). What was offered with an amendment is laid before them.
///
/// Errors, in this order: person_unknown, auditor_may_not_act.
Result<std::string> decide_assign_drafter(const v1::CommandBody& body, Deliberation& deliberation) {
  const v1::AssignDrafter& command = body.assign_drafter();
  const Context& context = deliberation.context();
  const PersonId drafter(command.drafter());
  if (!context.authority.knows(drafter)) return fail(Reason::kPersonUnknown, command.drafter());
  const Result<const v1::CaseState*> state = deliberation.find(command.case_id());
  if (!state) return tl::unexpected(state.error());
  if (const Result<void> free = check_may_take_part(context.authority, context.moment(), **state, drafter); !free) {
    return tl::unexpected(free.error());
  }
  v1::Event event;
  event.mutable_drafter_assigned()->set_drafter(command.drafter());
  event.mutable_drafter_assigned()->set_coordinator_drafts(coordinates(deliberation, **state, drafter));
  deliberation.emit(command.case_id(), std::move(event));
  const Result<std::string> assigned = finish_step(deliberation, command.case_id(), "assign-drafter");
  if (!assigned) return assigned;
  if (const Result<void> asked = ask_about_offers(deliberation, command.case_id()); !asked) {
    return tl::unexpected(asked.error());
  }
  return assigned;
}

}  // namespace norma::acts
