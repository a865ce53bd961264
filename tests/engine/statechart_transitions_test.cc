#include "tests/engine/statechart_fixture.h"

namespace norma::statechart {
namespace {

class StatechartTransitions : public StatechartTest {};

constexpr std::string_view kNull = "datamodel='null'";

constexpr std::string_view kTypes = R"(
  <state id="c"><onexit><log label="out of c"/></onexit><onentry><log label="into c"/></onentry>
    <transition event="inside" type="internal" target="c2"/>
    <transition event="outside" target="c2"/>
    <transition event="own" type="internal" target="c"/>
    <transition event="none"><log label="none"/></transition>
    <state id="c1"/><state id="c2"><transition event="leaf" type="internal" target="c2"/></state>
  </state>)";

TEST_F(StatechartTransitions, InternalKeepsItsCompoundSourceAndExternalDoesNot) {
  start(kTypes, kNull);
  send("inside");
  EXPECT_EQ(exited(), States{"c1"});
  EXPECT_EQ(entered(), States{"c2"});
  send("outside");
  EXPECT_EQ(exited(), (States{"c2", "c"}));
  EXPECT_EQ(entered(), (States{"c", "c2"}));
}

TEST_F(StatechartTransitions, InternalToItsOwnSourceIsExternal) {
  start(kTypes, kNull);
  send("own");
  EXPECT_EQ(exited(), (States{"c1", "c"}));
  EXPECT_EQ(entered(), (States{"c", "c1"}));
}

TEST_F(StatechartTransitions, InternalOfAStateWithoutChildrenIsExternal) {
  start(kTypes, kNull);
  send("inside");
  send("leaf");
  EXPECT_EQ(exited(), States{"c2"});
  EXPECT_EQ(entered(), States{"c2"});
}

TEST_F(StatechartTransitions, WithoutTargetNothingIsLeftOrEntered) {
  start(kTypes, kNull);
  send("none");
  EXPECT_TRUE(record_.accepted);
  EXPECT_EQ(exited(), States{});
  EXPECT_EQ(entered(), States{});
  EXPECT_EQ(logged(), States{"none"});
}

constexpr std::string_view kRegions = R"(
  <parallel id="p">
    <transition event="inside" type="internal" target="a2"/>
    <state id="a"><transition event="in_a" type="internal" target="a2"/><transition event="of_a" target="a2"/>
      <state id="a1"><transition event="up" target="a2"/></state><state id="a2"/></state>
    <state id="b"><state id="b1"><transition event="b" target="b2"/></state><state id="b2"/></state>
  </parallel>)";

TEST_F(StatechartTransitions, InternalOfARegionLeavesItsSiblingsAlone) {
  start(kRegions, kNull);
  send("b");
  send("in_a");
  EXPECT_EQ(exited(), States{"a1"});
  EXPECT_EQ(states(), (States{"a2", "b2"}));
}

TEST_F(StatechartTransitions, ExternalOfARegionRestartsTheWholeParallel) {
  start(kRegions, kNull);
  send("b");
  send("of_a");
  EXPECT_EQ(exited(), (States{"b2", "b", "a1", "a", "p"}));
  EXPECT_EQ(entered(), (States{"p", "a", "a2", "b", "b1"}));
}

TEST_F(StatechartTransitions, BetweenStatesOfARegionNothingElseIsLeft) {
  start(kRegions, kNull);
  send("b");
  send("up");
  EXPECT_EQ(exited(), States{"a1"});
  EXPECT_EQ(states(), (States{"a2", "b2"}));
}

TEST_F(StatechartTransitions, InternalOfAParallelIsExternal) {
  start(kRegions, kNull);
  send("b");
  send("inside");
  EXPECT_EQ(exited(), (States{"b2", "b", "a1", "a", "p"}));
  EXPECT_EQ(entered(), (States{"p", "a", "a2", "b", "b1"}));
}

TEST_F(StatechartTransitions, TheDescendantsTransitionIsPreferred) {
  start(R"x(<state id="c"><transition event="e" target="x"/>
    <state id="c1"><transition event="e" cond="In('x')" target="x"/><transition event="e" target="c2"/><transition event="e" target="x"/></state>
    <state id="c2"/></state><state id="x"/>)x", kNull);
  send("e");
  EXPECT_EQ(states(), States{"c2"});
  send("e");
  EXPECT_EQ(states(), States{"x"});
}

TEST_F(StatechartTransitions, OfTwoThatConflictTheFirstInDocumentOrderWins) {
  start(R"(<state id="x"/><state id="y"/>
    <parallel id="p">
      <state id="a"><state id="a1"><transition event="e" target="x"/></state></state>
      <state id="b"><state id="b1"><transition event="e" target="y"/></state></state>
    </parallel>)", "datamodel='null' initial='p'");
  send("e");
  EXPECT_EQ(states(), States{"x"});
  EXPECT_EQ(record_.taken.size(), 1U);
}

TEST_F(StatechartTransitions, ALaterTransitionFromFurtherInsideWins) {
  // a has no transition of its own, so p's is found first; b1's lies inside p and preempts it.
  start(R"(<state id="x"/>
    <parallel id="p"><transition event="e" target="x"/>
      <state id="a"><state id="a1"/></state>
      <state id="b"><state id="b1"><transition event="e" target="b2"/></state><state id="b2"/></state>
    </parallel>)", "datamodel='null' initial='p'");
  send("e");
  EXPECT_EQ(states(), (States{"a1", "b2"}));
  send("e");
  EXPECT_EQ(states(), States{"x"});
}

TEST_F(StatechartTransitions, AnInnerTransitionPreemptsOnlyWhatItConflictsWith) {
  start(R"(<parallel id="p">
      <state id="a"><state id="a1"><transition event="e" target="a2"/></state><state id="a2"/></state>
      <parallel id="q"><transition event="e" target="r"/>
        <state id="b"/><state id="c"><state id="c1"><transition event="e" target="c2"/></state><state id="c2"/></state>
      </parallel>
      <state id="r"/>
    </parallel>)", kNull);
  send("e");
  EXPECT_EQ(states(), (States{"a2", "b", "c2", "r"}));
}

TEST_F(StatechartTransitions, WithoutTargetItConflictsWithNothing) {
  start(R"(<state id="x"/>
    <parallel id="p">
      <state id="a"><state id="a1"><transition event="e" target="x"/></state></state>
      <state id="b"><state id="b1"><transition event="e"><log label="b"/></transition></state></state>
    </parallel>)", "datamodel='null' initial='p'");
  send("e");
  EXPECT_EQ(states(), States{"x"});
  EXPECT_EQ(logged(), States{"b"});
}

TEST_F(StatechartTransitions, ContentRunsExitThenTransitionsThenEntry) {
  start(R"(<parallel id="p">
      <state id="a"><state id="a1"><onexit><log label="-a1"/></onexit><transition event="e" target="a2"><log label="a"/></transition></state>
        <state id="a2"><onentry><log label="+a2"/></onentry></state></state>
      <state id="b"><state id="b1"><onexit><log label="-b1"/></onexit><transition event="e" target="b2"><log label="b"/></transition></state>
        <state id="b2"><onentry><log label="+b2"/></onentry></state></state>
    </parallel>)", kNull);
  send("e");
  EXPECT_EQ(logged(), (States{"-b1", "-a1", "a", "b", "+a2", "+b2"}));
}

TEST_F(StatechartTransitions, EventlessOnesComeBeforeEventsThatWait) {
  start(R"(<state id="a"><transition event="go" target="b"><raise event="x"/></transition></state>
    <state id="b"><transition event="x" target="wrong"/><transition target="c"/></state>
    <state id="c"><transition event="x" target="right"/></state><state id="wrong"/><state id="right"/>)", kNull);
  send("go");
  EXPECT_EQ(states(), States{"right"});
  EXPECT_EQ(record_.microsteps, 3U);
}

TEST_F(StatechartTransitions, InternalEventsComeBeforeTheSessionsOwnMessages) {
  start(R"(<state id="a"><transition event="go" target="b"><send event="sent"/><raise event="raised"/></transition></state>
    <state id="b"><transition event="sent" target="wrong"/><transition event="raised" target="c"/></state>
    <state id="c"><transition event="sent" target="right"/></state><state id="wrong"/><state id="right"/>)", kNull);
  send("go");
  EXPECT_EQ(states(), States{"right"});
}

TEST_F(StatechartTransitions, AtTheEndStatesAreLeftOneAfterTheOtherAndStillShown) {
  start(R"x(<state id="a"><onexit><log label="-a"/></onexit><transition event="go" target="end"/></state>
    <final id="end"><onentry><log label="+end"/></onentry>
      <onexit><if cond="In('end')"><log label="-end"/></if></onexit></final>)x", kNull);
  send("go");
  EXPECT_EQ(logged(), (States{"-a", "+end", "-end"}));
  EXPECT_EQ(states(), States{"end"});
  start(R"x(<parallel id="p">
    <state id="a"><onexit><if cond="In('b')"><log label="b is there"/><else/><log label="b is gone"/></if></onexit></state>
    <state id="b"/></parallel>)x", kNull);
  keep(interpreter_.stop(*chart_, session_, input_of("")));
  EXPECT_EQ(logged(), States{"b is gone"});
  EXPECT_EQ(states(), (States{"a", "b"}));
}

TEST_F(StatechartTransitions, ADescriptorMatchesWholeTokensOnly) {
  start(R"(<state id="a"><transition event="task.done" target="b"/></state>
    <state id="b"><transition event="other task.*" target="c"/></state><state id="c"><transition event="*" target="d"/></state><state id="d"/>)",
        kNull);
  for (const char* event : {"task", "task.doneness", "tas", "xtask.done", ""}) {
    send(event);
    EXPECT_EQ(states(), States{"a"}) << event;
  }
  send("task.done.late");
  EXPECT_EQ(states(), States{"b"});
  send("task");
  EXPECT_EQ(states(), States{"c"});
  send("anything");
  EXPECT_EQ(states(), States{"d"});
}

}  // namespace
}  // namespace norma::statechart
