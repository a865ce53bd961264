#include "engine/acts/object_rules.h"

#include "engine/acts/audience.h"
#include "engine/acts/parts.h"

namespace norma::acts {
namespace {

void add_person(const std::string& person, std::vector<v1::Selector>& audience) {
  v1::Selector selector;
  selector.set_person(person);
  add_selector(selector, audience);
}

void add_role(v1::Role role, const std::string& object, std::vector<v1::Selector>& audience) {
  v1::Selector selector;
  selector.set_role(role);
  selector.set_object(object);
  add_selector(selector, audience);
}

void add_object(v1::ObjectKind kind, const std::string& object, const std::string& institution,
                std::vector<v1::Selector>& audience) {
  if (kind == v1::SERVICE_OBJECT) add_role(v1::SERVICE_OWNER, object, audience);
  if (kind == v1::RESOURCE_OBJECT) add_role(v1::RESOURCE_OWNER, object, audience);
  if (kind != v1::RESOURCE_OBJECT) add_role(v1::SERVICE_SET_OWNER, institution, audience);
  if (kind != v1::SERVICE_OBJECT) add_role(v1::RESOURCE_SET_OWNER, institution, audience);
}

}  // namespace

v1::ObjectKind object_kind_of(v1::Scale scale) {
  switch (scale) {
    case v1::INSTITUTION_SCALE:
      return v1::INSTITUTION_OBJECT;
    case v1::SERVICE_SCALE:
      return v1::SERVICE_OBJECT;
    case v1::RESOURCE_SCALE:
      return v1::RESOURCE_OBJECT;
    default:
      return v1::OBJECT_KIND_UNSPECIFIED;
  }
}

std::string_view object_kind_name(v1::ObjectKind kind) {
  switch (kind) {
    case v1::INSTITUTION_OBJECT:
      return "institution";
    case v1::SERVICE_OBJECT:
      return "service";
    case v1::RESOURCE_OBJECT:
      return "resource";
    default:
      return "object";
  }
}

Result<const RegisteredObject*> registered(const ObjectRegister& objects, std::string_view object) {
  const RegisteredObject* found = objects.find(object);
  if (found == nullptr) return fail(Reason::kObjectUnknown, object);
  return found;
}

Result<void> check_placement(const v1::RaiseNeed& need, const ObjectRegister& objects) {
  const v1::ObjectKind kind = object_kind_of(need.scale());
  if (kind == v1::OBJECT_KIND_UNSPECIFIED) return fail(Reason::kScaleNotCovered, v1::Scale_Name(need.scale()));
  if (!is_cell(need.scale(), need.level())) {
    return fail(Reason::kLevelMismatch, v1::Level_Name(need.level()), v1::Scale_Name(need.scale()));
  }
  const Result<const RegisteredObject*> institution = registered(objects, need.institution());
  if (!institution) return tl::unexpected(institution.error());
  const Result<const RegisteredObject*> object = registered(objects, need.object());
  if (!object) return tl::unexpected(object.error());
  if ((*object)->kind != kind) return fail(Reason::kObjectKindMismatch, need.object(), object_kind_name(kind));
  if ((*object)->institution != need.institution()) {
    return fail(Reason::kObjectElsewhere, need.object(), (*object)->institution);
  }
  return {};
}

void add_registry_audience(const v1::Event& event, const ObjectRegister& objects,
                           std::vector<v1::Selector>& audience) {
  const auto of_object = [&](const std::string& id) {
    const RegisteredObject* object = objects.find(id);
    if (object != nullptr) add_object(object->kind, object->id, object->institution, audience);
  };
  switch (event.kind_case()) {
    case v1::Event::kPersonRegistered:
      return add_person(event.person_registered().person(), audience);
    case v1::Event::kRoleAssigned:
      return add_person(event.role_assigned().person(), audience);
    case v1::Event::kRoleRevoked:
      return add_person(event.role_revoked().person(), audience);
    case v1::Event::kSubstituteAssigned:
      add_person(event.substitute_assigned().person(), audience);
      return add_person(event.substitute_assigned().substitute(), audience);
    case v1::Event::kSubstitutionEnded:
      add_person(event.substitution_ended().person(), audience);
      return add_person(event.substitution_ended().substitute(), audience);
    case v1::Event::kObjectRegistered: {
      const v1::ObjectRegistered& registered = event.object_registered();
      return add_object(registered.kind(), registered.object(), registered.institution(), audience);
    }
    case v1::Event::kObjectChanged:
      return of_object(event.object_changed().object());
    case v1::Event::kObjectEnded:
      return of_object(event.object_ended().object());
    case v1::Event::kReviewsCompleted:
      return of_object(event.reviews_completed().object());
    default:
      return;
  }
}

}  // namespace norma::acts
