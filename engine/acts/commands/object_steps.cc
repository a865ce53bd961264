#include "engine/acts/commands/object_steps.h"

#include <algorithm>
#include <set>

namespace norma::acts {
namespace {

Result<void> check_identifiers(const Deliberation& deliberation, const std::string& object,
                               const Identifiers& identifiers) {
  std::set<std::string> registers;
  for (const v1::ExternalIdentifier& identifier : identifiers) {
    if (identifier.register_name().empty()) return fail(Reason::kMissingField, "identifiers.register_name");
    if (identifier.identifier().empty()) return fail(Reason::kMissingField, "identifiers.identifier");
    if (identifier.checked_on() > format_date(deliberation.today())) {
      return fail(Reason::kInvalidField, "identifiers.checked_on", identifier.checked_on());
    }
    if (!registers.insert(identifier.register_name()).second) {
      return fail(Reason::kInvalidField, "identifiers.register_name", identifier.register_name());
    }
    const RegisteredObject* taken = deliberation.context().registers.objects.identified(
        identifier.register_name(), identifier.identifier());
    if (taken != nullptr && taken->id != object) {
      return fail(Reason::kIdentifierTaken, identifier.register_name(), identifier.identifier(), taken->id);
    }
  }
  return {};
}

Result<void> check_higher(const Deliberation& deliberation, const std::string& institution,
                          const std::string& higher) {
  if (higher.empty()) return {};
  const Result<const RegisteredObject*> above = live_object(deliberation, higher, v1::INSTITUTION_OBJECT);
  if (!above) return tl::unexpected(above.error());
  if (deliberation.context().registers.objects.is_above(institution, higher)) {
    return fail(Reason::kHigherInCircle, higher, institution);
  }
  return {};
}

/// Identifiers register by register: those given replace or join those that were.
Identifiers merged(const std::vector<v1::ExternalIdentifier>& earlier, const Identifiers& given) {
  Identifiers all(earlier.begin(), earlier.end());
  for (const v1::ExternalIdentifier& identifier : given) {
    const auto found = std::find_if(all.begin(), all.end(), [&](const v1::ExternalIdentifier& known) {
      return known.register_name() == identifier.register_name();
    });
    if (found == all.end()) {
      *all.Add() = identifier;
    } else {
      *found = identifier;
    }
  }
  return all;
}

std::string day_or_today(const Deliberation& deliberation, const std::string& date) {
  return date.empty() ? format_date(deliberation.today()) : date;
}

}  // namespace

Result<const RegisteredObject*> live_object(const Deliberation& deliberation, const std::string& object,
                                            v1::ObjectKind kind) {
  Result<const RegisteredObject*> found = registered(deliberation.context().registers.objects, object);
  if (!found) return found;
  if ((*found)->kind != kind) return fail(Reason::kObjectKindMismatch, object, object_kind_name(kind));
  if ((*found)->has_ended_by(format_date(deliberation.today()))) {
    return fail(Reason::kObjectEnded, object, (*found)->ended_on);
  }
  return found;
}

Result<std::string> register_object(Deliberation& deliberation, v1::ObjectRegistered object,
                                    const ObjectWords& words) {
  if (deliberation.context().registers.objects.find(object.object()) != nullptr) {
    return fail(Reason::kObjectExists, object.object());
  }
  if (object.kind() != v1::INSTITUTION_OBJECT) {
    const Result<const RegisteredObject*> owner =
        live_object(deliberation, object.institution(), v1::INSTITUTION_OBJECT);
    if (!owner) return tl::unexpected(owner.error());
  } else if (const Result<void> above = check_higher(deliberation, object.object(), object.higher()); !above) {
    return tl::unexpected(above.error());
  }
  if (const Result<void> identified = check_identifiers(deliberation, object.object(), words.identifiers);
      !identified) {
    return tl::unexpected(identified.error());
  }
  *object.mutable_name_lv() = deliberation.context().texts.seal(words.name_lv);
  *object.mutable_name_en() = deliberation.context().texts.seal(words.name_en);
  *object.mutable_identifiers() = words.identifiers;
  object.set_effective_on(day_or_today(deliberation, words.effective_on));
  v1::Event event;
  *event.mutable_object_registered() = std::move(object);
  deliberation.emit_registry(std::move(event));
  return std::string();
}

Result<std::string> change_object(Deliberation& deliberation, const std::string& object, v1::ObjectKind kind,
                                  const ObjectWords& words, const std::string& higher) {
  const Result<const RegisteredObject*> found = live_object(deliberation, object, kind);
  if (!found) return tl::unexpected(found.error());
  if (const Result<void> above = check_higher(deliberation, object, higher); !above) {
    return tl::unexpected(above.error());
  }
  if (const Result<void> identified = check_identifiers(deliberation, object, words.identifiers); !identified) {
    return tl::unexpected(identified.error());
  }
  const ObjectDescription& earlier = (*found)->descriptions.back();
  TextVault& texts = deliberation.context().texts;
  v1::Event event;
  v1::ObjectChanged& changed = *event.mutable_object_changed();
  changed.set_object(object);
  changed.set_higher(higher.empty() ? earlier.higher : higher);
  *changed.mutable_name_lv() = words.name_lv.empty() ? earlier.name_lv : texts.seal(words.name_lv);
  *changed.mutable_name_en() = words.name_en.empty() ? earlier.name_en : texts.seal(words.name_en);
  *changed.mutable_identifiers() = merged(earlier.identifiers, words.identifiers);
  changed.set_effective_on(day_or_today(deliberation, words.effective_on));
  deliberation.emit_registry(std::move(event));
  return std::string();
}

Result<std::string> end_object(Deliberation& deliberation, const std::string& object, v1::ObjectKind kind,
                               const std::string& ended_on, const std::string& reason,
                               const std::string& successor) {
  const Result<const RegisteredObject*> found = registered(deliberation.context().registers.objects, object);
  if (!found) return tl::unexpected(found.error());
  if ((*found)->kind != kind) return fail(Reason::kObjectKindMismatch, object, object_kind_name(kind));
  // A day that is still to come counts too: an object ends once.
  if (!(*found)->ended_on.empty()) return fail(Reason::kObjectEnded, object, (*found)->ended_on);
  if (!successor.empty()) {
    const Result<const RegisteredObject*> heir = live_object(deliberation, successor, kind);
    if (!heir) return tl::unexpected(heir.error());
    if (successor == object) return fail(Reason::kInvalidField, "successor", successor);
  }
  v1::Event event;
  v1::ObjectEnded& ended = *event.mutable_object_ended();
  ended.set_object(object);
  ended.set_ended_on(day_or_today(deliberation, ended_on));
  ended.set_successor(successor);
  *ended.mutable_reason() = deliberation.context().texts.seal(reason);
  deliberation.emit_registry(std::move(event));
  return std::string();
}

}  // namespace norma::acts
