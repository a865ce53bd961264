#include "engine/acts/commands/deciders.h"
#include "engine/acts/commands/object_steps.h"

namespace norma::acts {

/// Takes a resource of an institution into the register (pu2-6.md 1.7). Errors: those of register_object().
Result<std::string> decide_register_resource(const v1::CommandBody& body, Deliberation& deliberation) {
  const v1::RegisterResource& command = body.register_resource();
  v1::ObjectRegistered registered;
  registered.set_kind(v1::RESOURCE_OBJECT);
  registered.set_object(command.resource());
  registered.set_institution(command.institution());
  return register_object(deliberation, std::move(registered),
                         {command.name_lv(), command.name_en(), command.identifiers(), command.effective_on()});
}

}  // namespace norma::acts
