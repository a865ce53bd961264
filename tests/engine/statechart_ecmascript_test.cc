#include <gmock/gmock.h>

#include "engine/statechart/json_text.h"
#include "engine/utf8.h"
#include "tests/engine/statechart_fixture.h"

namespace norma::statechart {
namespace {

class StatechartEcmascript : public StatechartTest {
 protected:
  /// A chart with variable `x` that sets it to the value of an expression when `go` comes.
  void start_with(const std::string& expression, const std::string& first = "0") {
    std::string quoted;
    for (const char c : expression) quoted += c == '"' ? "&quot;" : c == '<' ? "&lt;" : c == '&' ? "&amp;" : std::string(1, c);
    start("<datamodel><data id=\"x\" expr=\"" + first + "\"/></datamodel><state id=\"a\"><transition event=\"go\" target=\"b\">" +
          "<assign location=\"x\" expr=\"" + quoted + "\"/></transition></state><state id=\"b\"/>");
  }
};

TEST_F(StatechartEcmascript, KeepsEveryKindOfValueBetweenSteps) {
  start_with("x", "{u: undefined, n: NaN, i: -Infinity, z: -0, s: 'ā\\ud83d\\ude00', l: [1, null, true], t: {$num: 1}, d: new Date(5)}");
  const std::string before = variable("x");
  EXPECT_EQ(before,
            R"({"u":{"$undef":1},"n":{"$num":"NaN"},"i":{"$num":"-Infinity"},"z":{"$num":"-0"},"s":"ā😀","l":[1,null,true],)"
            R"("t":{"$obj":{"$num":1}},"d":{"$date":5}})");
  send("go");
  EXPECT_EQ(variable("x"), before);
}

TEST_F(StatechartEcmascript, TimeAndRandomComeFromTheInput) {
  start_with("[new Date().getTime(), Date.now(), Math.random()]");
  send("go");
  const std::string first = variable("x");
  EXPECT_TRUE(first.starts_with("[1700000000000,1700000000000,0.")) << first;
  Interpreter other;
  start_with("[new Date().getTime(), Date.now(), Math.random()]");
  keep(other.step(*chart_, session_, input_of("go")));
  EXPECT_EQ(variable("x"), first);
}

TEST_F(StatechartEcmascript, NothingThatAnExpressionDoesReachesAnotherSession) {
  for (const std::string hostile : {"leak = 1", "Array.prototype.leak = 1", "Object.leak = 1", "(function () { return this; })().leak = 1",
                                    "arguments.callee.leak = 1", "Math.max = 1"}) {
    start_with(hostile);
    send("go");
    start_with("[typeof leak, typeof [].leak, typeof Object.leak, typeof arguments.callee.leak, typeof Math.max].join()");
    send("go");
    EXPECT_EQ(variable("x"), "\"undefined,undefined,undefined,undefined,function\"") << hostile;
  }
}

TEST_F(StatechartEcmascript, AFaultIsAnIncidentAndAnEvent) {
  start(R"(<state id="a"><transition event="go" cond="missing.field"/>
    <transition event="error.execution" cond="_event.data.tagname === 'transition'" target="b"/></state><state id="b"/>)");
  send("go");
  ASSERT_EQ(record_.incidents.size(), 1U);
  EXPECT_EQ(record_.incidents.front().event, "error.execution");
  EXPECT_EQ(record_.incidents.front().element, "transition");
  EXPECT_THAT(record_.incidents.front().reason, testing::HasSubstr("missing"));
  EXPECT_FALSE(record_.accepted);
  EXPECT_EQ(states(), States{"b"});
}

TEST_F(StatechartEcmascript, ConditionsThatOnlyReadKeepTheBytesOfTheData) {
  start(R"(<datamodel><data id="rounds" expr="2"/></datamodel>
    <state id="a"><transition event="go" cond="rounds &lt; 3 &amp;&amp; _event.data.ok" target="b"/></state><state id="b"/>)");
  send("go", R"({"ok":false})");
  EXPECT_EQ(states(), States{"a"});
  send("go", R"({"ok":true})");
  EXPECT_EQ(states(), States{"b"});
  EXPECT_EQ(variable("rounds"), "2");
}

/// Expressions that would take the process's time or memory if nothing stopped them.
class StatechartHostile : public StatechartEcmascript, public testing::WithParamInterface<const char*> {};

TEST_P(StatechartHostile, EndsInAnErrorWithoutChangeAndTheInterpreterGoesOn) {
  start_with(GetParam());
  send("go");
  EXPECT_EQ(error_, "expression_failed");
  EXPECT_EQ(variable("x"), "0");
  start_with("1 + 1");
  send("go");
  EXPECT_EQ(variable("x"), "2");
}

INSTANTIATE_TEST_SUITE_P(
    All, StatechartHostile,
    testing::Values("(function () { while (true) {} })()",
                    "(function () { while (true) { try { while (true) {} } catch (e) {} finally {} } })()",
                    "(function () { var s = 'x'; while (true) s += s; })()",
                    "(function () { var l = []; while (true) l.push('' + l.length + Math.random()); })()",
                    "'x'.repeat(1e9)",
                    "(function () { for (;;) [].indexOf.call({length: 1e6}, 1); })()",
                    "(function () { for (;;) { try { /(a+)+$/.test('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab'); } catch (e) {} } })()",
                    "(function () { var s = 'x'.repeat(1e6); for (;;) s.indexOf('y'); })()",
                    "(function () { for (;;) { try { [].concat.call([], new Array(900000)); } catch (e) {} } })()"));

/// Expressions that fail by themselves, and quickly: an ordinary fault.
class StatechartFaulty : public StatechartEcmascript, public testing::WithParamInterface<const char*> {};

TEST_P(StatechartFaulty, IsAnIncident) {
  start_with(GetParam());
  send("go");
  EXPECT_EQ(error_, "");
  EXPECT_EQ(record_.incidents.size(), 1U);
  EXPECT_EQ(variable("x"), "0");
}

INSTANTIATE_TEST_SUITE_P(All, StatechartFaulty,
                         testing::Values("[].indexOf.call({length: 4294967295}, 1)", "(function f() { return f() + 1; })()",
                                         "/(a+)+$/.test('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab')", "_event = 1", "new Array(1e7 + 1).join('xxxxxxxxxxxxxxxx')",
                                         "[].concat.call([], new Array(4294967295))", "(", "Uint8Array(9)"));

TEST_F(StatechartEcmascript, AReasonIsCutBetweenCharacters) {
  start(R"(<state id="a"><transition event="e"><script>throw new Error(Array(400).join('\u0101'));</script></transition></state>)");
  send("e");
  ASSERT_EQ(record_.incidents.size(), 1U);
  EXPECT_TRUE(is_utf8(record_.incidents.front().reason));
  EXPECT_EQ(record_.incidents.front().reason.size(), 499U);
}

TEST_F(StatechartEcmascript, CharactersBeyondTheFirstPlaneComeThroughAnEvent) {
  start(R"(<datamodel><data id="x"/></datamodel><state id="a"><transition event="*" cond="_event.name === '\ud83d\ude00'">
    <assign location="x" expr="[_event.name, _event.data, _event.data.length]"/></transition></state>)");
  send("\xF0\x9F\x98\x80", "\"\xF0\x9F\x98\x80\"");
  EXPECT_EQ(variable("x"), "[\"\xF0\x9F\x98\x80\",\"\xF0\x9F\x98\x80\",2]");
}

TEST_F(StatechartEcmascript, ANumberInTheMiddleOfTwoIsTheEvenOneAndStays) {
  start(R"(<datamodel><data id="x"/></datamodel><state id="a"><transition event="e">
    <assign location="x" expr="[_event.data === 9007199254740992, _event.data]"/></transition>
    <transition event="keep"><assign location="x" expr="x"/></transition></state>)");
  send("e", "9007199254740993");
  EXPECT_EQ(variable("x"), "[true,9007199254740992]");
  send("e", "9007199254740993.5");
  EXPECT_EQ(variable("x"), "[false,9007199254740994]");
  send("e", "9007199254740995");
  EXPECT_EQ(variable("x"), "[false,9007199254740996]");
  send("e", "-345678901117283945");
  const std::string once = variable("x");
  for (int i = 0; i < 3; ++i) send("keep");
  EXPECT_EQ(variable("x"), once);
}

TEST(JsonText, IsUtf8) {
  EXPECT_TRUE(json_compact("[\"\xC4\x81\"]"));
  EXPECT_FALSE(json_compact("[\"\xC0\x80\"]"));
  EXPECT_FALSE(json_members("{\"\xC4\":1}"));
  EXPECT_FALSE(json_unquote("\"\xED\xA0\x80\""));
}

TEST_F(StatechartEcmascript, AValueThatHoldsItselfCannotBeKept) {
  start("<datamodel><data id='x' expr='[]'/></datamodel><state id='a'><transition event='go'><script>x.push(x)</script></transition></state>");
  send("go");
  EXPECT_EQ(error_, "expression_failed");
}

TEST_F(StatechartEcmascript, FunctionsOfTheGlobalScriptAreThereInEveryStep) {
  start(R"xml(<datamodel><data id="n" expr="1"/></datamodel><script>function twice(v) { return 2 * v; } n = 5;</script>
    <state id="a"><transition event="go"><assign location="n" expr="twice(n)"/></transition></state>)xml");
  EXPECT_EQ(variable("n"), "5");
  send("go");
  send("go");
  EXPECT_EQ(variable("n"), "20");
}

}  // namespace
}  // namespace norma::statechart
