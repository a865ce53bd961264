#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/ids.h"
#include "engine/instant.h"
#include "engine/persistent_map.h"
#include "norma/v1/event.pb.h"
#include "norma/v1/registry.pb.h"

namespace norma::acts {

/// How an object is described from a day on.
struct ObjectDescription {
  std::string effective_on;  ///< Date.
  std::string higher;        ///< Institutions: the one above it; empty: none.
  v1::TextRef name_lv;
  v1::TextRef name_en;
  std::vector<v1::ExternalIdentifier> identifiers;
  Position position = 0;  ///< Where it was recorded.
};

/// An institution, or a service or resource of one, with all its descriptions.
struct RegisteredObject {
  std::string id;
  v1::ObjectKind kind = v1::OBJECT_KIND_UNSPECIFIED;
  std::string institution;  ///< Whose it is; of an institution: itself.
  std::vector<ObjectDescription> descriptions;  ///< In the order of record; never empty.
  std::string ended_on;                         ///< Liquidated or reorganised on this day; empty: it goes on.
  std::string successor;
  v1::TextRef end_reason;
  Position ended_position = 0;
  bool reviews_completed = false;  ///< Every act at it has its review, after it ended.

  /// How it is described on a day: of the descriptions effective by then the latest; before all of them the first.
  [[nodiscard]] const ObjectDescription& on(std::string_view date) const;

  [[nodiscard]] bool has_ended_by(std::string_view date) const { return !ended_on.empty() && ended_on <= date; }
};

/// The registers of institutions, services and resources: what acts point at (pu2-6.md 1.7).
///
/// A fold of the registry's events; a copy costs nothing (see Authority). Pointers are valid as long as any copy is.
class ObjectRegister {
 public:
  /// Folds one event of the registry; others are ignored.
  void apply(const v1::Event& event, Position position);

  /// The object, or null.
  [[nodiscard]] const RegisteredObject* find(std::string_view object) const;

  /// The object that another register names so, or null.
  [[nodiscard]] const RegisteredObject* identified(std::string_view register_name, std::string_view identifier) const;

  /// Every object of the kind, by id.
  [[nodiscard]] std::vector<const RegisteredObject*> of_kind(v1::ObjectKind kind) const;

  /// Objects that ended and whose acts do not all have their review yet, in the order they ended.
  [[nodiscard]] std::vector<const RegisteredObject*> awaiting_reviews() const;

  /// Whether `higher` is the institution itself or stands above it, at any number of steps.
  [[nodiscard]] bool is_above(std::string_view higher, std::string_view institution) const;

  [[nodiscard]] std::size_t size() const { return objects_.size(); }

 private:
  using Shared = std::shared_ptr<const RegisteredObject>;

  void put(RegisteredObject object);

  PersistentMap<Shared> objects_;
  PersistentMap<std::string> identified_;  ///< Register name 00 identifier -> object; empty: no longer.
  std::shared_ptr<const std::vector<std::string>> awaiting_ = std::make_shared<const std::vector<std::string>>();
};

}  // namespace norma::acts
