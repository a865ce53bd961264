#include <gtest/gtest.h>

#include <ctime>
#include <string>

#include "engine/statechart/compile.h"
#include "engine/statechart/interpreter.h"
#include "workflows/reader.h"

namespace norma::statechart {

namespace {

std::shared_ptr<const Chart> chart_of(const std::string& inside) {
  const std::string xml = "<scxml xmlns='http://www.w3.org/2005/07/scxml' version='1.0' datamodel='ecmascript'>" +
                          inside + "</scxml>";
  const Result<Element> document = workflows::read_xml(xml);
  if (!document) return nullptr;
  Result<std::shared_ptr<const Chart>> chart = compile(*document);
  return chart ? std::move(*chart) : nullptr;
}

/// What the event `e` gives a chart with one transition on it that has this condition.
Result<Step> step_with_condition(Interpreter& interpreter, const std::string& condition) {
  std::string escaped;
  for (const char letter : condition) {
    if (letter == '<') {
      escaped += "&lt;";
    } else if (letter == '&') {
      escaped += "&amp;";
    } else if (letter == '"') {
      escaped += "&quot;";
    } else {
      escaped += letter;
    }
  }
  const auto guarded = chart_of("<state id='a'><transition event='e' cond=\"" + escaped +
                                "\" target='b'/></state><state id='b'/>");
  if (!guarded) return fail(Reason::kInternal, condition);
  Input input;
  Result<Step> opened = interpreter.start(*guarded, input);
  if (!opened) return opened;
  input.event = "e";
  return interpreter.step(*guarded, opened->session, input);
}

class HostileCondition : public testing::TestWithParam<const char*> {};

TEST_P(HostileCondition, EndsSoonAndLeavesTheInterpreterUsable) {
  Interpreter interpreter;
  const std::clock_t before = std::clock();
  const Result<Step> step = step_with_condition(interpreter, GetParam());
  const double seconds = static_cast<double>(std::clock() - before) / CLOCKS_PER_SEC;
  // The promise is 0.1 s of CPU; sanitizers and crowded machines get more.
  EXPECT_LT(seconds, 2.0);
  EXPECT_TRUE(!step || !step->record.accepted);
  const Result<Step> next = step_with_condition(interpreter, "1 + 1 == 2");
  ASSERT_TRUE(next);
  EXPECT_TRUE(next->record.accepted);
}

INSTANTIATE_TEST_SUITE_P(
    Expressions, HostileCondition,
    testing::Values(
        "(function(){while(true){}})()", "(function(){while(true){try{while(true){}}catch(e){}finally{}}})()",
        "(function f(){return f()+1})()", "(function(){var s='a';while(true)s+=s})()",
        "(function(){var a=[];while(true)a.push('x'+a.length)})()", "'a'.repeat(1e9).length == 0",
        "/(a+)+$/.test('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab')",
        "(function(){while(true)/(a+)+$/.test('aaaaaaaaaaaaaab')})()", "[].indexOf.call({length:4294967295},1) == 0",
        "[].concat.call([],{length:4294967295}).length == 0", "[].join.call({length:4294967295}) == 'x'",
        "(function(){while(true)[].indexOf.call({length:900000},1)})()",
        "(function(){var s='ab'.repeat(1e6);while(true)s.indexOf('c')})()",
        "(function(){var s='ab'.repeat(1e6);while(true)s.split('c')})()",
        "(function(){var s='ab'.repeat(1e6);while(true)(s+Math.random())})()",
        "(function(){var s='\\u0101'.repeat(1e6),i=0;while(true)s[i=(i*31+7)%1000000]})()",
        "(function(){var s='ab'.repeat(1e6),t=s+'c',u=s+'d';while(true)t<u})()",
        "(function(){var s=JSON.stringify('ab'.repeat(5e5));while(true)JSON.parse(s)})()",
        "(function(){var a=[];for(var i=0;i<30000;i++)a.push(i);while(true)JSON.stringify(a)})()",
        "(function(){var a=[];for(var i=0;i<30000;i++)a.push(String(i*7919%30011));while(true)a.sort()})()",
        "(function(){var o={};for(var i=0;i<20000;i++)o['k'+i]=i;while(true){for(var k in o)break}})()",
        "(function(){while(true)(1e300*Math.random()).toFixed(20)})()",
        "(function(){while(true)parseFloat('1.2345678901234567890123e-300')})()",
        "(function(){var s='1'.repeat(1e6);while(true)+s})()",
        "(function(){var f=function(){},a=[];for(var i=0;i<9000;i++)a.push(i);while(true)f.apply(null,a)})()",
        "(function(){var s='ab'.repeat(1e6);while(true)encodeURIComponent(s)})()",
        "(function(){var s=' '.repeat(2e6)+'x';while(true)s.trim()})()", "JSON.parse('['.repeat(1e5)) == 1"));

TEST(StatechartBounds, AnEventlessConditionThatAlwaysFailsBreaksTheStepOff) {
  const auto chart = chart_of("<state id='a'><transition cond='missing.part' target='b'/></state><state id='b'/>");
  ASSERT_TRUE(chart);
  Interpreter interpreter;
  const Result<Step> step = interpreter.start(*chart, {});
  ASSERT_FALSE(step);
  EXPECT_EQ(step.error().reason, Reason::kStepLimitExceeded);
}

TEST(StatechartBounds, HistoriesWhoseDefaultsNameEachOtherAreRefused) {
  EXPECT_FALSE(chart_of("<state id='a'><transition event='e' target='h'/></state><state id='p'>"
                        "<history id='h'><transition target='g'/></history>"
                        "<history id='g'><transition target='h'/></history><state id='c'/></state>"));
}

TEST(StatechartBounds, TheSameExpressionPaysTheSameWhateverTheInterpreterDidBefore) {
  // The ring keeps its strings in the heap until a collection: the next round finds them made.
  const std::string borderline =
      "(function(){var o={};o.ring=o;for(var i=0;i<1000;i++)o['k'+i]='x'.repeat(900)+i;return true})()";
  InterpreterLimits limits;
  std::uint64_t least = 1'000;
  for (std::uint64_t most = 10'000'000; least + 1 < most;) {
    limits.expression_instructions = (least + most) / 2;
    Interpreter fresh(limits);
    const Result<Step> step = step_with_condition(fresh, borderline);
    (step && step->record.accepted ? most : least) = limits.expression_instructions;
  }
  for (const std::uint64_t allowed : {least, least + 1}) {
    limits.expression_instructions = allowed;
    Interpreter used(limits);
    for (int round = 0; round < 5; ++round) {
      const Result<Step> step = step_with_condition(used, borderline);
      EXPECT_EQ(step && step->record.accepted, allowed == least + 1) << "round " << round;
    }
  }
}

}  // namespace
}  // namespace norma::statechart
