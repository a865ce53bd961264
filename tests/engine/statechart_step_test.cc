#include "tests/engine/statechart_fixture.h"

namespace norma::statechart {
namespace {

class StatechartStep : public StatechartTest {};

constexpr std::string_view kRegions = R"(
  <parallel id="p">
    <transition event="done.state.p" target="end"/>
    <state id="a"><state id="a1"><transition event="a" target="a2"/></state><final id="a2"/></state>
    <parallel id="q">
      <state id="b"><state id="b1"><transition event="b" target="b2"/></state><final id="b2"/></state>
      <state id="c"><state id="c1"><transition event="c" target="c2"/></state><final id="c2"/></state>
    </parallel>
  </parallel>
  <final id="end"/>)";

TEST_F(StatechartStep, DoneOfAParallelWaitsForEveryRegionOfEveryParallelInside) {
  start(kRegions, "datamodel='null'");
  EXPECT_EQ(states(), (States{"a1", "b1", "c1"}));
  send("b");
  send("a");
  EXPECT_EQ(states(), (States{"a2", "b2", "c1"}));
  send("c");
  EXPECT_EQ(states(), States{"end"});
  EXPECT_TRUE(record_.final_reached);
}

TEST_F(StatechartStep, TellsWhatItAcceptsAndWhetherItDid) {
  start(kRegions, "datamodel='null'");
  EXPECT_TRUE(accepts(*chart_, session_, "a"));
  EXPECT_FALSE(accepts(*chart_, session_, "d"));
  EXPECT_EQ(accepted_events(*chart_, session_), (States{"done.state.p", "a", "b", "c"}));
  send("d");
  EXPECT_FALSE(record_.accepted);
  send("a");
  EXPECT_TRUE(record_.accepted);
  EXPECT_FALSE(accepts(*chart_, session_, "a"));
}

TEST_F(StatechartStep, AnInternalTransitionOfAParallelsRegionLeavesTheOthersAlone) {
  start(R"(<parallel id="p">
    <state id="a"><transition event="i" type="internal" target="a1"/><transition event="e" target="a1"/><state id="a1"/></state>
    <state id="b" initial="b1"><state id="b1"><transition event="go" target="b2"/></state><state id="b2"/></state>
  </parallel>)");
  send("go");
  send("i");
  EXPECT_EQ(states(), (States{"a1", "b2"}));
  send("e");
  EXPECT_EQ(states(), (States{"a1", "b1"}));
}

TEST_F(StatechartStep, HistoryOfAParallelBringsEveryRegionBack) {
  start(R"(<state id="out"><transition event="in" target="h"/></state>
    <parallel id="p">
      <transition event="leave" target="out"/>
      <history id="h" type="deep"><transition target="a1 b1"/></history>
      <state id="a"><state id="a1"><transition event="a" target="a2"/></state><state id="a2"/></state>
      <state id="b"><state id="b1"/><state id="b2"/><transition event="b" target="b2"/></state>
    </parallel>)");
  send("in");
  EXPECT_EQ(states(), (States{"a1", "b1"}));
  send("a");
  send("leave");
  send("in");
  EXPECT_EQ(states(), (States{"a2", "b1"}));
}

TEST_F(StatechartStep, TheDomainOfATransitionToHistoryDependsOnWhatWasRecorded) {
  start(R"(<datamodel><data id="n" expr="0"/></datamodel>
    <state id="o"><transition event="in" target="h"/></state>
    <state id="p"><transition event="leave" target="o"/>
      <history id="h" type="deep"><transition target="z"/></history>
      <state id="z"><transition event="to" target="x"/></state>
      <state id="y"><onexit><assign location="n" expr="n + 1"/></onexit>
        <state id="x"><transition event="again" target="h"/></state></state>
    </state>)");
  send("in");
  send("to");
  send("leave");
  EXPECT_EQ(variable("n"), "1");
  send("in");
  send("again");
  // The record is x inside of y, so y is the domain and stays.
  EXPECT_EQ(variable("n"), "1");
  EXPECT_EQ(states(), States{"x"});
}

TEST_F(StatechartStep, AnEndlessRowOfTransitionsIsRefusedAndNothingChanges) {
  start(R"(<state id="a"><transition event="go" target="b"/></state>
    <state id="b"><transition target="c"/></state><state id="c"><transition target="b"/></state>)");
  send("go");
  EXPECT_EQ(error_, "step_limit_exceeded");
  EXPECT_EQ(states(), States{"a"});
}

TEST_F(StatechartStep, ADelayedMessageIsKeptUntilItIsFired) {
  start(R"(<state id="a"><onentry><send event="late" id="t" delay="2s"/></onentry>
    <transition event="late" target="b"/><transition event="stop" target="c"/></state>
    <state id="b"/><state id="c"><onentry><cancel sendid="t"/></onentry></state>)");
  ASSERT_EQ(session_.delayed.size(), 1U);
  const std::uint64_t number = session_.delayed.front().number;
  EXPECT_EQ(session_.delayed.front().due, Instant(std::chrono::seconds(1'700'000'002)));
  const Session before = session_;
  keep(interpreter_.fire(*chart_, session_, number, input_of("")));
  EXPECT_EQ(states(), States{"b"});
  session_ = before;
  send("stop");
  ASSERT_EQ(effects_.size(), 1U);
  EXPECT_TRUE(std::holds_alternative<CancelEffect>(effects_.front()));
  keep(interpreter_.fire(*chart_, session_, number, input_of("")));
  EXPECT_EQ(error_, "not_found");
}

TEST_F(StatechartStep, AWrittenSessionLooksAsItsGrammarSays) {
  start(R"(<datamodel><data id="count">3</data></datamodel><state id="draft"/>)");
  EXPECT_EQ(encode(*chart_, session_), "n1+2:s10:1;1;5:draft0;0;1;5:count1:30;0;");
}

TEST_F(StatechartStep, ASessionThatDoesNotFitIsRefused) {
  start(kRegions, "datamodel='null'");
  const std::string bytes = encode(*chart_, session_);
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    EXPECT_FALSE(decode(*chart_, std::string_view(bytes).substr(0, size))) << size;
  }
  const auto other = chart_of("<state id='x'/>");
  EXPECT_EQ(decode(*other, bytes).error().reason, Reason::kDefinitionInvalid);
  EXPECT_EQ(decode(*chart_, "n1+2:s10:1;1;2:a10;0;0;0;0;").error().details.front(), "the configuration is not legal");
}

TEST_F(StatechartStep, ARecordThatAHistoryCannotHaveIsRefused) {
  start(R"(<state id="o"/>
    <parallel id="p"><history id="h" type="deep"><transition target="a1"/></history><history id="k"><transition target="a1"/></history>
      <state id="a"><state id="a1"/><state id="a2"/></state><state id="b"><history id="l"><transition target="b1"/></history>
        <state id="b1"/><state id="b2"/></state></parallel>)", "datamodel='null'");
  const auto reason_of = [&](const std::string& history) {
    const auto session = decode(*chart_, "n1+2:s10:1;1;1:o0;" + history + "0;0;0;");
    return session ? std::string("fine") : session.error().details.front();
  };
  EXPECT_EQ(reason_of("3;1:h2;2:a22:b11:k2;1:a1:b1:l1;2:b2"), "fine");
  EXPECT_EQ(reason_of("1;1:h1;2:a2"), "fine");
  EXPECT_EQ(reason_of("2;1:k1;1:a1:h1;2:a1"), "fine");
  for (const char* wrong : {"1;1:h2;2:a12:a2", "1;1:h1;1:a", "1;1:h1;1:o", "1;1:h0;", "1;1:h2;2:a12:a1"}) {
    EXPECT_EQ(reason_of(wrong), "the record does not fit history h") << wrong;
  }
  EXPECT_EQ(reason_of("1;1:k1;2:a1"), "the record does not fit history k");
  EXPECT_EQ(reason_of("1;1:k1;1:h"), "the record does not fit history k");
  EXPECT_EQ(reason_of("1;1:l2;2:b12:b2"), "the record does not fit history l");
  EXPECT_EQ(reason_of("1;1:a1;2:a1"), "the record does not fit history a");
  EXPECT_EQ(reason_of("2;1:l1;2:b11:l1;2:b2"), "session");
}

TEST_F(StatechartStep, VariablesAndMessagesOutOfOrderAreCorrupt) {
  start("<state id='o'/>");
  const auto reason_of = [&](const std::string& rest) { return decode(*chart_, "n1+2:s10:1;1;1:o0;0;" + rest).has_value(); };
  const std::string message = "1:e0:0:0:-0;0:";
  EXPECT_TRUE(reason_of("2;1:a1:11:b1:10;0;"));
  EXPECT_FALSE(reason_of("2;1:b1:11:a1:10;0;"));
  EXPECT_FALSE(reason_of("2;1:a1:11:a1:10;0;"));
  EXPECT_TRUE(reason_of("0;2;1;5;" + message + "2;5;" + message + "0;"));
  EXPECT_FALSE(reason_of("0;2;2;5;" + message + "1;5;" + message + "0;"));
}

TEST(StatechartCompile, TellsTheFirstFaultWithItsPlace) {
  const auto fault = [](const std::string& inside) {
    const Element element = workflows::read_xml("<scxml xmlns='http://www.w3.org/2005/07/scxml'>\n" + inside + "</scxml>").value();
    const auto chart = compile(element);
    return chart ? std::string("compiled") : chart.error().details.front();
  };
  EXPECT_EQ(fault("<state id='a'><transition event='e' target='b'/></state>"), "2:15: there is no state b");
  EXPECT_EQ(fault("<state id='a'/><state id='a'/>"), "2:16: the id a is there twice");
  EXPECT_EQ(fault("<state id='a'><onentry><blink/></onentry></state>"), "2:24: <blink> is not executable content");
  EXPECT_EQ(fault("<state id='a'><x:task xmlns:x='urn:x'/></state>"), "compiled");
  EXPECT_EQ(fault("<state id='a'><state id='b'/><state id='c'/><transition target='b c'/></state>"),
            "2:45: the states b and c cannot be active together");
}

TEST(StatechartCompile, AHistoryBesideATargetMayNotStandForItsRegion) {
  const auto compiles = [](const std::string& targets) {
    const Element element = workflows::read_xml("<scxml xmlns='http://www.w3.org/2005/07/scxml'><state id='s'><transition event='e' target='" +
        targets + "'/></state><parallel id='p'><history id='h'><transition target='a'/></history><history id='k'><transition target='a'/></history>"
        "<state id='a'><history id='l'><transition target='a1'/></history><state id='a1'/><state id='a2'/></state>"
        "<state id='b'><state id='b1'/></state></parallel></scxml>").value();
    return compile(element).has_value();
  };
  EXPECT_TRUE(compiles("h"));
  EXPECT_TRUE(compiles("l b1"));
  EXPECT_TRUE(compiles("b1 l"));
  EXPECT_FALSE(compiles("h b1"));
  EXPECT_FALSE(compiles("b1 h"));
  EXPECT_FALSE(compiles("h k"));
  EXPECT_FALSE(compiles("l a2"));
}

}  // namespace
}  // namespace norma::statechart
