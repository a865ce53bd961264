#include "engine/acts/commands/deciders.h"
#include "engine/acts/commands/object_steps.h"

namespace norma::acts {

/// Describes an institution anew from a day on: its names are dated, as ministries change theirs. Errors: those of
/// change_object().
Result<std::string> decide_change_institution(const v1::CommandBody& body, Deliberation& deliberation) {
  const v1::ChangeInstitution& command = body.change_institution();
  return change_object(deliberation, command.institution(), v1::INSTITUTION_OBJECT,
                       {command.name_lv(), command.name_en(), command.identifiers(), command.effective_on()},
                       command.higher());
}

}  // namespace norma::acts
