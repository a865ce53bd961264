#include <map>
#include <set>
#include <string>

#include "engine/acts/commands/deciders.h"
#include "engine/acts/reference_data.h"

namespace norma::acts {
namespace {

v1::ReferenceItemRecorded recorded_from(const v1::CatalogueItem& item, TextVault& texts) {
  v1::ReferenceItemRecorded recorded;
  recorded.set_kind(item.kind());
  recorded.set_code(item.code());
  *recorded.mutable_name_lv() = texts.seal(item.name_lv());
  *recorded.mutable_name_en() = texts.seal(item.name_en());
  *recorded.mutable_note_lv() = texts.seal(item.note_lv());
  *recorded.mutable_note_en() = texts.seal(item.note_en());
  for (const v1::ReferenceVariant& variant : item.variants()) {
    v1::ReferenceVariantRecorded& kept = *recorded.add_variants();
    kept.set_code(variant.code());
    *kept.mutable_name_lv() = texts.seal(variant.name_lv());
    *kept.mutable_name_en() = texts.seal(variant.name_en());
  }
  *recorded.mutable_attributes() = item.attributes();
  *recorded.mutable_flags() = item.flags();
  recorded.set_source(item.source());
  recorded.set_origin(v1::OF_THE_PRODUCT);
  recorded.set_fingerprint(fingerprint_of(item));
  return recorded;
}

/// What the catalogue's item was when it was imported last; 0: never.
std::uint64_t imported_fingerprint(const std::vector<const ReferenceVersion*>& versions) {
  std::uint64_t fingerprint = 0;
  for (const ReferenceVersion* version : versions) {
    if (version->item.origin() == v1::OF_THE_PRODUCT) fingerprint = version->item.fingerprint();
  }
  return fingerprint;
}

void emit(Deliberation& deliberation, v1::ReferenceItemRecorded recorded, std::size_t versions) {
  recorded.set_version(static_cast<std::uint32_t>(versions) + 1);
  v1::Event event;
  *event.mutable_reference_item_recorded() = std::move(recorded);
  deliberation.emit_registry(std::move(event));
}

/// Items of an earlier catalogue that this one no longer has are retired; what an administrator added stays.
void retire_missing(Deliberation& deliberation, const std::set<std::pair<int, std::string>>& present) {
  const ReferenceData& reference = deliberation.context().registers.reference;
  for (int kind = v1::ReferenceKind_MIN + 1; kind <= v1::ReferenceKind_MAX; ++kind) {
    const auto of_kind = static_cast<v1::ReferenceKind>(kind);
    for (const ReferenceVersion* version : reference.list(of_kind, deliberation.context().now)) {
      const v1::ReferenceItemRecorded& item = version->item;
      if (item.retired() || present.contains({kind, item.code()})) continue;
      const auto versions = reference.versions(of_kind, item.code());
      if (imported_fingerprint(versions) == 0) continue;
      v1::ReferenceItemRecorded retired = item;
      retired.set_retired(true);
      retired.set_origin(v1::OF_THE_PRODUCT);
      retired.set_fingerprint(0);
      retired.clear_reason();
      emit(deliberation, std::move(retired), versions.size());
    }
  }
}

}  // namespace

/// Takes a catalogue of the product into the registry: new items, and those that changed since its last import. Where
/// an administrator's version is the latest it stays, and the item is named. Only the service gives this command.
Result<std::string> decide_import_catalogue(const v1::CommandBody& body, Deliberation& deliberation) {
  const v1::ImportCatalogue& command = body.import_catalogue();
  const ReferenceData& reference = deliberation.context().registers.reference;
  std::set<std::pair<int, std::string>> present;
  v1::Event imported;
  v1::CatalogueImported& summary = *imported.mutable_catalogue_imported();
  summary.set_version(command.version());
  summary.set_items(static_cast<std::uint32_t>(command.items_size()));
  for (const v1::CatalogueItem& item : command.items()) {
    present.insert({item.kind(), item.code()});
    const auto versions = reference.versions(item.kind(), item.code());
    if (imported_fingerprint(versions) == fingerprint_of(item)) continue;
    if (!versions.empty() && versions.back()->item.origin() == v1::OF_AN_ADMINISTRATOR) {
      summary.add_kept(std::string(reference_kind_name(item.kind())) + "/" + item.code());
      continue;
    }
    emit(deliberation, recorded_from(item, deliberation.context().texts), versions.size());
  }
  retire_missing(deliberation, present);
  deliberation.emit_registry(std::move(imported));
  return std::string();
}

}  // namespace norma::acts
