#include "server/runtime/registry_board.h"

#include "engine/hex.h"

namespace norma::server {

Result<RegistryAt> RegistryAt::after(const v1::Turn& turn) const {
  RegistryAt next{registers, legal_time, definitions, turn.position()};
  std::shared_ptr<acts::Registers> registered;
  std::shared_ptr<acts::LegalTime> time;
  for (const v1::Event& event : turn.events()) {
    if (event.has_definition_deployed()) {
      const Result<void> deployed = next.deploy(event.definition_deployed());
      if (!deployed) return tl::unexpected(deployed.error());
    } else if (acts::LegalTime::concerns(event)) {
      if (time == nullptr) time = std::make_shared<acts::LegalTime>(*legal_time);
      time->apply(event);
    } else {
      if (registered == nullptr) registered = std::make_shared<acts::Registers>(*registers);
      registered->apply(event, turn.position(), from_timestamp(turn.time()));
    }
  }
  if (registered != nullptr) next.registers = std::move(registered);
  if (time != nullptr) next.legal_time = std::move(time);
  return next;
}

Result<void> RegistryAt::deploy(const v1::DefinitionDeployed& deployment) {
  Result<std::shared_ptr<const workflows::Registry>> deployed = definitions->deployed(deployment.document());
  if (!deployed) return tl::unexpected(deployed.error());
  if ((*deployed)->newest(deployment.kind())->hash != deployment.hash()) {
    return fail(Reason::kStorageCorrupt, "definition " + to_hex(deployment.hash()));
  }
  definitions = std::move(*deployed);
  return {};
}

}  // namespace norma::server
