#include "engine/acts/reference_data.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/engine/acts_world.h"

namespace norma::acts {
namespace {

using testing::ElementsAre;

v1::CommandBody change(v1::ReferenceKind kind, const std::string& code) {
  v1::CommandBody body;
  body.mutable_change_reference_item()->set_kind(kind);
  body.mutable_change_reference_item()->set_code(code);
  body.mutable_change_reference_item()->set_reason("VARAM precizēja");
  return body;
}

v1::CommandBody retire(v1::ReferenceKind kind, const std::string& code) {
  v1::CommandBody body;
  body.mutable_retire_reference_item()->set_kind(kind);
  body.mutable_retire_reference_item()->set_code(code);
  body.mutable_retire_reference_item()->set_reason("vairs nav");
  return body;
}

v1::CommandBody raise(const std::string& task, const std::vector<std::string>& conditions = {}) {
  v1::CommandBody body;
  v1::RaiseNeed& need = *body.mutable_raise_need();
  need.set_scale(v1::SERVICE_SCALE);
  need.set_object("srv");
  need.set_institution("inst");
  need.set_trigger_task(task);
  for (const std::string& condition : conditions) need.add_conditions(condition);
  need.set_problem("rinda");
  return body;
}

const v1::ReferenceItemRecorded& latest(const World& world, v1::ReferenceKind kind, const std::string& code) {
  return world.registers().reference.latest(kind, code)->item;
}

TEST(ReferenceData, IsThereAsTheCatalogueHasIt) {
  World world;
  const ReferenceData& reference = world.registers().reference;
  EXPECT_EQ(reference.catalogue_version(), "pu2-6-2026.1");
  EXPECT_EQ(reference.list(v1::TASK_ITEM, Instant::max()).size(), 32U);
  EXPECT_EQ(reference.list(v1::CONDITION_ITEM, Instant::max()).front()->item.code(), "N1-1");
  EXPECT_EQ(latest(world, v1::TASK_ITEM, "PU2-18").version(), 1U);
  EXPECT_EQ(latest(world, v1::TASK_ITEM, "PU2-18").origin(), v1::OF_THE_PRODUCT);
  EXPECT_EQ(world.registry_turns().front().events_size(), 167 + 1) << "items, and that the catalogue was imported";
}

TEST(RaiseNeed, ChecksTheCodesItCarriesInThisOrder) {
  World world;
  EXPECT_EQ(world.refusal("user", raise("PU9-9")), "role_not_held") << "who, before what";
  EXPECT_EQ(world.refusal("ps", raise("PU9-9", {"N9-9"})), "reference_unknown");
  EXPECT_EQ(world.refusal("ps", raise("PU2-18", {"N1-1", "N9-9"})), "reference_unknown");
  EXPECT_EQ(world.refusal("ps", raise("PU2-18", {"N1", "N1-1"})), "reference_unknown") << "a group is no condition";
  ASSERT_EQ(world.refusal("admin", retire(v1::CONDITION_ITEM, "N3-4")), "accepted");
  EXPECT_EQ(world.refusal("ps", raise("PU9-9", {"N3-4"})), "reference_unknown") << "the task, before the conditions";
  EXPECT_EQ(world.refusal("ps", raise("PU2-18", {"N3-4"})), "reference_retired");
  EXPECT_EQ(world.refusal("ps", raise("PU2-18", {"N6-1", "N10-1"})), "accepted");
}

TEST(RaiseNeed, MayBeTriggeredByEveryTaskAndTouchEveryCondition) {
  World world;
  std::vector<std::string> conditions;
  for (const ReferenceVersion* one : world.registers().reference.list(v1::CONDITION_ITEM, Instant::max())) {
    conditions.push_back(one->item.code());
  }
  EXPECT_EQ(conditions.size(), 24U);
  for (const ReferenceVersion* task : world.registers().reference.list(v1::TASK_ITEM, Instant::max())) {
    EXPECT_EQ(world.refusal("ps", raise(task->item.code(), conditions)), "accepted") << task->item.code();
  }
}

TEST(PlanAct, ChecksItsGroupOfRegulation) {
  World world;
  v1::CommandBody plan;
  v1::PlanAct& act = *plan.mutable_plan_act();
  act.set_need(world.need_for_new_act());
  act.set_title("Kārtība");
  act.set_kind(v1::INTERNAL_RULES);
  act.set_issuer("inst");
  act.set_legal_basis("VPIL 72(1)");
  act.set_group("G5");
  EXPECT_EQ(world.refusal("ps", plan), "reference_unknown");
  for (const char* group : {"G4", "G3", "G2", "G1"}) {
    EXPECT_NE(world.registers().reference.latest(v1::REGULATION_GROUP_ITEM, group), nullptr);
    act.set_group(group);
  }
  EXPECT_EQ(world.refusal("ps", plan), "accepted") << "the group that stands in the diagram only is one, too";
}

TEST(RecordAlignment, ChecksItsTargetAmongTheGeneralActs) {
  World world;
  const std::string act = world.drafted_act();
  v1::CommandBody check;
  v1::RecordAlignment& alignment = *check.mutable_record_alignment();
  alignment.set_case_id(act);
  alignment.set_target("MK-1");
  alignment.set_target_version("2017-07-04");
  alignment.set_requirement("3.1");
  alignment.set_verdict(v1::ALIGNED);
  EXPECT_EQ(world.refusal("ps", check), "reference_unknown");
  ASSERT_EQ(world.refusal("admin", retire(v1::GENERAL_ACT_ITEM, "MK-402")), "accepted");
  alignment.set_target("MK-402");
  EXPECT_EQ(world.refusal("ps", check), "reference_retired");
  alignment.set_target("VPIL");
  EXPECT_EQ(world.refusal("ps", check), "accepted");
}

TEST(ChangeReferenceItem, ChecksReasonsInThisOrder) {
  World world;
  EXPECT_EQ(world.refusal("ps", change(v1::TASK_ITEM, "PU2-18")), "role_not_held");
  EXPECT_EQ(world.refusal("audit", change(v1::TASK_ITEM, "PU2-18")), "read_only_role");
  v1::CommandBody nameless = change(v1::ROLE_ITEM, "XX");
  nameless.mutable_change_reference_item()->add_flags();
  EXPECT_EQ(world.refusal("admin", nameless), "missing_field");
  EXPECT_EQ(world.refusal("admin", change(v1::ROLE_ITEM, "XX")), "reference_kind_closed");
  v1::CommandBody half = change(v1::GENERAL_ACT_ITEM, "MK-611");
  half.mutable_change_reference_item()->set_name_lv("MK noteikumi Nr. 611");
  EXPECT_EQ(world.refusal("admin", half), "missing_field");
  v1::CommandBody many = change(v1::TASK_ITEM, "PU2-18");
  for (int i = 0; i < 199; ++i) many.mutable_change_reference_item()->add_flags()->set_name("f" + std::to_string(i));
  EXPECT_EQ(world.refusal("admin", many), "limit_exceeded");
  EXPECT_EQ(world.refusal("admin", change(v1::TASK_ITEM, "PU2-18")), "reference_unchanged");
  half.mutable_change_reference_item()->set_name_en("Cabinet Regulation No 611");
  EXPECT_EQ(world.refusal("admin", half), "accepted");
}

TEST(ChangeReferenceItem, SetsAMarkThatTheSourceLostAndUnsetsItAgain) {
  World world;
  const auto flag = [&] { return latest(world, v1::TASK_ITEM, "PU3-1").flags(0); };
  ASSERT_EQ(flag().name(), "always_performed");
  EXPECT_EQ(flag().value(), v1::FLAG_UNSET);
  for (const v1::Flag value : {v1::FLAG_YES, v1::FLAG_NO, v1::FLAG_UNSET}) {
    v1::CommandBody body = change(v1::TASK_ITEM, "PU3-1");
    v1::ReferenceFlag& set = *body.mutable_change_reference_item()->add_flags();
    set.set_name("always_performed");
    set.set_value(value);
    ASSERT_EQ(world.refusal("admin", body), "accepted");
    EXPECT_EQ(flag().value(), value);
  }
  EXPECT_EQ(latest(world, v1::TASK_ITEM, "PU3-1").version(), 4U);
  EXPECT_EQ(latest(world, v1::TASK_ITEM, "PU3-1").flags(1).value(), v1::FLAG_UNSET) << "the other mark stays";
}

TEST(ChangeReferenceItem, KeepsEveryVersionAndWhenItWasRecorded) {
  // given an item that is renamed in January
  World world;
  const std::string before = latest(world, v1::GENERAL_ACT_ITEM, "MK-399").name_lv().hash();
  world.pass_to("2027-01-10");
  v1::CommandBody body = change(v1::GENERAL_ACT_ITEM, "MK-399");
  body.mutable_change_reference_item()->set_name_lv("Ministru kabineta noteikumi Nr. 399 (2027. gada redakcija)");
  v1::ReferenceAttribute& url = *body.mutable_change_reference_item()->add_attributes();
  url.set_name("url");
  ASSERT_EQ(world.refusal("admin", body), "accepted");
  // when asked as of the day before and the day itself
  const ReferenceData& reference = world.registers().reference;
  const auto name_on = [&](const char* date) {
    const Instant by = riga_start_of_day(*parse_date(date));
    for (const ReferenceVersion* version : reference.list(v1::GENERAL_ACT_ITEM, by)) {
      if (version->item.code() == "MK-399") return version->item.name_lv().hash();
    }
    return std::string("not there");
  };
  // then
  EXPECT_EQ(name_on("2026-11-01"), "not there") << "before the registry knew it";
  EXPECT_EQ(name_on("2027-01-10"), before);
  EXPECT_NE(name_on("2027-01-11"), before);
  EXPECT_EQ(reference.versions(v1::GENERAL_ACT_ITEM, "MK-399").size(), 2U);
  EXPECT_EQ(latest(world, v1::GENERAL_ACT_ITEM, "MK-399").attributes_size(), 0) << "an empty value takes it away";
  EXPECT_EQ(latest(world, v1::GENERAL_ACT_ITEM, "MK-399").origin(), v1::OF_AN_ADMINISTRATOR);
}

TEST(RetireReferenceItem, ChecksReasonsInThisOrderAndAChangeBringsTheItemBack) {
  World world;
  EXPECT_EQ(world.refusal("ipks", retire(v1::TASK_ITEM, "PU9-9")), "role_not_held");
  EXPECT_EQ(world.refusal("admin", retire(v1::ROLE_ITEM, "XX")), "reference_unknown");
  EXPECT_EQ(world.refusal("admin", retire(v1::ROLE_ITEM, "PS")), "reference_kind_closed");
  EXPECT_EQ(world.refusal("admin", retire(v1::TASK_ITEM, "PU2-18")), "accepted");
  EXPECT_EQ(world.refusal("admin", retire(v1::TASK_ITEM, "PU2-18")), "reference_retired");
  EXPECT_EQ(world.refusal("ps", raise("PU2-18")), "reference_retired");
  EXPECT_EQ(world.refusal("admin", change(v1::TASK_ITEM, "PU2-18")), "accepted");
  EXPECT_EQ(world.refusal("ps", raise("PU2-18")), "accepted");
}

TEST(RetireReferenceItem, LeavesWhatRefersToItValid) {
  // given a need for a task that is retired afterwards
  World world;
  const std::string need = world.give("ps", raise("PU2-18", {"N6-1"})).value().case_id();
  ASSERT_EQ(world.refusal("admin", retire(v1::TASK_ITEM, "PU2-18")), "accepted");
  // then the need goes on, and still says what raised it
  v1::CommandBody inventory;
  inventory.mutable_record_inventory()->set_need(need);
  EXPECT_EQ(world.refusal("ps", inventory), "accepted");
  EXPECT_EQ(world.state(need).need().trigger_task(), "PU2-18");
  EXPECT_NE(world.registers().reference.latest(v1::TASK_ITEM, "PU2-18"), nullptr);
}

TEST(ImportCatalogue, TakesNewAndChangedItemsKeepsAnAdministratorsAndRetiresWhatIsGone) {
  // given a catalogue, and an item of it that an administrator changed
  World world;
  v1::CommandBody first;
  v1::ImportCatalogue& catalogue = *first.mutable_import_catalogue();
  catalogue.set_version("one");
  for (const char* code : {"X1", "X2", "X3"}) {
    v1::CatalogueItem& item = *catalogue.add_items();
    item.set_kind(v1::TECHNOLOGY_ITEM);
    item.set_code(code);
    item.set_name_lv(std::string("nosaukums ") + code);
    item.set_name_en(std::string("name ") + code);
  }
  ASSERT_EQ(world.refusal_by_service(first), "accepted");
  v1::CommandBody own = change(v1::TECHNOLOGY_ITEM, "X2");
  own.mutable_change_reference_item()->set_name_lv("pašu nosaukums");
  ASSERT_EQ(world.refusal("admin", own), "accepted");
  const std::string own_name = latest(world, v1::TECHNOLOGY_ITEM, "X2").name_lv().hash();
  // when the next catalogue changes X1 and X2 and has X4 in place of X3
  v1::CommandBody second = first;
  second.mutable_import_catalogue()->set_version("two");
  second.mutable_import_catalogue()->mutable_items(0)->set_name_en("better name");
  second.mutable_import_catalogue()->mutable_items(1)->set_name_en("another name");
  second.mutable_import_catalogue()->mutable_items(2)->set_code("X4");
  ASSERT_EQ(world.refusal_by_service(second), "accepted");
  // then
  EXPECT_EQ(latest(world, v1::TECHNOLOGY_ITEM, "X1").version(), 2U);
  EXPECT_EQ(latest(world, v1::TECHNOLOGY_ITEM, "X2").name_lv().hash(), own_name);
  EXPECT_TRUE(latest(world, v1::TECHNOLOGY_ITEM, "X3").retired());
  EXPECT_EQ(latest(world, v1::TECHNOLOGY_ITEM, "X4").version(), 1U);
  const v1::Turn& turn = world.registry_turns().back();
  EXPECT_THAT(turn.events(turn.events_size() - 1).catalogue_imported().kept(), ElementsAre("technologies/X2"));
  // and importing it again changes nothing
  const int before = turn.events_size();
  EXPECT_GT(before, 1);
  ASSERT_EQ(world.refusal_by_service(second), "accepted");
  EXPECT_EQ(world.registry_turns().back().events_size(), 1);
}

}  // namespace
}  // namespace norma::acts
