#include "engine/acts/commands/deciders.h"
#include "engine/acts/commands/object_steps.h"

namespace norma::acts {

/// Takes an institution into the register, below a higher one if it has one (VPIL 72(3), 75). Errors: those of
/// register_object(), with higher_in_circle after those of the higher institution.
Result<std::string> decide_register_institution(const v1::CommandBody& body, Deliberation& deliberation) {
  const v1::RegisterInstitution& command = body.register_institution();
  v1::ObjectRegistered registered;
  registered.set_kind(v1::INSTITUTION_OBJECT);
  registered.set_object(command.institution());
  registered.set_institution(command.institution());
  registered.set_higher(command.higher());
  return register_object(deliberation, std::move(registered),
                         {command.name_lv(), command.name_en(), command.identifiers(), command.effective_on()});
}

}  // namespace norma::acts
