#include "engine/acts/commands/deciders.h"

namespace norma::acts {

/// Errors: person_exists.
Result<std::string> decide_register_person(const v1::CommandBody& body, Deliberation& deliberation) {
  const v1::RegisterPerson& command = body.register_person();
  if (deliberation.context().authority.knows(PersonId(command.person()))) {
    return fail(Reason::kPersonExists, command.person());
  }
  v1::Event event;
  event.mutable_person_registered()->set_person(command.person());
  *event.mutable_person_registered()->mutable_display_name() =
      deliberation.context().texts.seal(command.display_name());
  deliberation.emit_registry(std::move(event));
  return std::string();
}

}  // namespace norma::acts
