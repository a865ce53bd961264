#include <algorithm>

#include "engine/acts/commands/deciders.h"
#include "engine/acts/reference_data.h"

namespace norma::acts {
namespace {

constexpr int kMostEntries = 200;  // Of each list of an item.

void change_text(TextVault& texts, const std::string& text, v1::TextRef& reference) {
  if (!text.empty()) reference = texts.seal(text);
}

void change_variants(TextVault& texts, const v1::ChangeReferenceItem& command, v1::ReferenceItemRecorded& item) {
  for (const v1::ReferenceVariant& variant : command.variants()) {
    auto& variants = *item.mutable_variants();
    auto found = std::find_if(variants.begin(), variants.end(), [&](const v1::ReferenceVariantRecorded& known) {
      return known.code() == variant.code();
    });
    v1::ReferenceVariantRecorded& kept = found == variants.end() ? *item.add_variants() : *found;
    kept.set_code(variant.code());
    change_text(texts, variant.name_lv(), *kept.mutable_name_lv());
    change_text(texts, variant.name_en(), *kept.mutable_name_en());
  }
}

void change_attributes(const v1::ChangeReferenceItem& command, v1::ReferenceItemRecorded& item) {
  for (const v1::ReferenceAttribute& attribute : command.attributes()) {
    auto& attributes = *item.mutable_attributes();
    const auto found =
        std::find_if(attributes.begin(), attributes.end(),
                     [&](const v1::ReferenceAttribute& known) { return known.name() == attribute.name(); });
    if (attribute.value().empty()) {
      if (found != attributes.end()) attributes.erase(found);
    } else if (found != attributes.end()) {
      found->set_value(attribute.value());
    } else {
      *item.add_attributes() = attribute;
    }
  }
}

void change_flags(const v1::ChangeReferenceItem& command, v1::ReferenceItemRecorded& item) {
  for (const v1::ReferenceFlag& flag : command.flags()) {
    auto& flags = *item.mutable_flags();
    const auto found = std::find_if(flags.begin(), flags.end(),
                                    [&](const v1::ReferenceFlag& known) { return known.name() == flag.name(); });
    if (found == flags.end()) {
      *item.add_flags() = flag;
    } else {
      found->set_value(flag.value());
    }
  }
}

Result<void> check_names(const v1::ChangeReferenceItem& command) {
  for (const v1::ReferenceVariant& variant : command.variants()) {
    if (variant.code().empty()) return fail(Reason::kMissingField, "variants.code");
  }
  for (const v1::ReferenceAttribute& attribute : command.attributes()) {
    if (attribute.name().empty()) return fail(Reason::kMissingField, "attributes.name");
  }
  for (const v1::ReferenceFlag& flag : command.flags()) {
    if (flag.name().empty()) return fail(Reason::kMissingField, "flags.name");
  }
  return {};
}

/// Whether the version says anything that the one before does not; a text typed again has another salt but is counted
/// as a change, because nobody keeps the text to compare it with.
bool changes(const v1::ReferenceItemRecorded& before, const v1::ReferenceItemRecorded& after) {
  v1::ReferenceItemRecorded same = after;
  same.set_version(before.version());
  same.set_origin(before.origin());
  same.set_fingerprint(before.fingerprint());
  if (before.has_reason()) {
    *same.mutable_reason() = before.reason();
  } else {
    same.clear_reason();
  }
  return same.SerializeAsString() != before.SerializeAsString();
}

}  // namespace

/// Records a new version of an item of the reference data, or in an open list a new item; a retired one comes back.
///
/// Errors, in this order: missing_field (a name in a list), reference_kind_closed (a new code in a closed list),
/// missing_field (a name of a new item), limit_exceeded (entries of a list), reference_unchanged.
Result<std::string> decide_change_reference_item(const v1::CommandBody& body, Deliberation& deliberation) {
  const v1::ChangeReferenceItem& command = body.change_reference_item();
  if (const Result<void> named = check_names(command); !named) return tl::unexpected(named.error());
  const ReferenceVersion* earlier = deliberation.context().registers.reference.latest(command.kind(), command.code());
  const std::string_view kind = reference_kind_name(command.kind());
  if (earlier == nullptr && !is_open_kind(command.kind())) return fail(Reason::kReferenceKindClosed, kind);
  if (earlier == nullptr && command.name_lv().empty()) return fail(Reason::kMissingField, "name_lv");
  if (earlier == nullptr && command.name_en().empty()) return fail(Reason::kMissingField, "name_en");
  TextVault& texts = deliberation.context().texts;
  v1::ReferenceItemRecorded item = earlier == nullptr ? v1::ReferenceItemRecorded{} : earlier->item;
  item.set_kind(command.kind());
  item.set_code(command.code());
  item.set_version(item.version() + 1);
  item.set_origin(v1::OF_AN_ADMINISTRATOR);
  item.set_fingerprint(0);
  item.set_retired(false);
  change_text(texts, command.name_lv(), *item.mutable_name_lv());
  change_text(texts, command.name_en(), *item.mutable_name_en());
  change_text(texts, command.note_lv(), *item.mutable_note_lv());
  change_text(texts, command.note_en(), *item.mutable_note_en());
  change_variants(texts, command, item);
  change_attributes(command, item);
  change_flags(command, item);
  if (std::max({item.variants_size(), item.attributes_size(), item.flags_size()}) > kMostEntries) {
    return fail(Reason::kLimitExceeded, command.code(), std::to_string(kMostEntries));
  }
  if (!command.source().empty()) item.set_source(command.source());
  *item.mutable_reason() = texts.seal(command.reason());
  if (earlier != nullptr && !changes(earlier->item, item)) {
    return fail(Reason::kReferenceUnchanged, std::string(kind) + "/" + command.code());
  }
  v1::Event event;
  *event.mutable_reference_item_recorded() = std::move(item);
  deliberation.emit_registry(std::move(event));
  return std::string();
}

}  // namespace norma::acts
