#include "tests/engine/statechart_fixture.h"
#include "workflows/embedded.h"

namespace norma::statechart {
namespace {

class StatechartHistory : public StatechartTest {};

constexpr std::string_view kNull = "datamodel='null'";

/// An act's preparation, force and repeal, with a way back into what was going on.
constexpr std::string_view kReopened = R"(
  <state id="preparation">
    <transition event="withdraw" target="withdrawn"/>
    <history id="last_stage"><transition target="planned"><log label="default stage"/></transition></history>
    <history id="last_work" type="deep"><transition target="review"><log label="default work"/></transition></history>
    <state id="planned"><transition event="assign" target="drafting"/></state>
    <parallel id="drafting">
      <history id="last_drafting"><transition target="draft alignment"/></history>
      <state id="draft">
        <state id="writing"><transition event="submit" target="review"/></state>
        <state id="review"/>
      </state>
      <state id="alignment">
        <state id="not_checked"><transition event="check" target="checking"/></state>
        <state id="checking"><state id="reading"><transition event="compare" target="comparing"/></state><state id="comparing"/></state>
      </state>
    </parallel>
  </state>
  <state id="withdrawn">
    <transition event="reopen" target="last_work"/>
    <transition event="restart" target="last_stage"/>
    <transition event="redraft" target="last_drafting"/>
  </state>)";

TEST_F(StatechartHistory, DeepBringsBackEveryStateThatWasActive) {
  start(kReopened, kNull);
  for (const char* event : {"assign", "submit", "check", "compare", "withdraw"}) send(event);
  ASSERT_EQ(states(), States{"withdrawn"});
  send("reopen");
  EXPECT_EQ(states(), (States{"review", "comparing"}));
  EXPECT_EQ(entered(), (States{"preparation", "drafting", "draft", "review", "alignment", "checking", "comparing"}));
  EXPECT_EQ(logged(), States{});
}

TEST_F(StatechartHistory, ShallowBringsBackTheChildAloneAndBeginsThere) {
  start(kReopened, kNull);
  for (const char* event : {"assign", "submit", "check", "compare", "withdraw"}) send(event);
  send("restart");
  EXPECT_EQ(states(), (States{"writing", "not_checked"}));
  EXPECT_EQ(logged(), States{});
}

TEST_F(StatechartHistory, ShallowOfAParallelBringsBackItsRegions) {
  start(kReopened, kNull);
  for (const char* event : {"assign", "submit", "withdraw"}) send(event);
  send("redraft");
  EXPECT_EQ(states(), (States{"writing", "not_checked"}));
}

TEST_F(StatechartHistory, WithoutARecordTheDefaultIsTakenWithItsContent) {
  start(kReopened, "datamodel='null' initial='withdrawn'");
  send("restart");
  EXPECT_EQ(states(), States{"planned"});
  EXPECT_EQ(logged(), States{"default stage"});
}

TEST_F(StatechartHistory, ADefaultInsideAParallelBringsTheOtherRegionsToo) {
  start(kReopened, "datamodel='null' initial='withdrawn'");
  send("reopen");
  EXPECT_EQ(states(), (States{"review", "not_checked"}));
  EXPECT_EQ(logged(), States{"default work"});
}

TEST_F(StatechartHistory, RecordsAnewEveryTimeItsStateIsLeft) {
  start(kReopened, kNull);
  for (const char* event : {"assign", "withdraw", "reopen", "submit", "withdraw", "reopen"}) send(event);
  EXPECT_EQ(states(), (States{"review", "not_checked"}));
  for (const char* event : {"check", "withdraw", "reopen"}) send(event);
  EXPECT_EQ(states(), (States{"review", "reading"}));
}

TEST_F(StatechartHistory, IsRecordedBeforeExitContentRunsAndOnlyByStatesThatAreLeft) {
  start(kReopened, kNull);
  send("assign");
  EXPECT_TRUE(session_.history.empty());
  send("withdraw");
  ASSERT_EQ(session_.history.size(), 3U);
  EXPECT_EQ(ids_of(session_.history[0].states), States{"drafting"});
  EXPECT_EQ(ids_of(session_.history[1].states), (States{"writing", "not_checked"}));
  EXPECT_EQ(ids_of(session_.history[2].states), (States{"draft", "alignment"}));
}

/// In region a, `again` goes to a history whose record lies inside s, and s is where it is.
constexpr std::string_view kInsideAParallel = R"(
  <state id="out"><transition event="in" target="p"/></state>
  <parallel id="p">
    <transition event="leave" target="out"/>
    <state id="a">
      <history id="h" type="deep"><transition target="d"/></history>
      <state id="d"><transition event="to" target="s"/></state>
      <state id="s" initial="s1">
        <state id="s1"><transition event="again" target="h"/><transition event="next" target="s2"/></state>
        <state id="s2"><transition event="again" target="h"/></state>
      </state>
    </state>
    <state id="b"><state id="b1"><transition event="again" target="b2"/></state><state id="b2"/></state>
  </parallel>)";

TEST_F(StatechartHistory, WhatWasRecordedDecidesTheDomainInsideARegion) {
  start(kInsideAParallel, kNull);
  for (const char* event : {"in", "to", "leave", "in", "to", "next"}) send(event);
  ASSERT_EQ(states(), (States{"s2", "b1"}));
  send("again");
  // s1 was recorded: s holds source and target and is not left.
  EXPECT_EQ(exited(), (States{"b1", "s2"}));
  EXPECT_EQ(entered(), (States{"s1", "b2"}));
}

TEST_F(StatechartHistory, WithoutARecordTheDefaultDecidesTheDomain) {
  start(kInsideAParallel, kNull);
  for (const char* event : {"in", "to"}) send(event);
  send("again");
  EXPECT_EQ(exited(), (States{"b1", "s1", "s"}));
  EXPECT_EQ(entered(), (States{"d", "b2"}));
}

TEST_F(StatechartHistory, ARecordInEveryRegionMakesTheWholeParallelLeave) {
  start(R"(<state id="out"><transition event="in" target="p"/></state>
    <parallel id="p">
      <transition event="leave" target="out"/>
      <history id="h" type="deep"><transition target="a2"/></history>
      <state id="a"><state id="a1"><transition event="again" target="h"/></state><state id="a2"/></state>
      <state id="b"><state id="b1"><transition event="go" target="b2"/></state>
        <state id="b2"><transition event="again" target="b1"/></state></state>
    </parallel>)", kNull);
  send("in");
  send("go");
  send("again");
  // Without a record h stands for a2: region a alone is concerned, and b goes its own way.
  EXPECT_EQ(exited(), (States{"b2", "a1"}));
  EXPECT_EQ(states(), (States{"a2", "b1"}));
  for (const char* event : {"leave", "in", "go"}) send(event);
  ASSERT_EQ(states(), (States{"a1", "b2"}));
  send("again");
  // Now h stands for a state in each region. Leaving p records anew what was active, and that comes back.
  EXPECT_EQ(exited(), (States{"b2", "b", "a1", "a", "p"}));
  EXPECT_EQ(states(), (States{"a1", "b2"}));
  EXPECT_EQ(record_.taken.size(), 1U);
}

TEST_F(StatechartHistory, ARegionIsNotEnteredAgainForADefaultInsideIt) {
  start(R"(<parallel id="p">
    <history id="h"><transition target="a2"><log label="default"/></transition></history>
    <state id="a"><onentry><log label="a"/></onentry><state id="a1"><transition event="again" target="h"/></state><state id="a2"/></state>
    <state id="b"><state id="b1"/></state></parallel>)", kNull);
  send("again");
  EXPECT_EQ(states(), (States{"a2", "b1"}));
  EXPECT_EQ(exited(), States{"a1"});
  EXPECT_EQ(entered(), States{"a2"});
  EXPECT_EQ(logged(), States{});
}

TEST_F(StatechartHistory, ADefaultThatIsAHistoryStandsForWhatThatOneRecorded) {
  start(R"(<state id="c">
      <history id="h"><transition target="k"/></history>
      <state id="r">
        <history id="k" type="deep"><transition target="z"/></history>
        <state id="z"><transition event="to" target="x"/></state>
        <state id="y"><state id="x"><transition event="out" target="o"/><transition event="again" target="h"/></state></state>
      </state>
      <state id="o"><transition event="in" target="k"/></state>
    </state>)", "datamodel='null' initial='r'");
  for (const char* event : {"to", "out", "in"}) send(event);
  ASSERT_EQ(states(), States{"x"});
  send("again");
  // k recorded x inside of y, so y is the domain and stays.
  EXPECT_EQ(exited(), States{"x"});
  EXPECT_EQ(entered(), States{"x"});
}

TEST_F(StatechartHistory, AsInitialStateItIsTheRecordOrTheDefault) {
  start(R"(<state id="out"><transition event="in" target="c"/></state>
    <state id="c" initial="h"><transition event="leave" target="out"/>
      <history id="h"><transition target="c2"><log label="default"/></transition></history>
      <state id="c1"/><state id="c2"><transition event="on" target="c1"/></state></state>)", kNull);
  send("in");
  EXPECT_EQ(states(), States{"c2"});
  EXPECT_EQ(logged(), States{"default"});
  for (const char* event : {"on", "leave", "in"}) send(event);
  EXPECT_EQ(states(), States{"c1"});
  EXPECT_EQ(logged(), States{});
}

TEST_F(StatechartHistory, ContentRunsOnEntryThenInitialThenDefaultHistory) {
  start(R"(<state id="out"><transition event="in" target="c"/></state>
    <state id="c"><onentry><log label="entry"/></onentry>
      <initial><transition target="h"><log label="initial"/></transition></initial>
      <history id="h"><transition target="c1"><log label="history"/></transition></history>
      <state id="c1"><onentry><log label="child"/></onentry></state></state>)", kNull);
  send("in");
  EXPECT_EQ(logged(), (States{"entry", "initial", "history", "child"}));
}

TEST_F(StatechartHistory, TheProductsActIsReopenedByAHistoryOfItsPreparation) {
  for (const workflows::EmbeddedFile& file : workflows::embedded_definitions()) {
    if (file.name != "act.scxml") continue;
    std::string text(file.bytes);
    const auto put_before = [&text](const std::string& mark, const std::string& addition) {
      const std::size_t at = text.find(mark);
      ASSERT_NE(at, std::string::npos) << mark;
      text.insert(at, addition);
    };
    put_before("<state id=\"planned\">", "<history id=\"reopened\" type=\"deep\"><transition target=\"planned\"/></history>");
    put_before("<norma:label lang=\"lv\">Pieņemts<", "<transition event=\"reopen-act\" target=\"reopened\"/>");
    chart_ = compile(workflows::read_xml(text).value()).value();
  }
  ASSERT_NE(chart_, nullptr);
  keep(interpreter_.start(*chart_, input_of("")));
  const std::string facts = R"({"misaligned":false,"pending_opinions":2,"open_rows":0,"commenced":false})";
  for (const char* event : {"assign-drafter", "submit-draft", "record-alignment", "task.review_draft.accept", "adopt-act"}) {
    send(event, facts);
  }
  ASSERT_EQ(states(), States{"adopted"});
  send("reopen-act", facts);
  EXPECT_EQ(states(), States{"ready_for_adoption"});
  send("request-opinions", facts);
  send("give-opinion", facts);
  EXPECT_EQ(states(), States{"awaiting_opinions"});
}

}  // namespace
}  // namespace norma::statechart
