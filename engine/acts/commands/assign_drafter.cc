#include "engine/acts/commands/deciders.h"

namespace norma::acts {

/// Names the drafter of an act or amendment: coordinating, not developing (pu2-6.md 1.4).
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
  return finish_step(deliberation, command.case_id(), "assign-drafter");
}

}  // namespace norma::acts
