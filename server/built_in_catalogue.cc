#include "server/built_in_catalogue.h"

#include <string>

#include "server/runtime/own_command.h"
#include "workflows/embedded.h"
#include "workflows/reference_catalogue.h"

namespace norma::server {

Result<void> import_built_in_catalogue(Service& service) {
  for (const workflows::EmbeddedFile& file : workflows::embedded_catalogues()) {
    Result<v1::ImportCatalogue> catalogue = workflows::load_catalogue(file.bytes);
    if (!catalogue) return tl::unexpected(catalogue.error());
    if (service.registry().read().registers->reference.catalogue_version() == catalogue->version()) continue;
    acts::Command command;
    command.id = "built-in:" + std::string(file.name);
    command.cause = command.id;
    *command.body.mutable_import_catalogue() = std::move(*catalogue);
    if (const Result<void> imported = give_as_service(service, std::move(command)); !imported) return imported;
  }
  return {};
}

}  // namespace norma::server
