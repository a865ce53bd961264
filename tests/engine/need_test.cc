#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <string>

#include "tests/engine/acts_world.h"
#include "tests/engine/general_act_world.h"
#include "tests/engine/stated_need.h"

namespace norma::acts {
namespace {

using testing::ElementsAre;

v1::CommandBody raised(const std::string& object = "srv") {
  v1::CommandBody body;
  v1::RaiseNeed& need = *body.mutable_raise_need();
  need.set_scale(v1::SERVICE_SCALE);
  need.set_object(object);
  need.set_institution("inst");
  need.set_trigger_task("PU2-18");
  need.set_problem("rinda");
  return body;
}

v1::CommandBody inventory(const std::string& need) {
  v1::CommandBody body;
  body.mutable_record_inventory()->set_need(need);
  check_duplication(*body.mutable_record_inventory());
  return body;
}

v1::CommandBody decision(const std::string& need, v1::NeedOutcome outcome) {
  v1::CommandBody body;
  body.mutable_decide_need()->set_need(need);
  body.mutable_decide_need()->set_outcome(outcome);
  body.mutable_decide_need()->set_reason("pamats");
  return body;
}

v1::CommandBody merging(const std::string& need, const std::string& into) {
  v1::CommandBody body;
  body.mutable_merge_need()->set_need(need);
  body.mutable_merge_need()->set_into(into);
  body.mutable_merge_need()->set_reason("par to pašu");
  return body;
}

v1::CommandBody reopening(const std::string& need) {
  v1::CommandBody body;
  body.mutable_reopen_need()->set_need(need);
  body.mutable_reopen_need()->set_reason("ar esošo aktu nepietiek");
  return body;
}

/// A need with a full statement, taken stock of.
std::string assessed_need(World& world) {
  v1::CommandBody body = raised();
  state_fully(*body.mutable_raise_need());
  const std::string need = world.give("ps", body).value().case_id();
  EXPECT_EQ(world.refusal("ps", inventory(need)), "accepted");
  return need;
}

v1::CaseState& edit(World& world, const std::string& case_id) { return **world.edit_case(case_id); }

TEST(DecideNeed, AsksForEverythingThatTheAssessmentMustHaveInThisOrder) {
  // given a need of which nothing is known
  World world;
  const std::string need = assessed_need(world);
  v1::NeedState& state = *edit(world, need).mutable_need();
  const v1::NeedState whole = state;
  state.Clear();
  const v1::CommandBody decide = decision(need, v1::NO_ACT_NEEDED);
  // when one thing after another is known, then the next is asked for
  EXPECT_EQ(refusal_about(world, "ipks", decide), "inventory_missing");
  state.set_inventory_recorded(true);
  EXPECT_EQ(refusal_about(world, "ipks", decide), about("need_statement_incomplete", "problem"));
  *state.mutable_problem() = whole.problem();
  EXPECT_EQ(refusal_about(world, "ipks", decide), about("need_statement_incomplete", "phase"));
  state.set_phase(whole.phase());
  EXPECT_EQ(refusal_about(world, "ipks", decide), about("need_statement_incomplete", "trigger_task"));
  state.set_trigger_task(whole.trigger_task());
  EXPECT_EQ(refusal_about(world, "ipks", decide), about("need_statement_incomplete", "conditions"));
  *state.mutable_conditions() = whole.conditions();
  EXPECT_EQ(refusal_about(world, "ipks", decide), about("need_statement_incomplete", "addressees"));
  *state.mutable_addressees() = whole.addressees();
  EXPECT_EQ(refusal_about(world, "ipks", decide), about("need_statement_incomplete", "alternatives"));
  *state.mutable_alternatives() = whole.alternatives();
  EXPECT_EQ(refusal_about(world, "ipks", decide), "duplication_unchecked");
  *state.mutable_duplication() = whole.duplication();
  EXPECT_EQ(refusal_about(world, "ipks", decide), "accepted");
  EXPECT_TRUE(world.is_in(need, "no_act_needed"));
}

TEST(DecideNeed, RefusesANewActThatWouldRepeatAnother) {
  World world;
  const std::string need = assessed_need(world);
  // given the inventory says that an act covers the matter
  v1::CommandBody covering = inventory(need);
  covering.mutable_record_inventory()->add_rows()->set_act("MK 399");
  covering.mutable_record_inventory()->mutable_rows(0)->set_verdict(v1::COVERS);
  ASSERT_EQ(world.refusal("ps", covering), "accepted");
  EXPECT_EQ(refusal_about(world, "ipks", decision(need, v1::NEW_ACT_NEEDED)), about("act_duplicates", "MK 399"));
  // given the duplication check says that an act says the same
  v1::CommandBody duplicating = inventory(need);
  duplicating.mutable_record_inventory()->mutable_duplication()->set_result(v1::DUPLICATES_AN_ACT);
  duplicating.mutable_record_inventory()->mutable_duplication()->add_acts("VPIL");
  ASSERT_EQ(world.refusal("ps", duplicating), "accepted");
  EXPECT_EQ(refusal_about(world, "ipks", decision(need, v1::NEW_ACT_NEEDED)), about("act_duplicates", "VPIL"));
  // given one that covers it partly, and nothing repeated
  v1::CommandBody partly = inventory(need);
  partly.mutable_record_inventory()->add_rows()->set_act("MK 399");
  partly.mutable_record_inventory()->mutable_rows(0)->set_verdict(v1::COVERS_PARTLY);
  ASSERT_EQ(world.refusal("ps", partly), "accepted");
  EXPECT_EQ(refusal_about(world, "ipks", decision(need, v1::NEW_ACT_NEEDED)), "accepted");
}

TEST(DecideNeed, HandsANeedToAnIssuerOutside) {
  World world;
  const std::string need = assessed_need(world);
  v1::CommandBody body = decision(need, v1::ESCALATED);
  v1::DecideNeed& decide = *body.mutable_decide_need();
  EXPECT_EQ(refusal_about(world, "ipks", body), about("missing_field", "issuer"));
  decide.set_issuer("IS9");
  EXPECT_EQ(refusal_about(world, "ipks", body), about("missing_field", "issuing_institution"));
  decide.set_issuing_institution("inst");
  EXPECT_EQ(refusal_about(world, "ipks", body), about("reference_unknown", "issuers"));
  decide.set_issuer("IS1");
  EXPECT_EQ(refusal_about(world, "ipks", body), about("issuer_not_outside", "inst"));
  decide.set_issuing_institution("VARAM");
  EXPECT_EQ(refusal_about(world, "ipks", body), "accepted");
  EXPECT_TRUE(world.is_in(need, "escalated"));
  EXPECT_EQ(world.state(need).need().outcome(), v1::ESCALATED);
  EXPECT_EQ(world.state(need).need().issuer(), "IS1");
  EXPECT_EQ(world.state(need).need().issuing_institution(), "VARAM");
}

TEST(DecideNeed, LeavesMergingToItsOwnCommand) {
  World world;
  const std::string need = assessed_need(world);
  EXPECT_EQ(refusal_about(world, "ipks", decision(need, v1::MERGED)), about("invalid_field", "outcome"));
}

TEST(DescribeNeed, FillsTheStatementBitByBitAndKeepsTheRest) {
  // given a need raised with a problem alone
  World world;
  const std::string need = world.give("ps", raised()).value().case_id();
  v1::CommandBody body;
  v1::DescribeNeed& describe = *body.mutable_describe_need();
  describe.set_need(need);
  describe.set_phase("C4");
  describe.add_conditions("N6-1");
  ASSERT_EQ(world.refusal("ps", body), "accepted");
  // when the coordinator adds to it while it is assessed
  ASSERT_EQ(world.refusal("ps", inventory(need)), "accepted");
  describe.Clear();
  describe.set_need(need);
  describe.add_addressees("klientu apkalpošana");
  describe.set_alternatives("skaidrot mutiski");
  describe.set_wanted_effect("gaida ne vairāk kā 15 minūtes");
  ASSERT_EQ(world.refusal("ipks", body), "accepted");
  // then it holds both, and the problem it was raised with
  const v1::NeedState& state = world.state(need).need();
  EXPECT_EQ(state.phase(), "C4");
  EXPECT_THAT(state.conditions(), ElementsAre("N6-1"));
  EXPECT_THAT(state.addressees(), ElementsAre("klientu apkalpošana"));
  EXPECT_EQ(world.text(state.problem()), "rinda");
  EXPECT_EQ(world.text(state.alternatives()), "skaidrot mutiski");
  EXPECT_EQ(world.text(state.wanted_effect()), "gaida ne vairāk kā 15 minūtes");
  EXPECT_EQ(state.trigger_task(), "PU2-18");
  EXPECT_EQ(world.refusal("ipks", decision(need, v1::NO_ACT_NEEDED)), "accepted");
  EXPECT_EQ(world.refusal("ps", body), "command_not_accepted") << "it is decided";
}

TEST(DescribeNeed, ChecksItsCodesInThisOrder) {
  World world;
  const std::string need = world.give("ps", raised()).value().case_id();
  v1::CommandBody body;
  v1::DescribeNeed& describe = *body.mutable_describe_need();
  describe.set_need(need);
  describe.set_trigger_task("PU9");
  describe.add_conditions("N99");
  describe.set_phase("C9");
  EXPECT_EQ(refusal_about(world, "ps", body), about("reference_unknown", "tasks"));
  describe.set_trigger_task("PU2-20");
  EXPECT_EQ(refusal_about(world, "ps", body), about("reference_unknown", "conditions"));
  describe.set_conditions(0, "N3-2");
  EXPECT_EQ(refusal_about(world, "ps", body), about("reference_unknown", "phases"));
  describe.set_phase("C6");
  EXPECT_EQ(refusal_about(world, "ps", body), "accepted");
}

TEST(RaiseNeed, NamesTheEventThatRaisedItIfThereWasOne) {
  World world;
  const std::string act = world.act_in_force();
  v1::CommandBody finding;
  finding.mutable_record_finding()->set_act(act);
  struct Row {
    v1::NeedOrigin::Event event;
    std::string reference;
    std::string expected;
  };
  const std::vector<Row> rows = {
      {v1::NeedOrigin::EVENT_UNSPECIFIED, "", "accepted"},
      {v1::NeedOrigin::COMPLAINT, "", about("missing_field", "origin.reference")},
      {v1::NeedOrigin::COMPLAINT, "2026-114", "accepted"},
      {v1::NeedOrigin::FINDING, "act_none.1", about("case_not_found", "act_none.1")},
      {v1::NeedOrigin::FINDING, act + ".1", about("finding_not_found", act + ".1")},
      {v1::NeedOrigin::GENERAL_ACT_CHANGE, "MK-1@2026-05-01", about("reference_unknown", "general-acts")},
      {v1::NeedOrigin::GENERAL_ACT_CHANGE, "MK-399@2026-05-01", about("general_act_version_unknown", "MK-399")},
      {v1::NeedOrigin::OBJECT_REGISTERED, "srv-none", about("object_unknown", "srv-none")},
      {v1::NeedOrigin::OBJECT_REGISTERED, "inst", about("object_kind_mismatch", "inst")},
      {v1::NeedOrigin::OBJECT_REGISTERED, "res", "accepted"},
      {v1::NeedOrigin::OBJECT_LIQUIDATED, "res", about("object_not_ended", "res")},
  };
  for (const Row& row : rows) {
    v1::CommandBody body = raised();
    body.mutable_raise_need()->mutable_origin()->set_event(row.event);
    body.mutable_raise_need()->mutable_origin()->set_reference(row.reference);
    EXPECT_EQ(refusal_about(world, "ps", body), row.expected) << row.event << " " << row.reference;
  }
  // given a finding, a version of the general act, and a resource that was liquidated
  edit(world, act).mutable_act()->add_findings()->set_finding(1);
  v1::CommandBody version;
  version.mutable_register_general_act_version()->set_general_act("MK-399");
  version.mutable_register_general_act_version()->set_version_on("2026-05-01");
  ASSERT_EQ(world.refusal("admin", version), "accepted");
  v1::CommandBody liquidated;
  liquidated.mutable_liquidate_resource()->set_resource("res");
  liquidated.mutable_liquidate_resource()->set_reason("vairs netiek lietots");
  ASSERT_EQ(world.refusal("admin", liquidated), "accepted");
  const std::vector<Row> then = {{v1::NeedOrigin::FINDING, act + ".1", "accepted"},
                                 {v1::NeedOrigin::GENERAL_ACT_CHANGE, "MK-399@2026-05-01", "accepted"},
                                 {v1::NeedOrigin::OBJECT_LIQUIDATED, "res", "accepted"}};
  for (const Row& row : then) {
    v1::CommandBody body = raised();
    body.mutable_raise_need()->mutable_origin()->set_event(row.event);
    body.mutable_raise_need()->mutable_origin()->set_reference(row.reference);
    EXPECT_EQ(refusal_about(world, "ps", body), row.expected) << row.event;
    EXPECT_EQ(world.state(world.last_turn().case_id()).need().origin().event(), row.event);
  }
}

TEST(RecordInventory, ChecksItsRowsAndTheDuplicationCheckInThisOrder) {
  World world;
  const std::string need = world.give("ps", raised()).value().case_id();
  v1::CommandBody body;
  v1::RecordInventory& inventory = *body.mutable_record_inventory();
  inventory.set_need(need);
  v1::InventoryRow& row = *inventory.add_rows();
  inventory.mutable_duplication()->set_ground("nav");
  EXPECT_EQ(refusal_about(world, "ps", body), about("missing_field", "rows.act"));
  row.set_act("act_none");
  EXPECT_EQ(refusal_about(world, "ps", body), about("missing_field", "rows.verdict"));
  row.set_verdict(v1::CONFLICTS);
  EXPECT_EQ(refusal_about(world, "ps", body), about("case_not_found", "act_none"));
  row.set_act("MK 399");
  EXPECT_EQ(refusal_about(world, "ps", body), about("missing_field", "duplication.result"));
  inventory.mutable_duplication()->set_result(v1::DUPLICATES_AN_ACT);
  EXPECT_EQ(refusal_about(world, "ps", body), about("missing_field", "duplication.acts"));
  inventory.mutable_duplication()->add_acts("act_none");
  EXPECT_EQ(refusal_about(world, "ps", body), about("case_not_found", "act_none"));
  inventory.mutable_duplication()->set_acts(0, "VPIL");
  EXPECT_EQ(refusal_about(world, "ps", body), "accepted");
}

TEST(RecordInventory, KeepsWhatIsKnownOfOwnAndOutsideActs) {
  World world;
  const std::string act = world.act_in_force();
  const std::string need = world.give("ps", raised()).value().case_id();
  v1::CommandBody body = inventory(need);
  v1::InventoryRow& own = *body.mutable_record_inventory()->add_rows();
  own.set_act(act);
  own.set_verdict(v1::OUTDATED);
  own.set_status(v1::STATUS_IN_FORCE);
  own.set_status_on("2026-11-02");
  own.add_paragraphs("p1");
  own.set_needed_change("Jāatsauc taloni.");
  v1::InventoryRow& outside = *body.mutable_record_inventory()->add_rows();
  outside.set_act("MK 399");
  outside.set_issuer("Ministru kabinets");
  outside.set_verdict(v1::COVERS_PARTLY);
  ASSERT_EQ(world.refusal("ps", body), "accepted");
  const v1::NeedState& state = world.state(need).need();
  ASSERT_EQ(state.entries_size(), 2);
  EXPECT_FALSE(state.entries(0).outside());
  EXPECT_EQ(world.text(state.entries(0).needed_change()), "Jāatsauc taloni.");
  EXPECT_EQ(state.entries(0).status(), v1::STATUS_IN_FORCE);
  EXPECT_THAT(state.entries(0).paragraphs(), ElementsAre("p1"));
  EXPECT_TRUE(state.entries(1).outside());
  EXPECT_EQ(state.entries(1).issuer(), "Ministru kabinets");
  // No text that was typed stands in the turn.
  EXPECT_EQ(world.last_turn().SerializeAsString().find("taloni.\""), std::string::npos);
  for (const v1::Event& event : world.last_turn().events()) {
    for (const v1::InventoryRow& row : event.inventory_recorded().rows()) EXPECT_EQ(row.needed_change(), "");
  }
  // given what is no act
  v1::CommandBody wrong = inventory(need);
  wrong.mutable_record_inventory()->add_rows()->set_act("act_of_a_need");
  wrong.mutable_record_inventory()->mutable_rows(0)->set_verdict(v1::COVERS);
  edit(world, "act_of_a_need").set_kind(v1::NEED);
  EXPECT_EQ(world.refusal("ps", wrong), "wrong_case_kind");
}

TEST(MergeNeed, ChecksTheOtherNeedInThisOrder) {
  World world;
  const std::string need = assessed_need(world);
  const std::string act = world.planned_act();
  EXPECT_EQ(refusal_about(world, "ipks", merging(need, need)), about("merge_into_itself", need));
  EXPECT_EQ(refusal_about(world, "ipks", merging(need, "need_none")), about("case_not_found", "need_none"));
  EXPECT_EQ(refusal_about(world, "ipks", merging(need, act)), about("wrong_case_kind", act));
  const std::string other = assessed_need(world);
  edit(world, other).set_institution("inst-2");
  EXPECT_EQ(refusal_about(world, "ipks", merging(need, other)), about("object_elsewhere", other));
  edit(world, other).set_institution("inst");
  ASSERT_EQ(world.refusal("ipks", decision(other, v1::NO_ACT_NEEDED)), "accepted");
  EXPECT_EQ(refusal_about(world, "ipks", merging(need, other)), about("need_decided", other));
  ASSERT_EQ(world.refusal("ps", reopening(other)), "accepted");
  EXPECT_EQ(refusal_about(world, "ps", merging(need, other)), about("role_not_held", "service_set_owner"));
  EXPECT_EQ(refusal_about(world, "ipks", merging(need, other)), "accepted");
  EXPECT_TRUE(world.is_in(need, "merged"));
  EXPECT_EQ(world.state(need).need().merged_into(), other);
  EXPECT_THAT(world.state(other).need().absorbed(), ElementsAre(need));
}

TEST(ReopenNeed, TakesUpEveryClosedNeedAndKeepsHowItWasClosed) {
  const std::vector<std::function<std::string(World&, const std::string&)>> closings = {
      [](World& world, const std::string& need) { return world.refusal("ipks", decision(need, v1::NO_ACT_NEEDED)); },
      [](World& world, const std::string& need) { return world.refusal("ipks", decision(need, v1::NEW_ACT_NEEDED)); },
      [](World& world, const std::string& need) {
        v1::CommandBody body = decision(need, v1::ESCALATED);
        body.mutable_decide_need()->set_issuer("IS4");
        body.mutable_decide_need()->set_issuing_institution("CSP");
        return world.refusal("ipks", body);
      },
      [](World& world, const std::string& need) {
        v1::CommandBody body = decision(need, v1::AMEND_EXISTING);
        body.mutable_decide_need()->set_act(world.act_in_force());
        return world.refusal("ipks", body);
      },
      [](World& world, const std::string& need) { return world.refusal("ipks", merging(need, assessed_need(world))); },
      [](World& world, const std::string& need) {
        v1::CommandBody body;
        body.mutable_withdraw_case()->set_case_id(need);
        body.mutable_withdraw_case()->set_reason("lieka");
        return world.refusal("ipks", body);
      },
  };
  for (const auto& close : closings) {
    // given
    World world;
    const std::string need = assessed_need(world);
    EXPECT_EQ(world.refusal("ps", reopening(need)), "command_not_accepted") << "it is not closed";
    ASSERT_EQ(close(world, need), "accepted");
    const v1::NeedState closed = world.state(need).need();
    // when
    ASSERT_EQ(world.refusal("ps", reopening(need)), "accepted") << v1::NeedOutcome_Name(closed.outcome());
    // then
    const v1::NeedState& state = world.state(need).need();
    EXPECT_TRUE(world.is_in(need, "under_assessment"));
    EXPECT_EQ(state.outcome(), v1::NEED_OUTCOME_UNSPECIFIED);
    EXPECT_EQ(state.act(), "");
    EXPECT_EQ(state.merged_into(), "");
    ASSERT_EQ(state.closures_size(), 1);
    EXPECT_EQ(state.closures(0).outcome(), closed.outcome());
    EXPECT_EQ(state.closures(0).act(), closed.act());
    EXPECT_EQ(state.closures(0).merged_into(), closed.merged_into());
    EXPECT_EQ(state.closures(0).issuer(), closed.issuer());
    EXPECT_EQ(state.closures(0).reopened_by(), "ps");
    EXPECT_EQ(world.text(state.closures(0).reopening_reason()), "ar esošo aktu nepietiek");
    EXPECT_EQ(world.refusal("ipks", decision(need, v1::NO_ACT_NEEDED)), "accepted") << "it may be decided again";
  }
}

}  // namespace
}  // namespace norma::acts
