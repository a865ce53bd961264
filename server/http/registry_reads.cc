#include "server/http/registry_reads.h"

#include <algorithm>
#include <array>

#include "engine/acts/object_rules.h"
#include "norma/v1/registry_api.pb.h"
#include "server/http/localised.h"

namespace norma::server {
namespace {

constexpr int kPageObjects = 200;

/// Labels of one answer: of the two languages of a text the one that was asked for.
class Labels {
 public:
  Labels(const storage::Snapshot& snapshot, Language language) : snapshot_(snapshot), language_(language) {}

  [[nodiscard]] std::string of(const v1::TextRef& lv, const v1::TextRef& en) const {
    return shown_text(snapshot_, language_ == Language::kLv ? lv : en);
  }

 private:
  const storage::Snapshot& snapshot_;
  Language language_;
};

std::string_view flag_name(v1::Flag flag) {
  if (flag == v1::FLAG_YES) return "yes";
  return flag == v1::FLAG_NO ? "no" : "unset";
}

v1::ReferenceItemView item_view(const acts::ReferenceVersion& version, const Labels& labels) {
  const v1::ReferenceItemRecorded& item = version.item;
  v1::ReferenceItemView view;
  view.set_kind(std::string(acts::reference_kind_name(item.kind())));
  view.set_code(item.code());
  view.set_label(labels.of(item.name_lv(), item.name_en()));
  view.set_note(labels.of(item.note_lv(), item.note_en()));
  for (const v1::ReferenceVariantRecorded& variant : item.variants()) {
    v1::ReferenceVariantView& shown = *view.add_variants();
    shown.set_code(variant.code());
    shown.set_label(labels.of(variant.name_lv(), variant.name_en()));
  }
  *view.mutable_attributes() = item.attributes();
  for (const v1::ReferenceFlag& flag : item.flags()) {
    v1::ReferenceFlagView& shown = *view.add_flags();
    shown.set_name(flag.name());
    shown.set_value(std::string(flag_name(flag.value())));
  }
  view.set_source(item.source());
  view.set_retired(item.retired());
  view.set_version(item.version());
  view.set_origin(item.origin());
  *view.mutable_recorded_at() = to_timestamp(version.recorded_at);
  view.set_position(version.position);
  return view;
}

/// What had been recorded by the end of a day, or by a time; without either, by now.
Result<Instant> asked_record_time(const Request& request, Instant now) {
  const std::string text = request.parameter("as_of");
  if (text.empty()) return now;
  if (const std::optional<Date> date = parse_date(text)) {
    const Date next(std::chrono::sys_days(*date) + std::chrono::days(1));
    return riga_start_of_day(next) - std::chrono::microseconds(1);
  }
  const std::optional<Instant> instant = parse_instant(text);
  if (!instant) return fail(Reason::kInvalidField, "as_of", text);
  return *instant;
}

Result<std::string> asked_day(const Request& request, Instant now) {
  const std::string text = request.parameter("as_of");
  if (text.empty()) return format_date(riga_date(now));
  if (!parse_date(text)) return fail(Reason::kInvalidField, "as_of", text);
  return text;
}

v1::ObjectView object_view(const acts::RegisteredObject& object, const std::string& day, const Labels& labels) {
  const acts::ObjectDescription& description = object.on(day);
  v1::ObjectView view;
  view.set_kind(object.kind);
  view.set_object(object.id);
  view.set_institution(object.institution);
  view.set_higher(description.higher);
  view.set_label(labels.of(description.name_lv, description.name_en));
  for (const v1::ExternalIdentifier& identifier : description.identifiers) *view.add_identifiers() = identifier;
  view.set_effective_on(description.effective_on);
  view.set_ended_on(object.ended_on);
  view.set_successor(object.successor);
  view.set_reviews_pending(object.ended_position != 0 && !object.reviews_completed);
  view.set_position(description.position);
  return view;
}

Result<Response> list_objects(Service& service, const Request& request, v1::ObjectKind kind) {
  const Result<std::string> day = asked_day(request, service.clock().now());
  if (!day) return tl::unexpected(day.error());
  const RegistryAt registry = service.registry().read();
  const std::unique_ptr<storage::Snapshot> snapshot = service.store().snapshot();
  const Labels labels(*snapshot, request.language);
  const std::string institution = request.parameter("institution");
  const std::string after = request.parameter("page");
  v1::ObjectList list;
  for (const acts::RegisteredObject* object : registry.registers->objects.of_kind(kind)) {
    if (object->id <= after || (!institution.empty() && object->institution != institution)) continue;
    if (list.objects_size() == kPageObjects) {
      list.set_next_page(list.objects(kPageObjects - 1).object());
      break;
    }
    *list.add_objects() = object_view(*object, *day, labels);
  }
  return localised_response(list, request);
}

}  // namespace

Result<Response> list_reference_kinds(Service& service, const Request& request) {
  const RegistryAt registry = service.registry().read();
  const acts::ReferenceData& reference = registry.registers->reference;
  v1::ReferenceKindList list;
  list.set_catalogue_version(reference.catalogue_version());
  for (int kind = v1::ReferenceKind_MIN + 1; kind <= v1::ReferenceKind_MAX; ++kind) {
    const auto items = reference.list(static_cast<v1::ReferenceKind>(kind), Instant::max());
    v1::ReferenceKindView& view = *list.add_kinds();
    view.set_kind(std::string(acts::reference_kind_name(static_cast<v1::ReferenceKind>(kind))));
    view.set_items(static_cast<std::uint32_t>(items.size()));
    view.set_retired(static_cast<std::uint32_t>(std::count_if(
        items.begin(), items.end(), [](const acts::ReferenceVersion* version) { return version->item.retired(); })));
  }
  return localised_response(list, request);
}

Result<Response> list_reference(Service& service, const Request& request) {
  const std::string& name = request.argument("kind");
  const std::optional<v1::ReferenceKind> kind = acts::reference_kind_from_name(name);
  if (!kind) return fail(Reason::kNotFound, name);
  const Result<Instant> by = asked_record_time(request, service.clock().now());
  if (!by) return tl::unexpected(by.error());
  const RegistryAt registry = service.registry().read();
  const std::unique_ptr<storage::Snapshot> snapshot = service.store().snapshot();
  const Labels labels(*snapshot, request.language);
  v1::ReferenceList list;
  list.set_kind(name);
  list.set_language(request.language == Language::kLv ? "lv" : "en");
  list.set_catalogue_version(registry.registers->reference.catalogue_version());
  *list.mutable_as_of() = to_timestamp(*by);
  for (const acts::ReferenceVersion* version : registry.registers->reference.list(*kind, *by)) {
    *list.add_items() = item_view(*version, labels);
  }
  return localised_response(list, request);
}

Result<Response> get_reference_item(Service& service, const Request& request) {
  const std::string& name = request.argument("kind");
  const std::optional<v1::ReferenceKind> kind = acts::reference_kind_from_name(name);
  if (!kind) return fail(Reason::kNotFound, name);
  const RegistryAt registry = service.registry().read();
  const auto versions = registry.registers->reference.versions(*kind, request.argument("code"));
  if (versions.empty()) return fail(Reason::kNotFound, name + "/" + request.argument("code"));
  const std::unique_ptr<storage::Snapshot> snapshot = service.store().snapshot();
  const Labels labels(*snapshot, request.language);
  v1::ReferenceList list;
  list.set_kind(name);
  list.set_language(request.language == Language::kLv ? "lv" : "en");
  list.set_catalogue_version(registry.registers->reference.catalogue_version());
  for (const acts::ReferenceVersion* version : versions) *list.add_items() = item_view(*version, labels);
  return localised_response(list, request);
}

Result<Response> list_institutions(Service& service, const Request& request) {
  return list_objects(service, request, v1::INSTITUTION_OBJECT);
}
Result<Response> list_services(Service& service, const Request& request) {
  return list_objects(service, request, v1::SERVICE_OBJECT);
}
Result<Response> list_resources(Service& service, const Request& request) {
  return list_objects(service, request, v1::RESOURCE_OBJECT);
}

Result<Response> get_object(Service& service, const Request& request) {
  const Result<std::string> day = asked_day(request, service.clock().now());
  if (!day) return tl::unexpected(day.error());
  const std::string& id = request.argument("id");
  const RegistryAt registry = service.registry().read();
  const acts::RegisteredObject* object = registry.registers->objects.find(id);
  if (object == nullptr || request.segments.at(1) != std::string(acts::object_kind_name(object->kind)) + "s") {
    return fail(Reason::kNotFound, id);
  }
  const std::unique_ptr<storage::Snapshot> snapshot = service.store().snapshot();
  return localised_response(object_view(*object, *day, Labels(*snapshot, request.language)), request);
}

}  // namespace norma::server
