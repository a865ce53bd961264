#pragma once

#include <string>

#include "engine/acts/deliberation.h"
#include "engine/acts/object_rules.h"
#include "engine/result.h"
#include "norma/v1/registry.pb.h"

namespace norma::acts {

using Identifiers = google::protobuf::RepeatedPtrField<v1::ExternalIdentifier>;

/// How a command describes an object; what is empty stays as it was.
struct ObjectWords {
  const std::string& name_lv;
  const std::string& name_en;
  const Identifiers& identifiers;
  const std::string& effective_on;
};

/// Registers an object with its kind, institution and higher institution as given.
///
/// Errors, in this order: object_exists; of the institution: object_unknown, object_kind_mismatch, object_ended;
/// missing_field, invalid_field and identifier_taken (identifiers, one by one).
Result<std::string> register_object(Deliberation& deliberation, v1::ObjectRegistered registered,
                                    const ObjectWords& words);

/// Records a new description of an object from a day on; `higher` is empty when it stays as it was.
///
/// Errors, in this order: object_unknown, object_kind_mismatch, object_ended; of the higher institution: object_unknown,
/// object_kind_mismatch, object_ended, higher_in_circle; missing_field, invalid_field and identifier_taken (identifiers).
Result<std::string> change_object(Deliberation& deliberation, const std::string& object, v1::ObjectKind kind,
                                  const ObjectWords& words, const std::string& higher);

/// Ends an object on a day, after which every act at it is reviewed.
///
/// Errors, in this order: object_unknown, object_kind_mismatch, object_ended; of the successor: object_unknown,
/// object_kind_mismatch, object_ended, invalid_field (itself).
Result<std::string> end_object(Deliberation& deliberation, const std::string& object, v1::ObjectKind kind,
                               const std::string& ended_on, const std::string& reason, const std::string& successor);

/// The registered object, if it is of the kind and goes on today.
/// Errors, in this order: object_unknown, object_kind_mismatch, object_ended.
Result<const RegisteredObject*> live_object(const Deliberation& deliberation, const std::string& object,
                                            v1::ObjectKind kind);

}  // namespace norma::acts
