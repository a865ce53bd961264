#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "workflows/rehearsal/bench.h"
#include "workflows/rehearsal/script.h"
#include "workflows/rehearsal/step_line.h"

namespace norma::workflows {
namespace {

using std::chrono::hours;
using std::chrono::seconds;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

std::string scxml(const std::string& content) {
  return "<scxml xmlns='http://www.w3.org/2005/07/scxml' version='1.0'>" + content + "</scxml>";
}

/// A bench and the lines it shows; documents it reads are what `files` says.
struct Trial {
  explicit Trial(bool restarts = false, std::map<std::string, std::string> files = {})
      : bench({restarts, Instant{},
               [files = std::move(files)](std::string_view uri) -> Result<std::string> {
                 const auto found = files.find(std::string(uri));
                 if (found == files.end()) return fail(Reason::kNotFound, uri);
                 return found->second;
               },
               [this](const RehearsedStep& taken) { steps.push_back(taken); }}) {}

  /// The events that the first session was given, in order.
  [[nodiscard]] std::vector<std::string> events() const {
    std::vector<std::string> events;
    for (const RehearsedStep& taken : steps) {
      if (taken.session == RehearsalBench::kFirstSession && taken.event) events.push_back(*taken.event);
    }
    return events;
  }

  std::vector<RehearsedStep> steps;
  RehearsalBench bench;
};

TEST(Rehearsal, DeliversByBasicHttpBeforeTimePasses) {
  // given a timer that is due at once when the clock moves, and a message by HTTP that was sent after it
  Trial trial;
  const Result<void> started = trial.bench.start(scxml(R"(<state id="a"><onentry>
      <send event="late" delay="1ms"/>
      <send event="posted" type="http://www.w3.org/TR/scxml/#BasicHTTPEventProcessor" targetexpr="_ioprocessors['basichttp'].location"/>
    </onentry></state>)"));
  ASSERT_TRUE(started);
  // when
  ASSERT_TRUE(trial.bench.run(seconds(1)));
  // then
  EXPECT_THAT(trial.events(), ElementsAre("posted", "late"));
}

TEST(Rehearsal, TellsTheSenderWhenNothingListensAtAnAddress) {
  Trial trial;
  ASSERT_TRUE(trial.bench.start(scxml(R"(<state id="a"><onentry>
      <send event="e" type="http://www.w3.org/TR/scxml/#BasicHTTPEventProcessor" target="http://elsewhere/x"/></onentry>
      <transition event="error.communication" cond="_event.data.reason.indexOf('elsewhere') > 0" target="b"/></state>
      <state id="b"/>)")));
  EXPECT_THAT(trial.bench.configuration(), ElementsAre("b"));
}

TEST(Rehearsal, FiresTimersInTheOrderOfTheirTimesThenOfTheirStart) {
  for (const bool restarts : {false, true}) {
    Trial trial(restarts);
    ASSERT_TRUE(trial.bench.start(scxml(R"(<state id="a"><onentry>
        <send event="third" delay="2s"/><send event="first" delay="1s"/><send event="second" delay="1s"/>
        <send event="never" delay="1500ms" id="gone"/><cancel sendid="gone"/></onentry></state>)")));
    ASSERT_TRUE(trial.bench.send(seconds(2), "outside", ""));
    EXPECT_THAT(trial.events(), ElementsAre("first", "second", "third", "outside")) << restarts;
    EXPECT_EQ(trial.steps.back().now, Instant{} + seconds(2));
  }
}

TEST(Rehearsal, LeavesTimersAloneThatAreDueAfterWhatWasAskedFor) {
  Trial trial;
  ASSERT_TRUE(trial.bench.start(scxml(R"(<state id="a"><onentry><send event="t" delay="10s"/></onentry></state>)")));
  ASSERT_TRUE(trial.bench.run(seconds(9)));
  EXPECT_THAT(trial.events(), IsEmpty());
  ASSERT_TRUE(trial.bench.run(seconds(1)));
  EXPECT_THAT(trial.events(), ElementsAre("t"));
}

TEST(Rehearsal, BoundsSessionsThatInvokeThemselves) {
  // given a document that invokes itself for ever
  const std::string self = scxml(R"(<state id="a"><invoke src="file:self.scxml"/>
      <transition event="error.communication" target="b"/></state><state id="b"/>)");
  Trial trial(false, {{"self.scxml", self}});
  // when, then the innermost is told, and what is around it goes on
  ASSERT_TRUE(trial.bench.start(self));
  EXPECT_THAT(trial.bench.configuration(), ElementsAre("a"));
  EXPECT_EQ(trial.bench.state().rehearsal().sessions_size(), 64);
  EXPECT_THAT(trial.steps.back().session, HasSubstr("root."));
}

TEST(Rehearsal, BoundsTheStepsOfAClockworkWithoutEnd) {
  Trial trial;
  ASSERT_TRUE(trial.bench.start(scxml(R"(<state id="a"><onentry><send event="t" delay="1s"/></onentry>
      <transition event="t" target="a"/></state>)")));
  const Result<void> ran = trial.bench.run(hours(24 * 365));
  ASSERT_FALSE(ran);
  EXPECT_EQ(ran.error().reason, Reason::kLimitExceeded);
}

TEST(Rehearsal, TellsTheInvokerWhatCannotBeInvoked) {
  Trial trial(false, {{"bad.scxml", "<scxml"}});
  ASSERT_TRUE(trial.bench.start(scxml(R"(<state id="a"><invoke src="file:none.scxml"/>
      <transition event="error.communication" cond="_event.data.tagname == 'invoke'" target="b"/></state>
      <state id="b"><invoke src="bad.scxml"/><transition event="error.communication" target="c"/></state>
      <state id="c"/>)")));
  EXPECT_THAT(trial.bench.configuration(), ElementsAre("c"));
}

TEST(Rehearsal, KeepsWithTheStateWhatDocumentsWereReadFrom) {
  // given files that are there only while the bench starts
  std::map<std::string, std::string> files = {
      {"sum.js", "function sum(a, b) { return a + b }"},
      {"child.scxml", scxml(R"(<script src="sum.js"/><state id="x"><transition event="go">
          <send target="#_parent" event="sum"><param name="is" expr="sum(2, 3) "/></send></transition></state>)")}};
  RehearsalBench bench({true, Instant{}, [&files](std::string_view uri) -> Result<std::string> {
                          const auto found = files.find(std::string(uri));
                          if (found == files.end()) return fail(Reason::kNotFound, uri);
                          return found->second;
                        }});
  ASSERT_TRUE(bench.start(scxml(R"(<script src="sum.js"/><state id="a"><invoke id="c" src="file:child.scxml"/>
      <transition event="go" cond="sum(1, 1) == 2"><send target="#_c" event="go"/></transition>
      <transition event="sum" cond="_event.data.is == 5" target="b"/></state><state id="b"/>)")));
  files.clear();
  // when everything is read again from the state
  ASSERT_TRUE(bench.send(seconds(0), "go", ""));
  // then
  EXPECT_THAT(bench.configuration(), ElementsAre("b"));
}

TEST(Rehearsal, TakesNothingMoreOnceItsFirstSessionHasEnded) {
  Trial trial;
  ASSERT_TRUE(trial.bench.start(scxml(R"(<state id="a"><onentry><send event="late" delay="1s"/></onentry>
      <transition event="end" target="pass"/></state><final id="pass"/>)")));
  ASSERT_TRUE(trial.bench.send(seconds(0), "end", ""));
  ASSERT_TRUE(trial.bench.send(seconds(5), "more", ""));
  EXPECT_TRUE(trial.bench.is_ended());
  EXPECT_THAT(trial.events(), ElementsAre("end"));
}

TEST(Rehearsal, RefusesDataThatAreNotJsonAndTimesTooFarAhead) {
  Trial trial;
  ASSERT_TRUE(trial.bench.start(scxml("<state id='a'/>")));
  EXPECT_EQ(trial.bench.send(seconds(0), "e", "{").error().reason, Reason::kMalformedRequest);
  EXPECT_EQ(trial.bench.send(hours(100 * 8766 + 1), "e", "").error().reason, Reason::kLimitExceeded);
}

TEST(StepLine, ShowsWhatASessionDid) {
  Trial trial;
  ASSERT_TRUE(trial.bench.start(scxml(R"(<datamodel><data id="n" expr="1"/><data id="u"/></datamodel>
    <parallel id="p"><state id="b"/><state id="a"><transition event="t"><assign location="n" expr="n + 1"/>
      <log label="l" expr="n"/><send event="e" target="#_internal"/><send event="x" delay="1s" id="s"/>
      <assign location="nowhere.x" expr="1"/></transition></state></parallel>)")));
  ASSERT_TRUE(trial.bench.send(seconds(1), "t", "{\"k\":[1]}"));
  const std::string line = step_line(trial.steps.back());
  EXPECT_THAT(line, testing::StartsWith(
      R"({"time":"1970-01-01T00:00:01.000000Z","session":"root","event":"t","accepted":true,"configuration":["b","a"],)"
      R"("running":true,"data":{"n":2,"u":{"$undef":1}},"effects":[{"kind":"delay","number":1,"due":"1970-01-01T00:00:02.000000Z"}],)"
      R"("incidents":[{"event":"error.execution","element":"assign","line":)"));
  EXPECT_THAT(line, testing::EndsWith(R"("log":[{"label":"l","text":"2"}]})"));
  EXPECT_THAT(step_line(trial.steps.front()), HasSubstr(R"("event":null,"accepted":false)"));
}

TEST(Script, IsReadWithItsTwoBlocks) {
  const auto script = read_script(R"({"initialConfiguration":["a"],"other":1,
      "events":[{"after":1.5,"event":{"name":"t","data":{"x":[1]}},"nextConfiguration":["b","c"]}],
      "legacySemantics":{"initialConfiguration":["z"],"events":[]}})");
  ASSERT_TRUE(script);
  ASSERT_EQ(script->expectations.steps.size(), 1U);
  EXPECT_EQ(script->expectations.steps[0].after, std::chrono::microseconds(1500));
  EXPECT_EQ(script->expectations.steps[0].data_json, R"({"x":[1]})");
  EXPECT_THAT(script->expectations.steps[0].next, ElementsAre("b", "c"));
  ASSERT_TRUE(script->legacy);
  EXPECT_THAT(script->legacy->initial, ElementsAre("z"));
}

TEST(Script, ThatIsMalformedIsRefusedWithThePlace) {
  const auto why = [](const std::string& text) {
    const auto script = read_script(text);
    return script ? std::string("read") : script.error().details.front();
  };
  EXPECT_THAT(why("{"), HasSubstr("not JSON"));
  EXPECT_THAT(why("[]"), HasSubstr("script: expected an object"));
  EXPECT_THAT(why(R"({"initialConfiguration":["a"]})"), HasSubstr("script.events: expected a list"));
  EXPECT_THAT(why(R"({"initialConfiguration":[1],"events":[]})"), HasSubstr("script.initialConfiguration"));
  EXPECT_THAT(why(R"({"initialConfiguration":[],"events":[{"event":{"name":"t"},"nextConfiguration":[],"after":-1}]})"),
              HasSubstr("script.events[0].after"));
  EXPECT_THAT(why(R"({"initialConfiguration":[],"events":[{"event":{"name":""},"nextConfiguration":[]}]})"),
              HasSubstr("script.events[0].event.name"));
  EXPECT_THAT(why(R"({"initialConfiguration":[],"events":[],"legacySemantics":[]})"), HasSubstr("script.legacySemantics"));
}

TEST(Script, SaysWhatDifferedFirst) {
  const ScriptBlock block{{"a"}, {{seconds(0), "t", "", {"b", "c"}}, {seconds(0), "u", "", {"d"}}}};
  int sent = 0;
  const ScriptStage stage{[] { return Configuration{"a"}; },
                          [&](const ScriptStep& step) -> Result<Configuration> {
                            ++sent;
                            return step.event == "t" ? Configuration{"c", "b"} : Configuration{"e"};
                          }};
  const auto played = play(block, stage);
  ASSERT_TRUE(played);
  EXPECT_EQ(**played, "after event 2 (u): expected [d], got [e]");
  EXPECT_EQ(sent, 2);
}

}  // namespace
}  // namespace norma::workflows
