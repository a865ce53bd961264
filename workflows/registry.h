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
/// One state of the registry's journal: a deployment gives another registry that shares the definitions with this one.
/// Threads: const functions may run together; add_embedded needs the object alone.
class Registry final : public acts::DefinitionSource {
 public:
  /// SHA-256 of the bytes: 32 bytes.
  using Hash = std::function<std::string(std::string_view bytes)>;

  explicit Registry(Hash sha256) : sha256_(std::move(sha256)) {}

  /// Adds the definitions that were built into the program, after which newest is never null.
  ///
  /// Errors: those of read.
  Result<void> add_embedded();

  /// This registry after a deployment: the document's definition is the newest of its kind. One that is there already
  /// is not read again.
  ///
  /// What was deployed once is not linted again: a program with a stricter lint still runs older cases.
  /// Errors: limit_exceeded (definitions, or the document's size), definition_invalid.
  [[nodiscard]] Result<std::shared_ptr<const Registry>> deployed(std::string_view document) const;

  /// Whether a definition of the kind was deployed, beside the one that the program was built with.
  [[nodiscard]] bool has_deployed(v1::CaseKind kind) const { return newest_deployed_.contains(kind); }

  [[nodiscard]] const acts::Definition* newest(v1::CaseKind kind) const override;
  [[nodiscard]] const acts::Definition* by_hash(std::string_view hash) const override;
  /// Errors: as DefinitionSource says; limit_exceeded also when there are too many definitions.
  [[nodiscard]] Result<acts::Definition> read(std::string_view document) const override;

 private:
  using Shared = std::shared_ptr<const acts::Definition>;

  Result<void> check_room(std::string_view hash) const;
  Result<Shared> keep(acts::Definition definition);

  Hash sha256_;
  std::map<std::string, Shared, std::less<>> by_hash_;
  std::map<v1::CaseKind, Shared> newest_embedded_;
  std::map<v1::CaseKind, Shared> newest_deployed_;
};

}  // namespace norma::workflows
