#include "engine/acts/commands/deciders.h"
#include "engine/hex.h"

namespace norma::acts {
namespace {

/// A turn carries the whole document, and turns are read, pushed and replayed by the thousand.
constexpr std::size_t kMostDocumentBytes = 256 * 1024;

}  // namespace

/// Makes a definition the one that new cases of its kind take. An older one may come back: only the newest is refused.
///
/// Errors, in this order: limit_exceeded, definition_invalid, definition_current.
Result<std::string> decide_deploy_definition(const v1::CommandBody& body, Deliberation& deliberation) {
  const std::string& document = body.deploy_definition().document();
  if (document.size() > kMostDocumentBytes) {
    return fail(Reason::kLimitExceeded, "document", std::to_string(kMostDocumentBytes));
  }
  const DefinitionSource& definitions = deliberation.context().definitions;
  const Result<Definition> definition = definitions.read(document);
  if (!definition) return tl::unexpected(definition.error());
  const Definition* newest = definitions.newest(definition->kind);
  // The service itself records what it was built with, which is already in force.
  if (!deliberation.command().internal && newest != nullptr && newest->hash == definition->hash) {
    return fail(Reason::kDefinitionCurrent, to_hex(definition->hash));
  }
  v1::Event event;
  v1::DefinitionDeployed& deployed = *event.mutable_definition_deployed();
  deployed.set_hash(definition->hash);
  deployed.set_kind(definition->kind);
  deployed.set_document(document);
  deliberation.emit_registry(std::move(event));
  return std::string();
}

}  // namespace norma::acts
