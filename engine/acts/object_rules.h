#pragma once

#include <string_view>
#include <vector>

#include "engine/acts/object_register.h"
#include "engine/result.h"
#include "norma/v1/command.pb.h"
#include "norma/v1/event.pb.h"

namespace norma::acts {

/// Whether a need may be about this object: the scale and level are a cell of PU2-6, and the object is what the
/// scale says and belongs to the institution (pu2-6.md 1.1, 3.5).
///
/// Errors, in this order: scale_not_covered, level_mismatch, object_unknown (institution, then object),
/// object_kind_mismatch, object_elsewhere.
Result<void> check_placement(const v1::RaiseNeed& need, const ObjectRegister& objects);

/// The object. Errors: object_unknown.
Result<const RegisteredObject*> registered(const ObjectRegister& objects, std::string_view object);

/// The kind of object that a case of this scale is about; unspecified for scales outside an institution.
[[nodiscard]] v1::ObjectKind object_kind_of(v1::Scale scale);

/// The name of a kind of object in messages: service.
[[nodiscard]] std::string_view object_kind_name(v1::ObjectKind kind);

/// Adds whom an event of the registry concerns: the people it names; for an object its owner and the coordinators of
/// its institution.
void add_registry_audience(const v1::Event& event, const ObjectRegister& objects, std::vector<v1::Selector>& audience);

}  // namespace norma::acts
