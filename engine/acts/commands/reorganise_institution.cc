#include "engine/acts/commands/deciders.h"
#include "engine/acts/commands/object_steps.h"

namespace norma::acts {

/// Ends an institution, with a successor or without; every act of it is to be reviewed (pu2-6.md 3.5). Errors: those of
/// end_object().
Result<std::string> decide_reorganise_institution(const v1::CommandBody& body, Deliberation& deliberation) {
  const v1::ReorganiseInstitution& command = body.reorganise_institution();
  return end_object(deliberation, command.institution(), v1::INSTITUTION_OBJECT, command.ended_on(), command.reason(),
                    command.successor());
}

}  // namespace norma::acts
