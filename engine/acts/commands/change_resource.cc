#include "engine/acts/commands/deciders.h"
#include "engine/acts/commands/object_steps.h"

namespace norma::acts {

/// Describes a resource anew from a day on. Errors: those of change_object().
Result<std::string> decide_change_resource(const v1::CommandBody& body, Deliberation& deliberation) {
  const v1::ChangeResource& command = body.change_resource();
  return change_object(deliberation, command.resource(), v1::RESOURCE_OBJECT,
                       {command.name_lv(), command.name_en(), command.identifiers(), command.effective_on()}, {});
}

}  // namespace norma::acts
