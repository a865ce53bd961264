#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/ids.h"
#include "engine/instant.h"
#include "engine/persistent_map.h"
#include "norma/v1/event.pb.h"
#include "norma/v1/registry.pb.h"
#include "norma/v1/values.pb.h"

namespace norma::acts {

/// One version of a reference item and when it was recorded.
struct ReferenceVersion {
  v1::ReferenceItemRecorded item;
  Instant recorded_at;
  Position position = 0;
};

/// The reference data of PU2-6 as of the registry's position: what codes mean, and which there are (pu2-6.md 1).
///
/// A fold of the registry's events; a copy costs nothing (see Authority). Items are retired, never removed: what refers
/// to one stays valid. Pointers are valid as long as any copy is.
class ReferenceData {
 public:
  /// Folds one event of the registry; others are ignored.
  void apply(const v1::Event& event, Position position, Instant time);

  /// The latest version of an item, retired or not; null when there is none.
  [[nodiscard]] const ReferenceVersion* latest(v1::ReferenceKind kind, std::string_view code) const;

  /// Every version of an item, the first first; empty when there is none.
  [[nodiscard]] std::vector<const ReferenceVersion*> versions(v1::ReferenceKind kind, std::string_view code) const;

  /// Every item of a kind as it was recorded by a moment, in the order the items came, retired ones too.
  [[nodiscard]] std::vector<const ReferenceVersion*> list(v1::ReferenceKind kind, Instant by) const;

  /// Version of the catalogue that was imported last; empty: none.
  [[nodiscard]] const std::string& catalogue_version() const { return catalogue_version_; }

 private:
  struct Item {
    std::uint64_t order = 0;
    std::vector<ReferenceVersion> versions;
  };

  [[nodiscard]] const Item* find(v1::ReferenceKind kind, std::string_view code) const;

  PersistentMap<std::shared_ptr<const Item>> items_;  ///< Kind and code -> item.
  std::string catalogue_version_;
};

/// Whether an administrator may add items to the kind and retire them. Levels, scales, roles, named persons and duties
/// are what the engine is made of: their words may change, not their number.
[[nodiscard]] bool is_open_kind(v1::ReferenceKind kind);

/// The name of a kind in paths and messages: condition-groups.
[[nodiscard]] std::string_view reference_kind_name(v1::ReferenceKind kind);
[[nodiscard]] std::optional<v1::ReferenceKind> reference_kind_from_name(std::string_view name);

/// The fingerprint of an item of the catalogue: another one when anything in it is another.
[[nodiscard]] std::uint64_t fingerprint_of(const v1::CatalogueItem& item);

}  // namespace norma::acts
