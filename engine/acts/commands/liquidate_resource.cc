#include "engine/acts/commands/deciders.h"
#include "engine/acts/commands/object_steps.h"

namespace norma::acts {

/// Ends a resource; every act at it is to be reviewed (pu2-6.md 3.5). Errors: those of end_object().
Result<std::string> decide_liquidate_resource(const v1::CommandBody& body, Deliberation& deliberation) {
  const v1::LiquidateResource& command = body.liquidate_resource();
  return end_object(deliberation, command.resource(), v1::RESOURCE_OBJECT, command.ended_on(), command.reason(), {});
}

}  // namespace norma::acts
