#include "engine/acts/object_register.h"

#include <algorithm>

namespace norma::acts {
namespace {

std::string identifier_key(std::string_view register_name, std::string_view identifier) {
  std::string key(register_name);
  key += '\0';
  return key.append(identifier);
}

template <class Event>
ObjectDescription description_of(const Event& event, Position position) {
  ObjectDescription description;
  description.effective_on = event.effective_on();
  description.higher = event.higher();
  description.name_lv = event.name_lv();
  description.name_en = event.name_en();
  description.identifiers.assign(event.identifiers().begin(), event.identifiers().end());
  description.position = position;
  return description;
}

}  // namespace

const ObjectDescription& RegisteredObject::on(std::string_view date) const {
  const ObjectDescription* best = nullptr;
  for (const ObjectDescription& description : descriptions) {
    if (description.effective_on > date) continue;
    if (best == nullptr || description.effective_on >= best->effective_on) best = &description;
  }
  return best == nullptr ? descriptions.front() : *best;
}

void ObjectRegister::apply(const v1::Event& event, Position position) {
  if (event.has_object_registered()) {
    const v1::ObjectRegistered& registered = event.object_registered();
    RegisteredObject object;
    object.id = registered.object();
    object.kind = registered.kind();
    object.institution = registered.institution();
    object.descriptions.push_back(description_of(registered, position));
    put(std::move(object));
  } else if (event.has_object_changed()) {
    const RegisteredObject* earlier = find(event.object_changed().object());
    if (earlier == nullptr) return;
    for (const v1::ExternalIdentifier& identifier : earlier->descriptions.back().identifiers) {
      identified_.set(identifier_key(identifier.register_name(), identifier.identifier()), {});
    }
    RegisteredObject object = *earlier;
    object.descriptions.push_back(description_of(event.object_changed(), position));
    put(std::move(object));
  } else if (event.has_object_ended()) {
    const RegisteredObject* earlier = find(event.object_ended().object());
    if (earlier == nullptr) return;
    RegisteredObject object = *earlier;
    object.ended_on = event.object_ended().ended_on();
    object.successor = event.object_ended().successor();
    object.end_reason = event.object_ended().reason();
    object.ended_position = position;
    std::vector<std::string> awaiting = *awaiting_;
    awaiting.push_back(object.id);
    awaiting_ = std::make_shared<const std::vector<std::string>>(std::move(awaiting));
    put(std::move(object));
  } else if (event.has_reviews_completed()) {
    const RegisteredObject* earlier = find(event.reviews_completed().object());
    if (earlier == nullptr) return;
    RegisteredObject object = *earlier;
    object.reviews_completed = true;
    std::vector<std::string> awaiting = *awaiting_;
    std::erase(awaiting, object.id);
    awaiting_ = std::make_shared<const std::vector<std::string>>(std::move(awaiting));
    put(std::move(object));
  }
}

void ObjectRegister::put(RegisteredObject object) {
  for (const v1::ExternalIdentifier& identifier : object.descriptions.back().identifiers) {
    identified_.set(identifier_key(identifier.register_name(), identifier.identifier()), object.id);
  }
  const std::string id = object.id;
  objects_.set(id, std::make_shared<const RegisteredObject>(std::move(object)));
}

const RegisteredObject* ObjectRegister::find(std::string_view object) const {
  const Shared* found = objects_.find(object);
  return found == nullptr ? nullptr : found->get();
}

const RegisteredObject* ObjectRegister::identified(std::string_view register_name,
                                                   std::string_view identifier) const {
  const std::string* object = identified_.find(identifier_key(register_name, identifier));
  return object == nullptr || object->empty() ? nullptr : find(*object);
}

std::vector<const RegisteredObject*> ObjectRegister::of_kind(v1::ObjectKind kind) const {
  std::vector<const RegisteredObject*> objects;
  objects_.each([&](const std::string&, const Shared& object) {
    if (object->kind == kind) objects.push_back(object.get());
  });
  std::sort(objects.begin(), objects.end(),
            [](const RegisteredObject* left, const RegisteredObject* right) { return left->id < right->id; });
  return objects;
}

std::vector<const RegisteredObject*> ObjectRegister::awaiting_reviews() const {
  std::vector<const RegisteredObject*> objects;
  for (const std::string& id : *awaiting_) objects.push_back(find(id));
  return objects;
}

bool ObjectRegister::is_above(std::string_view higher, std::string_view institution) const {
  // A chain cannot be longer than there are objects; an old journal may hold a circle.
  std::string_view at = institution;
  for (std::size_t step = 0; step <= size() && !at.empty(); ++step) {
    if (at == higher) return true;
    const RegisteredObject* object = find(at);
    at = object == nullptr ? std::string_view{} : std::string_view(object->descriptions.back().higher);
  }
  return false;
}

}  // namespace norma::acts
