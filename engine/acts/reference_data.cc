#include "engine/acts/reference_data.h"

#include <algorithm>
#include <array>
#include <utility>

namespace norma::acts {
namespace {

constexpr std::array<std::pair<v1::ReferenceKind, std::string_view>, 17> kKinds = {{
    {v1::LEVEL_ITEM, "levels"},
    {v1::SCALE_ITEM, "scales"},
    {v1::ROLE_ITEM, "roles"},
    {v1::NAMED_PERSON_ITEM, "persons"},
    {v1::DUTY_ITEM, "duties"},
    {v1::TASK_ITEM, "tasks"},
    {v1::CONDITION_GROUP_ITEM, "condition-groups"},
    {v1::CONDITION_ITEM, "conditions"},
    {v1::COMPETENCE_ITEM, "competences"},
    {v1::INFORMATION_ITEM, "information"},
    {v1::TECHNOLOGY_ITEM, "technologies"},
    {v1::REGULATION_GROUP_ITEM, "groups"},
    {v1::RESULT_ITEM, "results"},
    {v1::GENERAL_ACT_ITEM, "general-acts"},
    {v1::ISSUER_ITEM, "issuers"},
    {v1::GUIDANCE_ACTION_ITEM, "actions"},
    {v1::PHASE_ITEM, "phases"},
}};

std::string item_key(v1::ReferenceKind kind, std::string_view code) {
  std::string key(1, static_cast<char>(kind));
  return key.append(code);
}

/// Feeds strings into an FNV-1a hash, each with its length so that no two lists of strings run together.
class Fingerprint {
 public:
  void add(std::string_view text) {
    number(text.size());
    for (const char c : text) byte(static_cast<unsigned char>(c));
  }
  void number(std::uint64_t value) {
    for (int shift = 0; shift < 64; shift += 8) byte(static_cast<unsigned char>(value >> shift));
  }
  [[nodiscard]] std::uint64_t value() const { return hash_ == 0 ? 1 : hash_; }

 private:
  void byte(unsigned char value) { hash_ = (hash_ ^ value) * 0x100000001B3U; }

  std::uint64_t hash_ = 0xCBF29CE484222325U;
};

}  // namespace

void ReferenceData::apply(const v1::Event& event, Position position, Instant time) {
  if (event.has_catalogue_imported()) {
    catalogue_version_ = event.catalogue_imported().version();
  } else if (event.has_reference_item_recorded()) {
    const v1::ReferenceItemRecorded& recorded = event.reference_item_recorded();
    const Item* earlier = find(recorded.kind(), recorded.code());
    Item item = earlier == nullptr ? Item{items_.size(), {}} : *earlier;
    item.versions.push_back({recorded, time, position});
    items_.set(item_key(recorded.kind(), recorded.code()), std::make_shared<const Item>(std::move(item)));
  }
}

const ReferenceData::Item* ReferenceData::find(v1::ReferenceKind kind, std::string_view code) const {
  const auto* found = items_.find(item_key(kind, code));
  return found == nullptr ? nullptr : found->get();
}

const ReferenceVersion* ReferenceData::latest(v1::ReferenceKind kind, std::string_view code) const {
  const Item* item = find(kind, code);
  return item == nullptr ? nullptr : &item->versions.back();
}

std::vector<const ReferenceVersion*> ReferenceData::versions(v1::ReferenceKind kind, std::string_view code) const {
  std::vector<const ReferenceVersion*> versions;
  const Item* item = find(kind, code);
  if (item == nullptr) return versions;
  for (const ReferenceVersion& version : item->versions) versions.push_back(&version);
  return versions;
}

std::vector<const ReferenceVersion*> ReferenceData::list(v1::ReferenceKind kind, Instant by) const {
  std::vector<const Item*> items;
  items_.each([&](const std::string&, const std::shared_ptr<const Item>& item) {
    if (item->versions.front().item.kind() == kind) items.push_back(item.get());
  });
  std::sort(items.begin(), items.end(), [](const Item* left, const Item* right) { return left->order < right->order; });
  std::vector<const ReferenceVersion*> list;
  for (const Item* item : items) {
    const auto later = std::find_if(item->versions.begin(), item->versions.end(),
                                    [&](const ReferenceVersion& version) { return version.recorded_at > by; });
    if (later != item->versions.begin()) list.push_back(&*std::prev(later));
  }
  return list;
}

bool is_open_kind(v1::ReferenceKind kind) {
  return kind != v1::LEVEL_ITEM && kind != v1::SCALE_ITEM && kind != v1::ROLE_ITEM && kind != v1::NAMED_PERSON_ITEM &&
         kind != v1::DUTY_ITEM;
}

std::string_view reference_kind_name(v1::ReferenceKind kind) {
  const auto found = std::find_if(kKinds.begin(), kKinds.end(), [&](const auto& row) { return row.first == kind; });
  return found == kKinds.end() ? std::string_view{} : found->second;
}

std::optional<v1::ReferenceKind> reference_kind_from_name(std::string_view name) {
  const auto found = std::find_if(kKinds.begin(), kKinds.end(), [&](const auto& row) { return row.second == name; });
  if (found == kKinds.end()) return std::nullopt;
  return found->first;
}

std::uint64_t fingerprint_of(const v1::CatalogueItem& item) {
  Fingerprint fingerprint;
  fingerprint.number(static_cast<std::uint64_t>(item.kind()));
  for (const std::string* text : {&item.code(), &item.name_lv(), &item.name_en(), &item.note_lv(), &item.note_en(),
                                  &item.source()}) {
    fingerprint.add(*text);
  }
  fingerprint.number(static_cast<std::uint64_t>(item.variants_size()));
  for (const v1::ReferenceVariant& variant : item.variants()) {
    for (const std::string* text : {&variant.code(), &variant.name_lv(), &variant.name_en()}) fingerprint.add(*text);
  }
  fingerprint.number(static_cast<std::uint64_t>(item.attributes_size()));
  for (const v1::ReferenceAttribute& attribute : item.attributes()) {
    fingerprint.add(attribute.name());
    fingerprint.add(attribute.value());
  }
  fingerprint.number(static_cast<std::uint64_t>(item.flags_size()));
  for (const v1::ReferenceFlag& flag : item.flags()) {
    fingerprint.add(flag.name());
    fingerprint.number(static_cast<std::uint64_t>(flag.value()));
  }
  return fingerprint.value();
}

}  // namespace norma::acts
