#include "workflows/reference_catalogue.h"

#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <string>

#include "engine/acts/reference_data.h"
#include "workflows/embedded.h"

namespace norma::workflows {
namespace {

namespace json = boost::json;

v1::ImportCatalogue shipped() { return load_catalogue(embedded_catalogues().front().bytes).value(); }

std::vector<v1::CatalogueItem> items_of(const v1::ImportCatalogue& catalogue, v1::ReferenceKind kind) {
  std::vector<v1::CatalogueItem> items;
  for (const v1::CatalogueItem& item : catalogue.items()) {
    if (item.kind() == kind) items.push_back(item);
  }
  return items;
}

std::string attribute(const v1::CatalogueItem& item, std::string_view name) {
  for (const v1::ReferenceAttribute& one : item.attributes()) {
    if (one.name() == name) return one.value();
  }
  return {};
}

TEST(ReferenceCatalogue, HasAsManyItemsOfEachKindAsTheSource) {
  const v1::ImportCatalogue catalogue = shipped();
  const std::map<v1::ReferenceKind, std::size_t> expected = {
      {v1::LEVEL_ITEM, 3},         {v1::SCALE_ITEM, 5},       {v1::ROLE_ITEM, 10},
      {v1::NAMED_PERSON_ITEM, 4},  {v1::DUTY_ITEM, 12},       {v1::TASK_ITEM, 32},
      {v1::CONDITION_GROUP_ITEM, 10}, {v1::CONDITION_ITEM, 24}, {v1::COMPETENCE_ITEM, 16},
      {v1::INFORMATION_ITEM, 3},   {v1::TECHNOLOGY_ITEM, 17}, {v1::REGULATION_GROUP_ITEM, 4},
      {v1::RESULT_ITEM, 4},        {v1::GENERAL_ACT_ITEM, 3}, {v1::ISSUER_ITEM, 4},
      {v1::GUIDANCE_ACTION_ITEM, 7}, {v1::PHASE_ITEM, 9}};
  for (const auto& [kind, count] : expected) {
    EXPECT_EQ(items_of(catalogue, kind).size(), count) << acts::reference_kind_name(kind);
  }
  EXPECT_EQ(expected.size(), static_cast<std::size_t>(v1::ReferenceKind_MAX)) << "a kind is not counted";
  for (const v1::CatalogueItem& item : catalogue.items()) {
    EXPECT_FALSE(item.source().empty()) << item.code();
    EXPECT_FALSE(item.name_lv().empty()) << item.code();
    EXPECT_FALSE(item.name_en().empty()) << item.code();
  }
}

TEST(ReferenceCatalogue, MarksDutiesResponsibleAndShipsNoCoResponsible) {
  std::map<std::string, int> by_role;
  for (const v1::CatalogueItem& duty : items_of(shipped(), v1::DUTY_ITEM)) {
    EXPECT_EQ(attribute(duty, "mark"), "A") << duty.code();
    EXPECT_EQ(attribute(duty, "role"), duty.code().substr(0, duty.code().find('/')));
    ++by_role[attribute(duty, "role")];
  }
  EXPECT_EQ(by_role, (std::map<std::string, int>{{"IPKS", 3}, {"IRKS", 3}, {"PS", 3}, {"RS", 3}}));
}

TEST(ReferenceCatalogue, TellsIdentifyingCoordinatingAndDevelopingApart) {
  std::map<std::string, std::string> verbs;
  for (const v1::CatalogueItem& duty : items_of(shipped(), v1::DUTY_ITEM)) verbs[duty.code()] = attribute(duty, "verb");
  EXPECT_EQ(verbs, (std::map<std::string, std::string>{
                       {"IPKS/1", "identify"}, {"IPKS/2", "coordinate"}, {"IPKS/3", "coordinate"},
                       {"IRKS/1", "identify"}, {"IRKS/2", "coordinate"}, {"IRKS/3", "coordinate"},
                       {"PS/1", "identify"},   {"PS/2", "develop"},      {"PS/3", "amend"},
                       {"RS/1", "identify"},   {"RS/2", "develop"},      {"RS/3", "amend"}}));
}

TEST(ReferenceCatalogue, LeavesWhatTheSourceLostUnset) {
  const std::map<v1::ReferenceKind, std::vector<std::string>> lost = {
      {v1::LEVEL_ITEM, {"shown_for_pu2_6"}},
      {v1::SCALE_ITEM, {"shown_for_pu2_6"}},
      {v1::ROLE_ITEM, {"shown_for_pu2_6"}},
      {v1::TASK_ITEM, {"always_performed", "directly_related"}},
      {v1::CONDITION_GROUP_ITEM, {"depends_on_pu2_6"}},
      {v1::CONDITION_ITEM, {"depends_on_pu2_6"}},
      {v1::COMPETENCE_ITEM, {"mandatory", "delegable_central"}},
      {v1::TECHNOLOGY_ITEM, {"state_mandatory", "centrally_provided"}},
      {v1::PHASE_ITEM, {"pu2_6_takes_part"}}};
  const v1::ImportCatalogue catalogue = shipped();
  for (const auto& [kind, names] : lost) {
    for (const v1::CatalogueItem& item : items_of(catalogue, kind)) {
      ASSERT_EQ(item.flags_size(), static_cast<int>(names.size())) << item.code();
      for (int i = 0; i < item.flags_size(); ++i) {
        EXPECT_EQ(item.flags(i).name(), names[static_cast<std::size_t>(i)]);
        EXPECT_EQ(item.flags(i).value(), v1::FLAG_UNSET) << item.code();
      }
    }
  }
}

TEST(ReferenceCatalogue, MarksTheFirstGroupOfRegulationAsDiagramOnly) {
  for (const v1::CatalogueItem& group : items_of(shipped(), v1::REGULATION_GROUP_ITEM)) {
    EXPECT_EQ(attribute(group, "in_diagram"), "true");
    EXPECT_EQ(attribute(group, "in_list"), group.code() == "G1" ? "false" : "true");
    EXPECT_EQ(attribute(group, "diagram_only"), group.code() == "G1" ? "true" : "");
  }
}

TEST(ReferenceCatalogue, SaysOfEveryResultThatItIsOnlyIfNeeded) {
  for (const v1::CatalogueItem& result : items_of(shipped(), v1::RESULT_ITEM)) {
    EXPECT_EQ(attribute(result, "if_needed"), "true");
    EXPECT_NE(result.name_en().find("(if needed)"), std::string::npos);
  }
}

// --- against the catalogue of the domain ----------------------------------------------------------

std::string text(const json::object& object, const char* name) {
  const json::value* value = object.if_contains(name);
  return value == nullptr ? std::string() : std::string(value->as_string().c_str());
}

/// A list of the domain's catalogue, and how an item of it is called there.
struct DomainList {
  v1::ReferenceKind kind;
  const char* list;
  const char* code;  ///< Member with the code; empty: items have none, only their order.
};

const std::vector<DomainList> kLists = {{v1::LEVEL_ITEM, "levels", "code"},
                                        {v1::SCALE_ITEM, "scales", "code"},
                                        {v1::ROLE_ITEM, "roles", "code"},
                                        {v1::NAMED_PERSON_ITEM, "persons", "role"},
                                        {v1::DUTY_ITEM, "duties", "id"},
                                        {v1::TASK_ITEM, "tasks", "code"},
                                        {v1::CONDITION_GROUP_ITEM, "conditions", "code"},
                                        {v1::COMPETENCE_ITEM, "competences", ""},
                                        {v1::INFORMATION_ITEM, "information", ""},
                                        {v1::TECHNOLOGY_ITEM, "technologies", ""},
                                        {v1::REGULATION_GROUP_ITEM, "groups", "id"},
                                        {v1::RESULT_ITEM, "results", "id"},
                                        {v1::GENERAL_ACT_ITEM, "general_acts", "id"},
                                        {v1::ISSUER_ITEM, "issuers", ""},
                                        {v1::GUIDANCE_ACTION_ITEM, "actions", "id"}};

std::filesystem::path domain_catalogue() {
  if (const char* set = std::getenv("NORMA_DOMAIN"); set != nullptr) {
    return std::filesystem::path(set) / "pu2-6-catalogue.json";
  }
  const char* source = std::getenv("NORMA_SOURCE_DIR");
  return std::filesystem::path(source == nullptr ? "." : source) / ".." / "shared" / "domain" / "pu2-6-catalogue.json";
}

void expect_same(const v1::CatalogueItem& item, const json::object& domain, const DomainList& list) {
  EXPECT_EQ(item.name_lv(), text(domain, "lv"));
  EXPECT_EQ(item.name_en(), text(domain, "en"));
  if (*list.code != '\0') {
    EXPECT_EQ(item.code(), text(domain, list.code));
  }
  for (const char* fact : {"level", "scale", "role", "mark", "url"}) {
    if (domain.contains(fact)) {
      EXPECT_EQ(attribute(item, fact), text(domain, fact)) << item.code() << " " << fact;
    }
  }
  for (const char* fact : {"in_duty_matrix", "in_list", "in_diagram"}) {
    if (const json::value* value = domain.if_contains(fact); value != nullptr) {
      EXPECT_EQ(attribute(item, fact), value->as_bool() ? "true" : "false") << item.code() << " " << fact;
    }
  }
  if (domain.contains("placement")) {
    EXPECT_EQ(attribute(item, "placement"), text(domain, "placement").starts_with("certain") ? "certain" : "inferred");
  }
  // "Klientu pārvaldība (customer management)": the note has each language by itself.
  if (const std::string discipline = text(domain, "discipline"); !discipline.empty()) {
    const std::size_t open = discipline.find(" (");
    EXPECT_TRUE(item.note_lv().starts_with(discipline.substr(0, open))) << item.note_lv();
    const std::string english = discipline.substr(open + 2, discipline.find(')') - open - 2);
    EXPECT_TRUE(item.note_en().starts_with(english)) << item.note_en();
  }
  const json::value* variants = domain.if_contains("variants");
  EXPECT_EQ(item.variants_size(), variants == nullptr ? 0 : static_cast<int>(variants->as_array().size()))
      << item.code();
  for (int i = 0; i < item.variants_size(); ++i) {
    const std::string variant(variants->as_array()[static_cast<std::size_t>(i)].as_string().c_str());
    if (variant.find(" (") == std::string::npos) continue;
    EXPECT_EQ(item.variants(i).name_lv() + " (" + item.variants(i).name_en() + ")", variant);
  }
}

TEST(ReferenceCatalogue, AgreesWithTheDomainsCatalogueInEveryCodeAndText) {
  std::ifstream in(domain_catalogue());
  if (!in) GTEST_SKIP() << "the domain's catalogue is not at " << domain_catalogue();
  std::stringstream bytes;
  bytes << in.rdbuf();
  const json::object domain = json::parse(bytes.str()).as_object();
  const v1::ImportCatalogue catalogue = shipped();
  std::size_t compared = 0;
  for (const DomainList& list : kLists) {
    const std::vector<v1::CatalogueItem> items = items_of(catalogue, list.kind);
    const json::array& there = domain.at(list.list).as_array();
    ASSERT_EQ(items.size(), there.size()) << list.list;
    for (std::size_t i = 0; i < items.size(); ++i, ++compared) expect_same(items[i], there[i].as_object(), list);
  }
  const std::vector<v1::CatalogueItem> conditions = items_of(catalogue, v1::CONDITION_ITEM);
  std::size_t next = 0;
  for (const json::value& group : domain.at("conditions").as_array()) {
    for (const json::value& condition : group.as_object().at("items").as_array()) {
      ASSERT_LT(next, conditions.size());
      expect_same(conditions[next], condition.as_object(), {v1::CONDITION_ITEM, "conditions", "code"});
      EXPECT_EQ(attribute(conditions[next], "group"), text(group.as_object(), "code"));
      ++next;
      ++compared;
    }
  }
  const std::vector<v1::CatalogueItem> phases = items_of(catalogue, v1::PHASE_ITEM);
  next = 0;
  for (const char* part : {"policy", "core_and_support"}) {
    for (const json::value& phase : domain.at("phases").as_object().at(part).as_array()) {
      ASSERT_LT(next, phases.size());
      EXPECT_EQ(phases[next].name_lv() + " (" + phases[next].name_en() + ")", std::string(phase.as_string().c_str()));
      EXPECT_EQ(attribute(phases[next], "levels"), part);
      ++next;
      ++compared;
    }
  }
  EXPECT_EQ(compared, static_cast<std::size_t>(catalogue.items_size())) << "every item has been compared";
}

// --- bad documents ----------------------------------------------------------------------------------

std::string document(const std::string& kinds) {
  return R"({"version": "v", "source": "s", "kinds": [)" + kinds + "]}";
}

std::string problem_of(const std::string& json) {
  const Result<v1::ImportCatalogue> loaded = load_catalogue(json);
  if (loaded) return "loaded";
  EXPECT_EQ(loaded.error().reason, Reason::kDefinitionInvalid);
  return loaded.error().details.front();
}

TEST(LoadCatalogue, NamesThePlaceOfWhatIsWrong) {
  const std::string levels = R"({"kind": "levels", "source": "s", "items": [{"code": "a", "lv": "x", "en": "y"}]})";
  EXPECT_EQ(problem_of(document(levels)), "loaded");
  EXPECT_EQ(problem_of("["), "catalogue: file: not a JSON object");
  EXPECT_EQ(problem_of(R"({"version": "v", "source": "s"})"), "catalogue: file: kinds are missing");
  EXPECT_EQ(problem_of(document(levels + "," + levels)), "catalogue: levels: not a kind, or a second time");
  EXPECT_EQ(problem_of(document(R"({"kind": "planets", "source": "s", "items": []})")),
            "catalogue: planets: not a kind, or a second time");
  const auto one = [](const std::string& item) {
    return document(R"({"kind": "levels", "source": "s", "flags": ["f"], "items": [)" + item + "]}");
  };
  EXPECT_EQ(problem_of(one(R"({"code": "a", "lv": "x"})")), "catalogue: levels/a: en is not a text");
  EXPECT_EQ(problem_of(one(R"({"code": "a", "lv": "x", "en": "y", "color": "red"})")),
            "catalogue: levels/a: color is not known");
  EXPECT_EQ(problem_of(one(R"({"code": "a", "lv": "x", "en": "y", "note_lv": "z"})")),
            "catalogue: levels/a: a note is in both languages");
  EXPECT_EQ(problem_of(one(R"({"code": "a", "lv": "x", "en": "y", "flags": {"f": "maybe"}})")),
            "catalogue: levels/a: a flag is yes or no");
  EXPECT_EQ(problem_of(one(R"({"code": "a", "lv": "x", "en": "y", "flags": {"g": "yes"}})")),
            "catalogue: levels/a: g is no flag of this kind");
  EXPECT_EQ(problem_of(one(R"({"code": "a", "lv": "x", "en": "y"}, {"code": "a", "lv": "x", "en": "y"})")),
            "catalogue: levels/a: a second time");
  EXPECT_EQ(problem_of(document(R"({"kind": "conditions", "source": "s", "items": [{"code": "N1-1", "lv": "x", "en": "y",
                                    "attributes": {"group": "N1"}}]})")),
            "catalogue: conditions/N1-1: group is missing or leads nowhere");
  EXPECT_EQ(problem_of(std::string(2 << 20, ' ')), "catalogue: file: too large");
}

}  // namespace
}  // namespace norma::workflows
