#include "server/built_in_definitions.h"

#include <string>

#include "server/runtime/own_command.h"
#include "workflows/embedded.h"

namespace norma::server {

Result<void> deploy_built_in_definitions(Service& service) {
  const std::shared_ptr<const workflows::Registry> definitions = service.registry().read().definitions;
  for (const workflows::EmbeddedFile& file : workflows::embedded_definitions()) {
    const Result<acts::Definition> definition = definitions->read(file.bytes);
    if (!definition) return tl::unexpected(definition.error());
    if (definitions->has_deployed(definition->kind)) continue;
    acts::Command command;
    command.id = "built-in:" + std::string(file.name);
    command.cause = command.id;
    command.body.mutable_deploy_definition()->set_document(std::string(file.bytes));
    if (const Result<void> deployed = give_as_service(service, std::move(command)); !deployed) return deployed;
  }
  return {};
}

}  // namespace norma::server
