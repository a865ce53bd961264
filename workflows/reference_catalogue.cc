#include "workflows/reference_catalogue.h"

#include <array>
#include <boost/json.hpp>
#include <map>
#include <set>
#include <string>

#include "engine/acts/reference_data.h"

namespace norma::workflows {
namespace {

namespace json = boost::json;

constexpr std::size_t kMostBytes = 1 << 20;
constexpr std::size_t kMostItems = 2000;

tl::unexpected<Error> invalid(const std::string& place, std::string_view what) {
  return fail(Reason::kDefinitionInvalid, "catalogue: " + place + ": " + std::string(what));
}

/// What an attribute of one kind refers to.
struct Link {
  v1::ReferenceKind kind;
  std::string_view attribute;
  v1::ReferenceKind target;
};
constexpr std::array kLinks = {
    Link{v1::CONDITION_ITEM, "group", v1::CONDITION_GROUP_ITEM}, Link{v1::ROLE_ITEM, "level", v1::LEVEL_ITEM},
    Link{v1::ROLE_ITEM, "scale", v1::SCALE_ITEM},                Link{v1::DUTY_ITEM, "role", v1::ROLE_ITEM},
    Link{v1::NAMED_PERSON_ITEM, "role", v1::ROLE_ITEM},
};

/// Reads one JSON object and complains of what it does not know.
class Members {
 public:
  Members(const json::object& object, std::string place) : object_(object), place_(std::move(place)) {}

  /// A string, required or else empty when absent.
  std::string text(std::string_view name, bool required) {
    seen_.insert(std::string(name));
    const json::value* value = object_.if_contains(json::string_view(name.data(), name.size()));
    const json::string* string = value == nullptr ? nullptr : value->if_string();
    const bool wrong = value != nullptr && string == nullptr;
    if (wrong || (required && (string == nullptr || string->empty()))) complain(std::string(name) + " is not a text");
    return string == nullptr ? std::string() : std::string(string->data(), string->size());
  }

  template <class Json>
  const Json* member(std::string_view name) {
    seen_.insert(std::string(name));
    const json::value* value = object_.if_contains(json::string_view(name.data(), name.size()));
    if (value == nullptr) return nullptr;
    const Json* typed = nullptr;
    if constexpr (std::is_same_v<Json, json::array>) {
      typed = value->if_array();
    } else {
      typed = value->if_object();
    }
    if (typed == nullptr) complain(std::string(name) + " is of another type");
    return typed;
  }

  void complain(std::string_view what) {
    if (problem_.empty()) problem_ = what;
  }

  /// Errors: definition_invalid, with the first complaint, or with a member nobody asked for.
  Result<void> done() {
    for (const json::key_value_pair& pair : object_) {
      const std::string name(pair.key().data(), pair.key().size());
      if (!seen_.contains(name)) complain(name + " is not known");
    }
    if (problem_.empty()) return {};
    return invalid(place_, problem_);
  }

 private:
  const json::object& object_;
  std::string place_;
  std::set<std::string> seen_;
  std::string problem_;
};

std::string as_text(const json::value& value) {
  const json::string* string = value.if_string();
  return string == nullptr ? std::string() : std::string(string->data(), string->size());
}

std::string key_of(const json::key_value_pair& pair) { return {pair.key().data(), pair.key().size()}; }

void read_flags(Members& members, const std::vector<std::string>& names, v1::CatalogueItem& item) {
  std::map<std::string, v1::Flag> set;
  if (const json::object* flags = members.member<json::object>("flags"); flags != nullptr) {
    for (const json::key_value_pair& pair : *flags) {
      const std::string value = as_text(pair.value());
      if (value != "yes" && value != "no") members.complain("a flag is yes or no");
      set[key_of(pair)] = value == "yes" ? v1::FLAG_YES : v1::FLAG_NO;
    }
  }
  for (const std::string& name : names) {
    v1::ReferenceFlag& flag = *item.add_flags();
    flag.set_name(name);
    const auto found = set.find(name);
    if (found == set.end()) continue;
    flag.set_value(found->second);
    set.erase(found);
  }
  if (!set.empty()) members.complain(set.begin()->first + " is no flag of this kind");
}

void read_variants(Members& members, v1::CatalogueItem& item) {
  const json::array* variants = members.member<json::array>("variants");
  if (variants == nullptr) return;
  for (const json::value& value : *variants) {
    const json::object* object = value.if_object();
    if (object == nullptr) return members.complain("a variant is not an object");
    Members variant(*object, {});
    v1::ReferenceVariant& read = *item.add_variants();
    read.set_code(variant.text("code", true));
    read.set_name_lv(variant.text("lv", true));
    read.set_name_en(variant.text("en", true));
    if (!variant.done()) members.complain("a variant has code, lv and en");
  }
}

Result<void> read_item(const json::value& value, const std::string& place, const std::vector<std::string>& flags,
                       v1::CatalogueItem& item) {
  const json::object* object = value.if_object();
  if (object == nullptr) return invalid(place, "an item is not an object");
  const json::value* code = object->if_contains("code");
  Members members(*object, place + "/" + (code == nullptr ? std::string() : as_text(*code)));
  item.set_code(members.text("code", true));
  item.set_name_lv(members.text("lv", true));
  item.set_name_en(members.text("en", true));
  item.set_note_lv(members.text("note_lv", false));
  item.set_note_en(members.text("note_en", false));
  if (item.note_lv().empty() != item.note_en().empty()) members.complain("a note is in both languages");
  if (const std::string source = members.text("source", false); !source.empty()) item.set_source(source);
  read_variants(members, item);
  if (const json::object* attributes = members.member<json::object>("attributes"); attributes != nullptr) {
    for (const json::key_value_pair& pair : *attributes) {
      v1::ReferenceAttribute& attribute = *item.add_attributes();
      attribute.set_name(key_of(pair));
      attribute.set_value(as_text(pair.value()));
      if (attribute.value().empty()) members.complain(attribute.name() + " is not a text");
    }
  }
  read_flags(members, flags, item);
  return members.done();
}

Result<void> read_kind(const json::value& value, std::set<v1::ReferenceKind>& kinds, v1::ImportCatalogue& catalogue) {
  const json::object* object = value.if_object();
  if (object == nullptr) return invalid("kinds", "a kind is not an object");
  Members members(*object, "kinds");
  const std::string name = members.text("kind", true);
  const std::optional<v1::ReferenceKind> kind = acts::reference_kind_from_name(name);
  if (!kind || !kinds.insert(*kind).second) return invalid(name, "not a kind, or a second time");
  const std::string source = members.text("source", true);
  std::vector<std::string> flags;
  if (const json::array* names = members.member<json::array>("flags"); names != nullptr) {
    for (const json::value& flag : *names) flags.push_back(as_text(flag));
  }
  const json::array* items = members.member<json::array>("items");
  if (items == nullptr) return invalid(name, "items are missing");
  if (const Result<void> known = members.done(); !known) return known;
  std::set<std::string> codes;
  for (const json::value& one : *items) {
    if (static_cast<std::size_t>(catalogue.items_size()) >= kMostItems) return invalid(name, "too many items");
    v1::CatalogueItem& item = *catalogue.add_items();
    item.set_kind(*kind);
    item.set_source(source);
    if (const Result<void> read = read_item(one, name, flags, item); !read) return read;
    if (!codes.insert(item.code()).second) return invalid(name + "/" + item.code(), "a second time");
  }
  return {};
}

Result<void> check_links(const v1::ImportCatalogue& catalogue) {
  std::set<std::pair<v1::ReferenceKind, std::string>> present;
  for (const v1::CatalogueItem& item : catalogue.items()) present.insert({item.kind(), item.code()});
  for (const v1::CatalogueItem& item : catalogue.items()) {
    for (const Link& link : kLinks) {
      if (link.kind != item.kind()) continue;
      bool found = false;
      for (const v1::ReferenceAttribute& attribute : item.attributes()) {
        found = found || (attribute.name() == link.attribute && present.contains({link.target, attribute.value()}));
      }
      if (found) continue;
      return invalid(std::string(acts::reference_kind_name(item.kind())) + "/" + item.code(),
                     std::string(link.attribute) + " is missing or leads nowhere");
    }
  }
  return {};
}

}  // namespace

Result<v1::ImportCatalogue> load_catalogue(std::string_view text) {
  if (text.size() > kMostBytes) return invalid("file", "too large");
  boost::system::error_code error;
  const json::value document = json::parse(json::string_view(text.data(), text.size()), error);
  const json::object* object = error ? nullptr : document.if_object();
  if (object == nullptr) return invalid("file", "not a JSON object");
  Members members(*object, "file");
  v1::ImportCatalogue catalogue;
  catalogue.set_version(members.text("version", true));
  members.text("source", true);
  const json::array* kinds = members.member<json::array>("kinds");
  if (kinds == nullptr) members.complain("kinds are missing");
  if (const Result<void> known = members.done(); !known) return tl::unexpected(known.error());
  std::set<v1::ReferenceKind> seen;
  for (const json::value& kind : *kinds) {
    if (const Result<void> read = read_kind(kind, seen, catalogue); !read) return tl::unexpected(read.error());
  }
  if (const Result<void> linked = check_links(catalogue); !linked) return tl::unexpected(linked.error());
  return catalogue;
}

}  // namespace norma::workflows
