#include <gtest/gtest.h>

#include <algorithm>
#include <ctime>
#include <ostream>
#include <string>
#include <vector>

#include "engine/statechart/compile.h"
#include "engine/statechart/interpreter.h"
#include "workflows/reader.h"
#include "workflows/views/documents.h"

namespace norma::statechart {
namespace {

/// What is promised for one expression, and how much more a crowded machine or a sanitizer gets.
constexpr double kPromisedSeconds = 0.1;
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr double kFactor = 60;
#else
constexpr double kFactor = 5;
#endif

std::shared_ptr<const Chart> chart_of(const std::string& inside, const std::string& attributes = "") {
  const std::string xml = "<scxml xmlns='http://www.w3.org/2005/07/scxml' version='1.0' datamodel='ecmascript' " + attributes + ">" +
                          inside + "</scxml>";
  const Result<Element> document = workflows::read_xml(xml);
  if (!document) return nullptr;
  Result<std::shared_ptr<const Chart>> chart = compile(*document);
  return chart ? std::move(*chart) : nullptr;
}

/// A place of a chart that holds an expression, `%` standing for it; it is evaluated when the event `e` comes.
struct Position {
  const char* name;
  const char* inside;
};

constexpr const char* kBefore = "<state id='a'><transition event='e' target='b'/></state>";

const std::vector<Position>& positions() {
  static const std::vector<Position> all = {
      {"transition cond", "<state id='a'><transition event='e' cond=\"%\" target='b'/></state><state id='b'/>"},
      {"eventless cond", "@<state id='b'><transition cond=\"%\" target='a'/></state>"},
      {"if cond", "@<state id='b'><onentry><if cond=\"%\"/></onentry></state>"},
      {"elseif cond", "@<state id='b'><onentry><if cond='false'><elseif cond=\"%\"/></if></onentry></state>"},
      {"log expr", "@<state id='b'><onentry><log expr=\"%\"/></onentry></state>"},
      {"assign expr", "@<state id='b'><onentry><assign location='v' expr=\"%\"/></onentry></state>"},
      {"assign location", "@<state id='b'><onentry><assign location=\"v[%]\" expr='1'/></onentry></state>"},
      {"foreach array", "@<state id='b'><onentry><foreach array=\"%\" item='i'/></onentry></state>"},
      {"foreach array of it", "@<state id='b'><onentry><foreach array=\"[%]\" item='i'><log expr=\"''+i\"/></foreach></onentry></state>"},
      {"send eventexpr", "@<state id='b'><onentry><send eventexpr=\"%\"/></onentry></state>"},
      {"send targetexpr", "@<state id='b'><onentry><send event='x' targetexpr=\"%\"/></onentry></state>"},
      {"send typeexpr", "@<state id='b'><onentry><send event='x' typeexpr=\"%\"/></onentry></state>"},
      {"send delayexpr", "@<state id='b'><onentry><send event='x' delayexpr=\"%\"/></onentry></state>"},
      {"send idlocation", "@<state id='b'><onentry><send event='x' idlocation=\"v[%]\"/></onentry></state>"},
      {"send param", "@<state id='b'><onentry><send event='x' target='#_internal'><param name='p' expr=\"%\"/></send></onentry></state>"},
      {"send content", "@<state id='b'><onentry><send event='x' target='#_internal'><content expr=\"%\"/></send></onentry></state>"},
      {"cancel sendidexpr", "@<state id='b'><onentry><cancel sendidexpr=\"%\"/></onentry></state>"},
      {"onexit", "<state id='a'><onexit><log expr=\"%\"/></onexit><transition event='e' target='b'/></state><state id='b'/>"},
      {"transition content", "<state id='a'><transition event='e' target='b'><log expr=\"%\"/></transition></state><state id='b'/>"},
      {"script", "@<state id='b'><onentry><script>var x = (%);''+x</script></onentry></state>"},
      {"late data", "@<state id='b'><datamodel><data id='late' expr=\"%\"/></datamodel></state>"},
      {"donedata param", "@<state id='b'><state id='c'><transition target='f'/></state><final id='f'><donedata><param name='p' expr=\"%\"/></donedata></final></state>"},
      {"donedata content", "@<state id='b' initial='f'><final id='f'><donedata><content expr=\"%\"/></donedata></final></state>"},
      {"invoke typeexpr", "@<state id='b'><invoke typeexpr=\"%\" src='x'/></state>"},
      {"invoke srcexpr", "@<state id='b'><invoke srcexpr=\"%\"/></state>"},
      {"invoke param", "@<state id='b'><invoke src='x'><param name='p' expr=\"%\"/></invoke></state>"},
      {"invoke content", "@<state id='b'><invoke><content expr=\"%\"/></invoke></state>"},
  };
  return all;
}

std::string filled(const Position& position, const std::string& expression) {
  std::string text = position.inside;
  if (text.front() == '@') text = kBefore + text.substr(1);
  text.replace(text.find('%'), 1, workflows::views::xml_escape(expression));
  return "<datamodel><data id='v' expr='{}'/></datamodel>" + text;
}

struct Outcome {
  bool is_refused = false;  ///< The step failed, or an incident tells of it.
  double seconds = 0;
};

Outcome run(Interpreter& interpreter, const Chart& chart) {
  Input input;
  const std::clock_t before = std::clock();
  Result<Step> step = interpreter.start(chart, input);
  if (step) {
    input.event = "e";
    step = interpreter.step(chart, step->session, input);
  }
  Outcome outcome;
  outcome.seconds = static_cast<double>(std::clock() - before) / CLOCKS_PER_SEC;
  outcome.is_refused = !step || !step->record.incidents.empty();
  return outcome;
}

void expect_usable(Interpreter& interpreter) {
  const auto chart = chart_of("<state id='a'><transition event='e' cond=\"[3,1].sort().join() + JSON.stringify({a:1}) == '1,3{&quot;a&quot;:1}'\" target='b'/></state><state id='b'/>");
  ASSERT_TRUE(chart);
  Input input;
  const Result<Step> opened = interpreter.start(*chart, input);
  ASSERT_TRUE(opened);
  input.event = "e";
  const Result<Step> next = interpreter.step(*chart, opened->session, input);
  ASSERT_TRUE(next);
  EXPECT_TRUE(next->record.accepted);
}

struct Bomb {
  const char* expression;
  bool always = true;  ///< Goes off wherever it stands; else only where its value is looked into.
};

void PrintTo(const Bomb& bomb, std::ostream* out) { *out << bomb.expression; }

class HostileExpression : public testing::TestWithParam<Bomb> {};

TEST_P(HostileExpression, IsRefusedSoonInEveryPosition) {
  Interpreter interpreter;
  for (const Position& position : positions()) {
    SCOPED_TRACE(position.name);
    const auto chart = chart_of(filled(position, GetParam().expression), "binding='late'");
    ASSERT_TRUE(chart);
    const Outcome outcome = run(interpreter, *chart);
    EXPECT_LT(outcome.seconds, kPromisedSeconds * kFactor);
    if (GetParam().always) { EXPECT_TRUE(outcome.is_refused); }
    expect_usable(interpreter);
  }
}

INSTANTIATE_TEST_SUITE_P(
    Bombs, HostileExpression,
    testing::Values(
        Bomb{"(function(){while(true){}})()"}, Bomb{"(function(){for(;;)try{for(;;);}catch(e){}finally{continue}})()"},
        Bomb{"(function f(){return f()+f()})()"}, Bomb{"(function(){var s='ab';while(true)s+=s})()"},
        Bomb{"(function(){var a=[];while(true)a.push([a.length])})()"}, Bomb{"(function(){var o={};for(var i=0;;i++)o[i]=o})()"},
        Bomb{"/^(a|aa)+$/.test('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab')"},
        Bomb{"JSON.parse('['.repeat(200000))"}, Bomb{"[].lastIndexOf.call({length:4294967295},1) + [].concat.call({length:4294967295}) + missing"},
        Bomb{"[].concat.apply([],new Array(4294967295))"},
        Bomb{"(function(){var a=[1,2,3];a.sort(function(){while(true){}});})()"},
        Bomb{"'x'.replace(/x/g,function(){while(true){}})"}, Bomb{"[1,2].map(function(){while(true){}})"},
        Bomb{"(function(){var a=[];a[4294967294]=1;return a.join('').length + a.reverse().length + a.sort().length})() + missing"},
        Bomb{"new Array(1e9+1).join('x').length + missing"},
        Bomb{"({toString:function(){while(true){}}}) + ''"}, Bomb{"+({valueOf:function(){while(true){}}})"},
        Bomb{"JSON.stringify({toJSON:function(){while(true){}}})"},
        Bomb{"[{toString:function(){while(true){}}}].join()"},
        Bomb{"Object.defineProperty({},'x',{get:function(){while(true){}},enumerable:true}).x"},
        Bomb{"new Date(8.64e15).toISOString().repeat(1e8)"}, Bomb{"String.fromCharCode.apply(null,new Array(5e6)) + missing"},
        Bomb{"(function(){var o={};for(var i=0;i<40;i++)o={a:o,b:o};return JSON.stringify(o)})()"},
        Bomb{"({toString:function(){while(true){}}})", false}, Bomb{"({toJSON:function(){while(true){}}})", false},
        Bomb{"({valueOf:function(){while(true){}},toString:function(){while(true){}}})", false},
        Bomb{"Object.defineProperty({},'x',{get:function(){while(true){}},enumerable:true})", false},
        Bomb{"Object.defineProperty([1],'0',{get:function(){while(true){}},enumerable:true})", false},
        Bomb{"({length:4294967295})", false}, Bomb{"new Array(4294967295)", false},
        Bomb{"(function(){var o={};for(var i=0;i<40;i++)o={a:o,b:o};return o})()", false},
        Bomb{"(function(){var o={};for(var i=0;i<100000;i++)o={a:o};return o})()", false},
        Bomb{"(function(){var o={};o.o=o;return o})()", false}, Bomb{"'x'.repeat(3e6)", false},
        Bomb{"(function(){var a=[];for(var i=0;i<60000;i++)a.push(i);return a})()", false}));

TEST(HostileScript, LoopsAtStartAreRefusedSoon) {
  for (const char* inside : {"<script>while(true){}</script><state id='a'/>", "<script>var s='a';for(;;)s+=s</script><state id='a'/>",
                             "<datamodel><data id='d' expr='(function(){while(true){}})()'/></datamodel><state id='a'/>",
                             "<datamodel><data id='d' expr='missing'/><data id='f' expr='(function(){for(;;);})()'/></datamodel><state id='a'/>",
                             "<state id='a' initial='c'><onentry><script>for(;;){}</script></onentry><state id='c'/></state>",
                             "<state id='a'><initial><transition target='c'><script>for(;;){}</script></transition></initial><state id='c'/></state>"}) {
    Interpreter interpreter;
    const auto chart = chart_of(inside);
    ASSERT_TRUE(chart) << inside;
    const std::clock_t before = std::clock();
    const Result<Step> step = interpreter.start(*chart, {});
    EXPECT_LT(static_cast<double>(std::clock() - before) / CLOCKS_PER_SEC, kPromisedSeconds * kFactor) << inside;
    EXPECT_TRUE(!step || !step->record.incidents.empty()) << inside;
    expect_usable(interpreter);
  }
}

TEST(HostileScript, ManyExpressionsOfOneStepShareABound) {
  std::string logs;
  for (int i = 0; i < 2000; ++i) logs += "<log expr='(function(){for(var i=0;i&lt;100000;i++);return 1})()'/>";
  const auto chart = chart_of("<state id='a'><onentry>" + logs + "</onentry></state>");
  ASSERT_TRUE(chart);
  Interpreter interpreter;
  const std::clock_t before = std::clock();
  const Result<Step> step = interpreter.start(*chart, {});
  EXPECT_LT(static_cast<double>(std::clock() - before) / CLOCKS_PER_SEC, 4 * kPromisedSeconds * kFactor);
  EXPECT_FALSE(step);
}

TEST(HostileScript, WhatOneSessionSpoilsAnotherDoesNotSee) {
  const auto spoiler = chart_of(
      "<state id='a'><transition event='e' target='b'/></state><state id='b'><onentry><script>"
      "Object.prototype.polluted = 1; Array.prototype.sort = null; JSON.stringify = null; String.prototype.repeat = null;"
      "Object.defineProperty(Object.prototype, 'a', {get: function() { while (true) {} }});"
      "Math.random = function() { return 0 }; undefined_global = 1;</script></onentry></state>");
  ASSERT_TRUE(spoiler);
  Interpreter interpreter;
  run(interpreter, *spoiler);
  expect_usable(interpreter);
  const auto next = chart_of("<state id='a'><transition event='e' cond=\"typeof ({}).polluted == 'undefined' &amp;&amp; typeof undefined_global == 'undefined'\" target='b'/></state><state id='b'/>");
  Input input;
  const Result<Step> opened = interpreter.start(*next, input);
  ASSERT_TRUE(opened);
  input.event = "e";
  const Result<Step> step = interpreter.step(*next, opened->session, input);
  ASSERT_TRUE(step);
  EXPECT_TRUE(step->record.accepted);
}

TEST(HostileInput, EventDataOfAnyShapeIsReadWithinBounds) {
  const auto chart = chart_of("<state id='a'><transition event='e' cond='_event.data.x' target='b'/></state><state id='b'/>");
  ASSERT_TRUE(chart);
  Interpreter interpreter;
  const Result<Step> opened = interpreter.start(*chart, {});
  ASSERT_TRUE(opened);
  const auto repeated = [](const std::string& text, std::size_t count) {
    std::string all;
    for (std::size_t i = 0; i < count; ++i) all += text;
    return all;
  };
  for (const std::string& data : {repeated("[", 500'000), repeated("{\"x\":", 200'000), std::string("{\"x\":"), std::string("nul"),
                                  "{\"x\":\"" + std::string(3'000'000, 'y') + "\"}", std::string("{\"__proto__\":{\"x\":1}}"),
                                  std::string("{\"toString\":1,\"valueOf\":1}"), std::string("\xFF"), "[" + repeated("0,", 1'000'000) + "0]"}) {
    Input input;
    input.event = "e";
    input.data_json = data;
    const std::clock_t before = std::clock();
    const Result<Step> step = interpreter.step(*chart, opened->session, input);
    EXPECT_LT(static_cast<double>(std::clock() - before) / CLOCKS_PER_SEC, 2 * kPromisedSeconds * kFactor) << data.substr(0, 20);
    expect_usable(interpreter);
  }
}

}  // namespace
}  // namespace norma::statechart
