#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/engine/statechart_fixture.h"

namespace norma::statechart {
namespace {

using testing::ElementsAre;

constexpr std::string_view kNull = "datamodel='null'";
constexpr std::string_view kEcmascript = "datamodel='ecmascript'";
constexpr std::string_view kLate = "datamodel='ecmascript' binding='late'";

/// One microstep in its parts: what suites of charts leave open.
class StatechartMicrostep : public StatechartTest {};

// --- selection ------------------------------------------------------------------------------------

TEST_F(StatechartMicrostep, AsksForEachEventOnceHoweverManyStatesTakeIt) {
  start(R"xml(<parallel id="p">
             <state id="a"><transition event="go stop"/></state>
             <state id="b"><transition event="go"/></state>
           </parallel>)xml", kNull);
  EXPECT_THAT(accepted_events(*chart_, session_), ElementsAre("go", "stop"));
}

TEST_F(StatechartMicrostep, HoldsAConjunctionWhenBothStatesAreActive) {
  // given one of two states active
  start(R"xml(<parallel id="p">
             <state id="r"><state id="a"><transition event="on" target="b"/></state><state id="b"/></state>
             <state id="s">
               <transition event="go" cond="In('s') &amp;&amp; In('b')"><log label="both"/></transition>
               <transition event="go" cond="In('b') || In('s')"><log label="one"/></transition>
             </state>
           </parallel>)xml", kEcmascript);
  send("go");
  EXPECT_THAT(logged(), ElementsAre("one"));
  // when the other comes to it
  send("on");
  send("go");
  EXPECT_THAT(logged(), ElementsAre("both"));
}

TEST_F(StatechartMicrostep, KeepsWhatDoesNotConflictWithThePreemptingTransition) {
  // given a transition of the outer state that conflicts with one further in, and a third beside them
  start(R"xml(<parallel id="p">
             <state id="beside"><state id="a"><transition event="go" target="a2"/></state><state id="a2"/></state>
             <state id="region">
               <parallel id="outer">
                 <transition event="go" target="outer"/>
                 <state id="b"/>
                 <state id="c"><state id="c1"><transition event="go" target="c2"/></state><state id="c2"/></state>
               </parallel>
             </state>
           </parallel>)xml", kNull);
  // when all three are enabled
  send("go");
  // then the one further in wins over the outer one alone
  EXPECT_EQ(states(), (States{"a2", "b", "c2"}));
}

// --- exit -----------------------------------------------------------------------------------------

TEST_F(StatechartMicrostep, StateIsActiveWhileItIsLeft) {
  start(R"xml(<state id="a">
             <onexit><if cond="In('a')"><log label="still in a"/></if></onexit>
             <transition event="go" target="b"/>
           </state>
           <state id="b"/>)xml", kNull);
  send("go");
  EXPECT_THAT(logged(), ElementsAre("still in a"));
}

// --- entry ----------------------------------------------------------------------------------------

TEST_F(StatechartMicrostep, EntersTheStatesBetweenOneAndItsInitialState) {
  start(R"xml(<state id="rest"><transition event="go" target="p"/></state>
           <state id="p" initial="inner">
             <state id="outer"/>
             <state id="between"><state id="other"/><state id="inner"/></state>
           </state>)xml", kNull);
  send("go");
  EXPECT_THAT(entered(), ElementsAre("p", "between", "inner"));
}

TEST_F(StatechartMicrostep, EntersTheStatesBetweenAHistoryAndItsDefault) {
  start(R"xml(<state id="rest"><transition event="go" target="p"/></state>
           <state id="p">
             <initial><transition target="h"/></initial>
             <history id="h" type="deep"><transition target="inner"/></history>
             <state id="outer"/>
             <state id="between"><state id="other"/><state id="inner"/></state>
           </state>)xml", kNull);
  send("go");
  EXPECT_THAT(entered(), ElementsAre("p", "between", "inner"));
}

TEST_F(StatechartMicrostep, RunsTheContentOfInitialOnlyWhenEnteredByDefault) {
  const char* const chart = R"xml(<state id="rest">
             <transition event="default" target="p"/>
             <transition event="inside" target="b"/>
           </state>
           <state id="p">
             <initial><transition target="a"><log label="initial"/></transition></initial>
             <state id="a"/>
             <state id="b"/>
           </state>)xml";
  start(chart, kNull);
  send("inside");
  EXPECT_THAT(logged(), ElementsAre());
  start(chart, kNull);
  send("default");
  EXPECT_THAT(logged(), ElementsAre("initial"));
}

TEST_F(StatechartMicrostep, HistoryThatLeadsElsewhereThanItsDefaultLeavesOtherRegionsAlone) {
  // given a history that recorded a state outside of where its default lies
  start(R"xml(<parallel id="all">
             <state id="left">
               <state id="p">
                 <history id="h" type="deep"><transition target="inner"/></history>
                 <transition event="leave" target="away"/>
                 <state id="middle">
                   <state id="source">
                     <transition event="other" target="other"/>
                     <transition event="back" target="h"/>
                   </state>
                   <state id="inner"/>
                 </state>
                 <state id="other"/>
               </state>
               <state id="away"><transition event="enter" target="source"/></state>
             </state>
             <state id="right"><state id="u"><transition event="flip" target="v"/></state><state id="v"/></state>
           </parallel>)xml", kNull);
  for (const char* event : {"other", "leave", "enter", "flip"}) send(event);
  ASSERT_EQ(states(), (States{"source", "v"}));
  // when it is gone back to from where its default lies
  send("back");
  // then only what it recorded is entered
  EXPECT_EQ(states(), (States{"other", "v"}));
  EXPECT_THAT(entered(), ElementsAre("other"));
}

TEST_F(StatechartMicrostep, LateDataKeepTheirValuesWhenTheirStateIsEnteredAgain) {
  start(R"xml(<state id="a">
             <datamodel><data id="count" expr="0"/></datamodel>
             <onentry><assign location="count" expr="count + 1"/></onentry>
             <transition event="again" target="a"/>
           </state>)xml", kLate);
  send("again");
  EXPECT_EQ(variable("count"), "2");
}

// --- the end --------------------------------------------------------------------------------------

TEST_F(StatechartMicrostep, TakesNoEventFromTheQueueOnceTheSessionHasEnded) {
  // given an event that waits when the session ends
  start(R"xml(<state id="work"><transition event="go" target="end"/></state>
              <final id="end">
                <onentry><raise event="waiting"/></onentry>
                <onexit><log label="last event" expr="_event.name"/></onexit>
              </final>)xml", kEcmascript);
  // when it ends
  send("go");
  // then what is left sees the event that ended it
  EXPECT_FALSE(session_.running);
  ASSERT_EQ(logged(), States{"last event"});
  EXPECT_EQ(record_.log.front().text, "go");
}

}  // namespace
}  // namespace norma::statechart
