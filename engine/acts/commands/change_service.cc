#include "engine/acts/commands/deciders.h"
#include "engine/acts/commands/object_steps.h"

namespace norma::acts {

/// Describes a service anew from a day on. Errors: those of change_object().
Result<std::string> decide_change_service(const v1::CommandBody& body, Deliberation& deliberation) {
  const v1::ChangeService& command = body.change_service();
  return change_object(deliberation, command.service(), v1::SERVICE_OBJECT,
                       {command.name_lv(), command.name_en(), command.identifiers(), command.effective_on()}, {});
}

}  // namespace norma::acts
