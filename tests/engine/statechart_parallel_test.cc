#include "tests/engine/statechart_fixture.h"

namespace norma::statechart {
namespace {

class StatechartParallel : public StatechartTest {};

constexpr std::string_view kNull = "datamodel='null'";

constexpr std::string_view kTwoRegions = R"(
  <parallel id="p">
    <transition event="done.state.p"><log label="p"/></transition>
    <transition event="done.state.a"><log label="a"/></transition>
    <transition event="done.state.b"><log label="b"/></transition>
    <state id="a"><state id="a1"><transition event="a both" target="a2"/></state><final id="a2"/></state>
    <state id="b"><state id="b1"><transition event="b both" target="b2"/></state><final id="b2"/></state>
  </parallel>)";

TEST_F(StatechartParallel, IsDoneOnlyWhenEveryRegionIs) {
  start(kTwoRegions, kNull);
  send("a");
  EXPECT_EQ(logged(), States{"a"});
  send("b");
  EXPECT_EQ(logged(), (States{"b", "p"}));
}

TEST_F(StatechartParallel, IsDoneOnceWhenRegionsEndInOneMicrostep) {
  start(kTwoRegions, kNull);
  send("both");
  EXPECT_EQ(logged(), (States{"a", "b", "p"}));
}

TEST_F(StatechartParallel, IsNotDoneWhileARegionIsAStateWithoutChildren) {
  start(R"(<parallel id="p"><transition event="done.state.p"><log label="p"/></transition>
    <state id="a"><state id="a1"><transition event="a" target="a2"/></state><final id="a2"/></state>
    <state id="b"/></parallel>)", kNull);
  send("a");
  EXPECT_EQ(logged(), States{});
}

TEST_F(StatechartParallel, IsDoneAgainWhenARegionEndsAgain) {
  start(R"(<parallel id="p">
    <transition event="done.state.p"><log label="p"/></transition>
    <state id="a"><transition event="redo" type="internal" target="a1"/>
      <state id="a1"><transition event="a" target="a2"/></state><final id="a2"/></state>
    <state id="b" initial="b2"><final id="b2"/></state>
  </parallel>)", kNull);
  send("a");
  EXPECT_EQ(logged(), States{"p"});
  send("redo");
  EXPECT_EQ(logged(), States{});
  send("a");
  EXPECT_EQ(logged(), States{"p"});
}

constexpr std::string_view kThreeDeep = R"(
  <state id="outer">
    <transition event="done.state.outer"><log label="outer"/></transition>
    <transition event="done.state.p"><log label="p"/></transition>
    <transition event="done.state.q"><log label="q"/></transition>
    <transition event="done.state.r"><log label="r"/></transition>
    <parallel id="p">
      <state id="a"><state id="a1"><transition event="a" target="a2"/></state><final id="a2"/></state>
      <parallel id="q">
        <state id="b"><state id="b1"><transition event="b" target="b2"/></state><final id="b2"/></state>
        <parallel id="r">
          <state id="c"><state id="c1"><transition event="c" target="c2"/></state><final id="c2"/></state>
          <state id="d"><state id="d1"><transition event="d" target="d2"/></state><final id="d2"/></state>
        </parallel>
      </parallel>
    </parallel>
  </state>)";

TEST_F(StatechartParallel, DoneGoesUpThroughEveryParallelAround) {
  start(kThreeDeep, kNull);
  send("a");
  send("b");
  send("c");
  EXPECT_EQ(logged(), States{});
  send("d");
  EXPECT_EQ(logged(), (States{"r", "q", "p"}));
}

TEST_F(StatechartParallel, DoneGoesUpOnlyAsFarAsAllIsDone) {
  start(kThreeDeep, kNull);
  send("c");
  send("d");
  EXPECT_EQ(logged(), States{"r"});
  send("a");
  EXPECT_EQ(logged(), States{});
  send("b");
  EXPECT_EQ(logged(), (States{"q", "p"}));
}

TEST_F(StatechartParallel, DoneStopsAtACompoundState) {
  start(R"(<parallel id="p">
    <transition event="done.state.p"><log label="p"/></transition>
    <transition event="done.state.a"><log label="a"/></transition>
    <state id="a"><parallel id="q"><transition event="done.state.q"><log label="q"/></transition>
        <state id="b"><state id="b1"><transition event="b" target="b2"/></state><final id="b2"/></state>
      </parallel></state>
    <state id="c" initial="c1"><final id="c1"/></state>
  </parallel>)", kNull);
  send("b");
  EXPECT_EQ(logged(), States{"q"});
}

TEST_F(StatechartParallel, InitialStatesInSeveralRegionsAreEnteredTogether) {
  start(R"(<parallel id="p">
    <state id="a"><state id="a1"/><state id="a2"/></state>
    <state id="b"><state id="b1"/><state id="b2"/></state>
    <state id="c"><state id="c1"/><state id="c2"/></state></parallel>)", "datamodel='null' initial='a2 b2'");
  EXPECT_EQ(states(), (States{"a2", "b2", "c1"}));
  EXPECT_EQ(entered(), (States{"p", "a", "a2", "b", "b2", "c", "c1"}));
}

TEST_F(StatechartParallel, TargetsInSeveralRegionsAreEnteredTogether) {
  start(R"(<state id="s"><transition event="go" target="c2 a2"/></state>
    <parallel id="p">
      <state id="a"><state id="a1"/><state id="a2"/></state>
      <state id="b"><state id="b1"/><state id="b2"/></state>
      <state id="c"><state id="c1"/><state id="c2"/></state></parallel>)", kNull);
  send("go");
  EXPECT_EQ(entered(), (States{"p", "a", "a2", "b", "b1", "c", "c2"}));
}

TEST_F(StatechartParallel, ATargetInsideOneRegionBringsTheOthersToTheirInitialStates) {
  start(R"(<state id="s"><transition event="go" target="x"/></state>
    <parallel id="p">
      <state id="a"><state id="a1"/><state id="a2"><state id="w"/><state id="x"/></state></state>
      <state id="b" initial="b2"><state id="b1"/><parallel id="b2"><state id="y"/><state id="z"/></parallel></state>
    </parallel>)", kNull);
  send("go");
  EXPECT_EQ(entered(), (States{"p", "a", "a2", "x", "b", "b2", "y", "z"}));
}

TEST_F(StatechartParallel, IsLeftFromTheLastStateToTheFirst) {
  start(R"(<state id="s"/>
    <parallel id="p"><transition event="go" target="s"/>
      <state id="a"><state id="a1"/></state>
      <state id="b"><state id="b1"/></state></parallel>)", "datamodel='null' initial='p'");
  send("go");
  EXPECT_EQ(exited(), (States{"b1", "b", "a1", "a", "p"}));
}

TEST_F(StatechartParallel, AConditionOfTheParallelIsAskedOnceForAnEvent) {
  start(R"(<parallel id="p"><transition event="go" cond="missing.field"/><transition event="go"/>
    <state id="a"/><state id="b"/><state id="c"/></parallel>)");
  send("go");
  EXPECT_EQ(record_.incidents.size(), 1U);
  EXPECT_EQ(record_.taken.size(), 1U);
}

}  // namespace
}  // namespace norma::statechart
