#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "engine/acts/definition.h"
#include "engine/result.h"

namespace norma::workflows {

/// Every definition that a case may be pinned to, by hash, and the newest of each kind.
///
/// Threads: const functions may run together; add needs the object alone. Definitions live as long as the registry.
class Registry : public acts::DefinitionSource {
 public:
  /// SHA-256 of the bytes: 32 bytes.
  using Hash = std::function<std::string(std::string_view bytes)>;

  /// Takes a definition in and makes it the newest of its kind; one that is there already stays as it is.
  ///
  /// `hash` is the SHA-256 of `bytes`. The definition belongs to the registry.
  /// Errors: limit_exceeded (definitions), definition_invalid with "line:column: message" of the first lint error.
  Result<void> add(std::string_view bytes, std::string_view hash);

  /// Adds the definitions that were built into the program, after which newest is never null.
  ///
  /// Errors: those of add.
  Result<void> add_embedded(const Hash& sha256);

  [[nodiscard]] const acts::Definition* newest(v1::CaseKind kind) const override;
  [[nodiscard]] const acts::Definition* by_hash(std::string_view hash) const override;

 private:
  std::map<std::string, std::unique_ptr<const acts::Definition>, std::less<>> by_hash_;
  std::map<v1::CaseKind, const acts::Definition*> newest_;
};

}  // namespace norma::workflows
