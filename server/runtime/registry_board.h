#pragma once

#include <memory>
#include <mutex>
#include <utility>

#include "engine/acts/legal_time.h"
#include "engine/acts/registers.h"
#include "engine/ids.h"
#include "engine/result.h"
#include "norma/v1/turn.pb.h"
#include "workflows/registry.h"

namespace norma::server {

/// What the registry's journal says up to a position: people with their roles, registers and reference data, legal
/// time, definitions. Immutable, shared.
struct RegistryAt {
  std::shared_ptr<const acts::Registers> registers = std::make_shared<const acts::Registers>();
  std::shared_ptr<const acts::LegalTime> legal_time;
  std::shared_ptr<const workflows::Registry> definitions;
  Position position = 0;

  /// The authority among the registers, kept alive by the same pointer.
  [[nodiscard]] std::shared_ptr<const acts::Authority> authority() const {
    return {registers, &registers->authority};
  }

  /// The registry after its next turn; what the turn does not touch is shared with this one.
  ///
  /// Errors: storage_corrupt (a deployed document that is not what its hash says), and those of reading one.
  [[nodiscard]] Result<RegistryAt> after(const v1::Turn& turn) const;

 private:
  Result<void> deploy(const v1::DefinitionDeployed& deployment);
};

/// Where the registry's sequencer posts what is durable and everyone reads it. Thread rule: any thread.
class RegistryBoard {
 public:
  [[nodiscard]] RegistryAt read() const {
    const std::lock_guard lock(mutex_);
    return current_;
  }

  void post(RegistryAt next) {
    const std::lock_guard lock(mutex_);
    current_ = std::move(next);
  }

 private:
  mutable std::mutex mutex_;
  RegistryAt current_;
};

}  // namespace norma::server
