#include "engine/statechart/migration.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/engine/statechart_fixture.h"

namespace norma::statechart {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr const char* kEcmascript = "datamodel='ecmascript'";

class StatechartMigration : public StatechartTest {
 protected:
  /// Moves the session to another chart: "" or the code of the refusal.
  std::string migrate(std::string_view inside, const MigrationRules& rules = {}, std::string_view attributes = "") {
    const std::shared_ptr<const Chart> next = chart_of(inside, attributes);
    const Result<void> checked = check_rules(*chart_, *next, rules);
    if (!checked) return refusal(checked.error());
    const Result<MappedSession> mapped = map_session(*chart_, session_, *next, rules);
    if (!mapped) return refusal(mapped.error());
    left_.clear();
    for (const StateIndex state : mapped->left) left_.push_back(chart_->id(state));
    chart_ = next;
    keep(interpreter_.adopt(*chart_, *mapped, input_of("")));
    return error_;
  }
  States left_;
  std::string detail_;

 private:
  std::string refusal(const Error& error) {
    detail_ = error.details.front();
    return std::string(reason_code(error.reason));
  }
};

MigrationRules by_states(std::vector<StateMapping> mappings) { return {std::move(mappings), {}}; }

// --- what maps by itself --------------------------------------------------------------------------

TEST_F(StatechartMigration, KeepsStatesOfTheSameIdAndRunsNoOnentryOfThem) {
  start("<state id='a'><transition event='go' target='b'/></state>"
        "<state id='b'><onentry><raise event='b.in'/></onentry><transition event='b.in' target='c'/></state>"
        "<state id='c'><onentry><log label='c'/></onentry></state>");
  send("go");
  ASSERT_EQ(states(), States{"c"});
  EXPECT_EQ(migrate("<state id='c'><onentry><log label='c'/><raise event='back'/></onentry>"
                    "<transition event='back' target='a'/></state><state id='a'/>"), "");
  EXPECT_EQ(states(), States{"c"});
  EXPECT_THAT(logged(), IsEmpty());
  EXPECT_THAT(entered(), IsEmpty());
  EXPECT_THAT(left_, IsEmpty());
}

TEST_F(StatechartMigration, RefusesAStateThatIsNotThereAnyMore) {
  start("<state id='a'/>");
  EXPECT_EQ(migrate("<state id='b'/>"), "migration_impossible");
  EXPECT_EQ(detail_, "state a has no mapping");
}

TEST_F(StatechartMigration, RefusesTheSameIdOfAnotherKind) {
  start("<state id='a'/>");
  EXPECT_EQ(migrate("<state id='a'><state id='b'/></state>"), "migration_impossible");
  EXPECT_EQ(migrate("<state id='a'><state id='b'/></state>", by_states({{"a", "a"}})), "") << "unless a rule says so";
  EXPECT_EQ(states(), States{"b"});
  EXPECT_THAT(entered(), ElementsAre("b"));
}

TEST_F(StatechartMigration, TakesANewStateAroundOnesThatGoOn) {
  start("<state id='a'/>");
  EXPECT_EQ(migrate("<state id='outer'><onentry><log label='outer'/></onentry><state id='x'/><state id='a'/></state>"),
            "");
  EXPECT_EQ(states(), States{"a"});
  EXPECT_THAT(entered(), ElementsAre("outer"));
  EXPECT_THAT(logged(), ElementsAre("outer"));
}

TEST_F(StatechartMigration, RefusesAStateThatLeftItsParent) {
  start("<state id='p'><state id='a'/></state>");
  EXPECT_EQ(migrate("<state id='q'><state id='a'/></state><state id='p'><state id='b'/></state>"),
            "migration_impossible");
  EXPECT_EQ(migrate("<state id='q'><state id='a'/></state>"), "migration_impossible");
  EXPECT_EQ(migrate("<state id='q'><state id='a'/></state>", by_states({{"p", "q"}})), "")
      << "unless its parent goes by that name";
  EXPECT_EQ(states(), States{"a"});
  EXPECT_THAT(entered(), IsEmpty());
}

// --- rules ----------------------------------------------------------------------------------------

TEST_F(StatechartMigration, MovesByARuleWithoutEntering) {
  start("<state id='p'><state id='a'/></state>");
  EXPECT_EQ(migrate("<state id='x'/><state id='q'><onentry><log label='q'/></onentry>"
                    "<state id='b'><onentry><log label='b'/></onentry></state></state>",
                    by_states({{"a", "b"}})),
            "");
  EXPECT_EQ(states(), States{"b"});
  EXPECT_THAT(entered(), ElementsAre("q")) << "b goes on as a, q is new";
  EXPECT_THAT(left_, ElementsAre("p"));
}

TEST_F(StatechartMigration, SplitsAStateByTheChoiceOfTheRule) {
  const std::string split = "<state id='review' initial='legal'><state id='legal'/><state id='owner'/></state>";
  start("<state id='review'/>");
  EXPECT_EQ(migrate(split, by_states({{"review", "owner"}})), "");
  EXPECT_EQ(states(), States{"owner"});
}

TEST_F(StatechartMigration, RefusesRulesThatDoNotFitTheCharts) {
  const std::string next = "<state id='a'><history id='h' type='deep'><transition target='x'/></history><state id='x'/>"
                           "<final id='f'/></state><final id='end'/>";
  const auto refused = [&](std::vector<StateMapping> rules) {
    start("<state id='a'><history id='h'><transition target='x'/></history><state id='x'/></state>");
    EXPECT_EQ(migrate(next, by_states(std::move(rules))), "migration_plan_invalid");
    return detail_;
  };
  EXPECT_EQ(refused({{"none", "a"}}), "the old definition has no state none");
  EXPECT_EQ(refused({{"a", "none"}}), "the new definition has no state none");
  EXPECT_EQ(refused({{"a", "a"}, {"a", "x"}}), "state a is mapped twice");
  EXPECT_EQ(refused({{"h", "h"}}), "h and h are not histories of one kind");
  EXPECT_EQ(refused({{"x", "h"}}), "x and h are not histories of one kind");
  EXPECT_EQ(refused({{"x", ""}}), "only a history state is forgotten, x is none");
  EXPECT_EQ(refused({{"x", "f"}}), "x and f: only a final state becomes a final state");
  EXPECT_EQ(refused({{"x", "end"}}), "nothing is moved into the end, end");
}

// --- parallels ------------------------------------------------------------------------------------

constexpr const char* kTwoRegions =
    "<parallel id='p'><state id='r1'><state id='a'><transition event='go' target='b'/></state><state id='b'/></state>"
    "<state id='r2'><state id='c'/></state></parallel>";

TEST_F(StatechartMigration, EntersANewRegionByDefault) {
  start(kTwoRegions);
  send("go");
  EXPECT_EQ(migrate("<parallel id='p'><onentry><log label='p'/></onentry>"
                    "<state id='r0' initial='y'><state id='x'/><state id='y'><onentry><log label='y'/></onentry></state></state>"
                    "<state id='r1'><state id='a'/><state id='b'><onentry><log label='b'/></onentry></state></state>"
                    "<state id='r2'><state id='c'/></state></parallel>"),
            "");
  EXPECT_EQ(states(), (States{"y", "b", "c"}));
  EXPECT_THAT(entered(), ElementsAre("r0", "y"));
  EXPECT_THAT(logged(), ElementsAre("y"));
}

TEST_F(StatechartMigration, DropsARegionThatItsStateIsMappedOutOf) {
  const std::string next = "<parallel id='p'><state id='r1'><state id='a'/><state id='b'/></state>"
                           "<state id='r3'><state id='d'/></state></parallel>";
  start(kTwoRegions);
  EXPECT_EQ(migrate(next), "migration_impossible");
  EXPECT_EQ(detail_, "state c has no mapping");
  EXPECT_EQ(migrate(next, by_states({{"c", "p"}})), "");
  EXPECT_EQ(states(), (States{"a", "d"}));
  EXPECT_THAT(left_, ElementsAre("r2"));
}

TEST_F(StatechartMigration, RefusesTwoStatesInOneThatIsNoParallel) {
  start(kTwoRegions);
  EXPECT_EQ(migrate("<state id='q'><state id='a'/><state id='c'/></state>", by_states({{"a", "a"}, {"c", "c"}})),
            "migration_impossible");
  EXPECT_EQ(detail_, "a and c cannot be active together");
  EXPECT_EQ(migrate("<state id='q'><state id='a'/></state>", by_states({{"a", "a"}, {"c", "q"}})), "")
      << "but two may become one";
  EXPECT_EQ(states(), States{"a"});
}

TEST_F(StatechartMigration, TellsTheEndThatWaitedForARegionThatIsGone) {
  // given a parallel of which one region is done
  start("<state id='s'><parallel id='p'><state id='r1'><state id='a'><transition event='go' target='f'/></state><final id='f'/></state>"
        "<state id='r2'><state id='c'/></state></parallel>"
        "<transition event='done.state.p' target='t'/></state><state id='t'/>");
  send("go");
  ASSERT_EQ(states(), (States{"f", "c"}));
  // when the other is gone
  EXPECT_EQ(migrate("<state id='s'><parallel id='p'><state id='r1'><state id='a'/><final id='f'/></state></parallel>"
                    "<transition event='done.state.p' target='t'/></state>"
                    "<state id='t'><transition event='done.state.r1' target='s'/></state>",
                    by_states({{"c", "p"}})),
            "");
  // then the case does not wait for ever, and what was told before is not told again
  EXPECT_EQ(states(), States{"t"});
}

// --- history --------------------------------------------------------------------------------------

constexpr const char* kHistory =
    "<state id='s' initial='a'><history id='h'><transition target='a'/></history><state id='a'>"
    "<transition event='go' target='b'/></state><state id='b'/><transition event='out' target='t'/></state>"
    "<state id='t'><transition event='back' target='h'/></state>";

TEST_F(StatechartMigration, KeepsWhatAHistoryRecorded) {
  start(kHistory);
  send("go");
  send("out");
  EXPECT_EQ(migrate(kHistory), "");
  send("back");
  EXPECT_EQ(states(), States{"b"});
}

TEST_F(StatechartMigration, MapsWhatAHistoryRecorded) {
  start(kHistory);
  send("go");
  send("out");
  const std::string next =
      "<state id='s' initial='a'><history id='again'><transition target='a'/></history><state id='a'/><state id='b2'/>"
      "</state><state id='t'><transition event='back' target='again'/></state>";
  EXPECT_EQ(migrate(next, by_states({{"h", "again"}})), "migration_impossible");
  EXPECT_EQ(detail_, "state b, which h recorded, has no mapping");
  EXPECT_EQ(migrate(next, by_states({{"b", "b2"}})), "migration_impossible");
  EXPECT_EQ(detail_, "history h has recorded and has no mapping");
  EXPECT_EQ(migrate(next, by_states({{"h", "again"}, {"b", "t"}})), "migration_impossible");
  EXPECT_EQ(detail_, "t is nothing that history again records");
  EXPECT_EQ(migrate(next, by_states({{"h", "again"}, {"b", "b2"}})), "");
  send("back");
  EXPECT_EQ(states(), States{"b2"});
}

TEST_F(StatechartMigration, ForgetsWhatAHistoryRecordedWhenToldSo) {
  start(kHistory);
  send("go");
  send("out");
  EXPECT_EQ(migrate("<state id='s'><state id='a'/></state><state id='t'><transition event='back' target='s'/></state>",
                    by_states({{"h", ""}})),
            "");
  send("back");
  EXPECT_EQ(states(), States{"a"});
}

TEST_F(StatechartMigration, AsksNothingForAHistoryThatHasNotRecorded) {
  start(kHistory);
  EXPECT_EQ(migrate("<state id='s'><state id='a'/></state>"), "");
}

// --- data -----------------------------------------------------------------------------------------

TEST_F(StatechartMigration, KeepsDataGivesNewOnesTheirFirstValueAndDropsUndeclaredOnes) {
  start("<datamodel><data id='kept' expr='1'/><data id='gone' expr='2'/></datamodel>"
        "<state id='a'><transition event='go'><assign location='kept' expr='kept + 4'/></transition></state>",
        kEcmascript);
  send("go");
  EXPECT_EQ(migrate("<datamodel><data id='kept' expr='100'/><data id='fresh' expr='[kept, 7]'/></datamodel>"
                    "<state id='a'/>",
                    {}, kEcmascript),
            "");
  EXPECT_EQ(variable("kept"), "5");
  EXPECT_EQ(variable("fresh"), "[5,7]");
  EXPECT_EQ(variable("gone"), "none");
}

TEST_F(StatechartMigration, PatchesByNameAndNothingElse) {
  start("<datamodel><data id='x' expr='1'/><data id='y' expr='2'/></datamodel><state id='a'/>", kEcmascript);
  const std::string next =
      "<datamodel><data id='x' expr='10'/><data id='y' expr='20'/><data id='z' expr='30'/></datamodel><state id='a'/>";
  EXPECT_EQ(migrate(next, {{}, {{"y", "{\"k\":[1]}"}, {"z", "\"text\""}}}, kEcmascript), "");
  EXPECT_EQ(variable("x"), "1");
  EXPECT_EQ(variable("y"), "{\"k\":[1]}");
  EXPECT_EQ(variable("z"), "\"text\"");
}

TEST_F(StatechartMigration, RefusesAPatchOfWhatIsNotDeclared) {
  start("<state id='a'/>", kEcmascript);
  EXPECT_EQ(migrate("<state id='a'/>", {{}, {{"x", "1"}}}, kEcmascript), "migration_plan_invalid");
  EXPECT_EQ(detail_, "the new definition declares no data x");
}

TEST_F(StatechartMigration, WithLateBindingGivesStatesThatGoOnTheirNewData) {
  const std::string late = std::string(kEcmascript) + " binding='late'";
  start("<state id='a'><transition event='go' target='b'/></state><state id='b'/>", late);
  EXPECT_EQ(migrate("<state id='a'><datamodel><data id='x' expr='1'/></datamodel><transition event='go' target='b'/></state>"
                    "<state id='b'><datamodel><data id='y' expr='x + 1'/></datamodel></state>",
                    {}, late),
            "");
  EXPECT_EQ(variable("x"), "1");
  EXPECT_EQ(variable("y"), "{\"$undef\":1}");
  send("go");
  EXPECT_EQ(variable("y"), "2");
}

TEST_F(StatechartMigration, WithLateBindingKeepsTheDataOfTheWhole) {
  const std::string late = std::string(kEcmascript) + " binding='late'";
  start("<datamodel><data id='x' expr='undefined'/></datamodel><state id='a'/>", late);
  EXPECT_EQ(migrate("<datamodel><data id='x' expr='1'/></datamodel><state id='a'/>", {}, late), "");
  EXPECT_EQ(variable("x"), "{\"$undef\":1}") << "bound at the start, whatever its value is";
}

// --- afterwards -----------------------------------------------------------------------------------

TEST_F(StatechartMigration, RunsUntilTheSessionRests) {
  start("<datamodel><data id='x' expr='3'/></datamodel><state id='a'/>", kEcmascript);
  EXPECT_EQ(migrate("<datamodel><data id='x'/></datamodel><state id='a'><transition cond='x &gt; 2' target='b'/></state>"
                    "<state id='b'/>",
                    {}, kEcmascript),
            "");
  EXPECT_EQ(states(), States{"b"});
}

TEST_F(StatechartMigration, KeepsMessagesThatWait) {
  start("<state id='a'><onentry><send event='later' delay='5s'/></onentry><transition event='later' target='b'/></state>"
        "<state id='b'/>");
  ASSERT_EQ(session_.delayed.size(), 1U);
  EXPECT_EQ(migrate("<state id='a'><transition event='later' target='c'/></state><state id='c'/>"), "");
  keep(interpreter_.fire(*chart_, session_, session_.delayed.front().number, input_of("")));
  EXPECT_EQ(states(), States{"c"});
}

TEST_F(StatechartMigration, RefusesAnInvocationThatWouldNotGoOn) {
  start("<state id='a'><invoke type='scxml' src='child' id='i'/></state>");
  ASSERT_EQ(session_.invocations.size(), 1U);
  EXPECT_EQ(migrate("<state id='a'/>"), "migration_impossible");
  EXPECT_EQ(detail_, "invocation i of a would not go on");
  EXPECT_EQ(migrate("<state id='x'/><state id='a'><invoke type='scxml' src='child' id='i'/></state>"), "");
  EXPECT_EQ(session_.invocations.size(), 1U);
  EXPECT_THAT(effects_, IsEmpty()) << "it runs already";
}

}  // namespace
}  // namespace norma::statechart
