#include "engine/acts/commands/deciders.h"
#include "engine/acts/commands/proposals.h"

namespace norma::acts {

/// Names the drafter of an act or amendment: coordinating, not developing (pu2-6.md 1.4). What was offered with an
/// amendment is laid before them.
///
/// Errors: person_unknown.
Result<std::string> decide_assign_drafter(const v1::CommandBody& body, Deliberation& deliberation) {
  const v1::AssignDrafter& command = body.assign_drafter();
  if (!deliberation.context().authority.knows(PersonId(command.drafter()))) {
    return fail(Reason::kPersonUnknown, command.drafter());
  }
  v1::Event event;
  event.mutable_drafter_assigned()->set_drafter(command.drafter());
  deliberation.emit(command.case_id(), std::move(event));
  const Result<std::string> assigned = finish_step(deliberation, command.case_id(), "assign-drafter");
  if (!assigned) return assigned;
  if (const Result<void> asked = ask_about_offers(deliberation, command.case_id()); !asked) {
    return tl::unexpected(asked.error());
  }
  return assigned;
}

}  // namespace norma::acts
