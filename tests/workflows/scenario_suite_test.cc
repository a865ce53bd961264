#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/workflows/scenario_files.h"
#include "workflows/scenarios/suite_report.h"

namespace norma::workflows::scenarios {
namespace {

using testing::ElementsAre;
using testing::EndsWith;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

/// A draft that is written, reviewed and, for a month, shown to others.
constexpr std::string_view kDefinition = R"xml(<scxml xmlns="http://www.w3.org/2005/07/scxml" name="act"
    xmlns:norma="urn:norma:workflow:1" version="1.0" datamodel="ecmascript" initial="writing">
  <state id="writing">
    <norma:label lang="lv">Raksta</norma:label><norma:label lang="en">Being written</norma:label>
    <norma:task id="write" role="drafter" command="submit-draft"><norma:label lang="lv">Rakstīt</norma:label></norma:task>
    <transition event="submit-draft" target="review"/>
    <transition event="assign-drafter" target="writing"/>
  </state>
  <state id="review">
    <norma:label lang="lv">Izskata</norma:label>
    <norma:task id="check" role="owner" command="complete-task" outcomes="accept return"/>
    <transition event="task.check.accept" cond="_event.data.misaligned" target="writing"/>
    <transition event="task.check.accept" target="shown"/>
    <transition event="task.check.return" target="writing"/>
  </state>
  <state id="shown">
    <norma:term id="showing" duration="P1M" rule="VPIL 75(5)"/>
    <norma:term id="commencement" until="commences_on" rule="VPIL 77"/>
    <norma:task id="read" role="addressee" command="acknowledge-act"/>
    <norma:task id="answer" role="owner" command="answer-question" on="ask-question"/>
    <transition event="acknowledge-act ask-question answer-question term.commencement"/>
    <transition event="term.showing" target="done"/>
    <transition event="withdraw-case" target="done"/>
  </state>
  <final id="done"/>
</scxml>)xml";

constexpr std::string_view kHead = "definition: act.scxml\nday: 2026-03-03\n";

std::string scenario(const std::string& id, const std::string& lines) {
  return "scenario: " + id + "\nnosaukums: Viens\ntitle: One\n" + lines;
}

/// The usual way as far as review; lines 3 to 13 of a file.
const std::string kSubmitted =
    scenario("submitted", "at first: begins\nstates: \"Raksta\"\nopens: write (drafter, submit-draft)\n"
                          "when: submits\nevent: submit-draft\ncompletes: \"Rakstīt\"\nstates: \"Izskata\"\n"
                          "opens: check (owner, complete-task)\n");

/// The steps begin at line 18 of the file.
std::string after_submitted(const std::string& steps) {
  return std::string(kHead) + kSubmitted + scenario("next", "continues: submitted\n" + steps);
}

const std::string kShown =
    "when: accepted\nevent: task.check.accept\nfacts: misaligned = no, commences_on = 2026-09-01\ncompletes: check\n"
    "states: shown\nopens: 2 x read (addressee, acknowledge-act)\n"
    "starts term: showing until 2026-04-07, commencement until 2026-09-01\n";

SuiteReport run(const std::string& text, std::string_view definition = kDefinition) {
  const std::vector<SourceFile> definitions = {{"act.scxml", std::string(definition)}};
  const std::vector<SourceFile> files = {{"act.scenarios", text}};
  return run_suite(definitions, files, legal_time(), Language::kEn);
}

/// Each mismatch of the last scenario as "line what | expected | found".
std::vector<std::string> mismatches(const std::string& text) {
  const SuiteReport report = run(text);
  std::vector<std::string> found;
  for (const FileFault& fault : report.faults) found.push_back(format_finding(fault.finding));
  if (report.results.empty()) return found;
  for (const Mismatch& mismatch : report.results.back().mismatches) {
    found.push_back(std::to_string(mismatch.line) + " " + mismatch.what + " | " + mismatch.expected + " | " + mismatch.found);
  }
  return found;
}

TEST(ScenarioSuite, AcceptsWhatHappens) {
  EXPECT_THAT(mismatches(after_submitted(
                  kShown +
                  "when: reads\nevent: acknowledge-act\ncompletes: read\n"
                  "when: asks\nevent: ask-question\nopens: answer (saimnieks, answer-question)\n"
                  "when: the month is over\nterm ends: showing\nstates: done\nwithdraws: read, answer\n"
                  "stops term: commencement\n"
                  "when: again\nrefuses: withdraw-case\naccepts: -\n")),
              IsEmpty());
}

TEST(ScenarioSuite, FindsEachDifference) {
  // given one wrong or missing line at a time, from line 18 on
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"when: x\nevent: task.check.return\ncompletes: check\nstates: shown\nopens: write (drafter, submit-draft)\n",
       "21 stāvokļi/states | shown | writing \"Being written\""},
      {"when: x\nevent: task.check.return\ncompletes: check\nopens: write (drafter, submit-draft)\n",
       "18 stāvokļi/states | as before: review | writing \"Being written\""},
      {"when: x\nevent: task.check.return\ncompletes: check\nstates: writing\n",
       "18 atver/opens | nothing | write (drafter, submit-draft)"},
      {"when: x\nevent: task.check.return\ncompletes: check\nstates: writing\nopens: write (owner, submit-draft)\n",
       "22 atver/opens | write for owner | drafter"},
      {"when: x\nevent: task.check.return\ncompletes: check\nstates: writing\nopens: write (author, submit-draft)\n",
       "22 atver/opens | one of the parts saimnieks/owner, koordinators/coordinator, izstrādātājs/drafter, "
       "pieņēmējs/approver, atzinuma sniedzējs/opinion_giver, adresāts/addressee | author"},
      {"when: x\nevent: task.check.return\ncompletes: check\nstates: writing\nopens: write (drafter, adopt-act)\n",
       "22 atver/opens | write done by adopt-act | submit-draft"},
      {"when: x\nevent: task.check.return\ncompletes: check\nstates: writing\nopens: write\n",
       "22 atver/opens | write without part and command | (drafter, submit-draft)"},
      {"when: x\nevent: task.check.return\ncompletes: check\nstates: writing\nopens: 2 x write (drafter, submit-draft)\n",
       "22 atver/opens | 2 × write | one person alone is drafter"},
      {"when: x\nevent: task.check.return\nstates: writing\nopens: write (drafter, submit-draft)\n",
       "18 izpilda/completes | nothing (say - if the task stays open) | check"},
      {"when: x\nevent: task.check.return\ncompletes: -\nstates: writing\nopens: write (drafter, submit-draft)\n",
       "18 atceļ/withdraws | nothing | check (owner, complete-task)"},
      {"when: x\nevent: task.check.return\ncompletes: write\nstates: writing\nopens: write (drafter, submit-draft)\n",
       "20 izpilda/completes | write | task.check.return does not complete it"},
      {"when: x\nevent: submit-draft\n", "18 notikums/event | submit-draft | not accepted; accepted: task.check.accept, task.check.return"},
      {"when: x\nrefuses: task.check.return\n",
       "18 nepieņem/refuses | task.check.return is not accepted | accepted; states: writing \"Being written\""},
      {"when: x\nrefuses: submit-draft\naccepts: task.check.accept\n",
       "18 pieņem/accepts | task.check.accept | task.check.accept, task.check.return"},
      {"when: x\nrefuses: submit-drafts\n",
       "18 nepieņem/refuses | an event that a case can be given | submit-drafts, which nothing takes"},
      {"when: x\nevent: task.check.accept\ncompletes: check\n",
       "18 fakti/facts | what the conditions on task.check.accept ask for: misaligned | nothing"},
      {"when: x\nevent: task.check.accept\ncompletes: check\nfacts: misaligned = no\nstates: shown\n",
       "18 fakti/facts | the day that a term waits for: commences_on = … | nothing"},
      {"when: x\nevent: task.check.return\nfacts: misalined = no\ncompletes: check\n",
       "20 fakti/facts | a fact that act.scxml asks for: commences_on, misaligned | misalined"},
      {"when: x\nevent: task.check.return\ncompletes: check\nstates: nowhere\nopens: write (drafter, submit-draft)\n",
       "21 stāvokļi/states | nowhere | act.scxml has no state 'nowhere'"},
      {"when: x\nevent: task.check.return\ncompletes: check\nstates: \"Nekur\"\nopens: write (drafter, submit-draft)\n",
       "21 stāvokļi/states | Nekur | no state of act.scxml has the label \"Nekur\""},
      {"when: x\nday: 2026-03-02\nrefuses: submit-draft\n", "18 diena/day | a day from 2026-03-03 on | 2026-03-02"},
      {"when: x\nterm ends: showing\n", "18 beidzas termiņš/term ends | showing | not running; running: nothing"},
      {kShown + "when: x\nday: 2026-04-08\nevent: ask-question\nopens: answer (owner, answer-question)\n",
       "25 diena/day | first beidzas termiņš/term ends: showing | 2026-04-08, but the term ends by then"},
      {kShown + "when: x\nterm ends: commencement\n",
       "25 beidzas termiņš/term ends | commencement | showing ends before it, on 2026-04-07"},
      {kShown + "when: x\nterm ends: showing\nstates: done\nwithdraws: read\nstops term: commencement\n",
       "28 atceļ/withdraws | read (addressee, acknowledge-act) | 2 × read (addressee, acknowledge-act)"},
      {kShown + "when: x\nterm ends: showing\nstates: done\nwithdraws: 2 x read\n",
       "25 pārtrauc termiņu/stops term | nothing | commencement"},
      {kShown + "when: x\nevent: term.showing\nstates: done\nwithdraws: 2 x read\n",
       "25 notikums/event | beidzas termiņš/term ends: showing | term.showing"},
      {kShown + "when: x\nevent: answer-question\ncompletes: answer\n",
       "27 izpilda/completes | answer | it is not open"},
  };
  for (const auto& [steps, expected] : cases) {
    // when, then
    EXPECT_THAT(mismatches(after_submitted(steps)), ElementsAre(expected)) << steps;
  }
}

TEST(ScenarioSuite, FindsAWrongLastDay) {
  std::string steps = kShown;
  steps.replace(steps.find("2026-04-07"), 10, "2026-04-03");
  EXPECT_THAT(mismatches(after_submitted(steps)),
              ElementsAre("24 sāk termiņu/starts term | commencement 2026-09-01, showing 2026-04-03 | "
                          "commencement 2026-09-01, showing 2026-04-07"));
}

TEST(ScenarioSuite, FindsAStateThatIsEnteredAgainUntold) {
  const std::string written = std::string(kHead) +
      scenario("a", "at first: begins\nstates: writing\nopens: write (drafter, submit-draft)\nwhen: x\nevent: assign-drafter\n"
                    "withdraws: write\nopens: write (drafter, submit-draft)\n");
  EXPECT_THAT(mismatches(written), ElementsAre("9 no jauna/again | nothing | writing \"Being written\""));
  EXPECT_THAT(mismatches(written + "again: writing\n"), IsEmpty());
}

TEST(ScenarioSuite, StopsAtTheFirstStepThatFails) {
  const SuiteReport report = run(after_submitted("when: x\nevent: submit-draft\nwhen: y\nevent: adopt-act\n"));
  ASSERT_EQ(report.results.size(), 2U);
  EXPECT_TRUE(report.results[0].passed());
  EXPECT_EQ(report.results[1].mismatches.size(), 1U);
  EXPECT_EQ(report.failed(), 1U);
}

TEST(ScenarioSuite, RunsNothingAfterAFailedBeginning) {
  const SuiteReport report = run(std::string(kHead) +
      scenario("late", "continues: bad\nwhen: x\nevent: submit-draft\n") +
      scenario("bad", "at first: begins\nstates: review\nopens: write (drafter, submit-draft)\n") +
      scenario("self", "continues: self\nwhen: x\nevent: submit-draft\n") +
      scenario("lost", "continues: nobody\nwhen: x\nevent: submit-draft\n"));
  ASSERT_EQ(report.results.size(), 4U);
  EXPECT_EQ(report.results[0].failed_before, "bad");
  EXPECT_EQ(report.results[2].mismatches[0].found, "it continues this one");
  EXPECT_EQ(report.results[3].mismatches[0].found, "no scenario of act.scxml has this id");
  EXPECT_EQ(report.failed(), 4U);
}

TEST(ScenarioSuite, BoundsAChain) {
  std::string text{kHead};
  text += scenario("s0", "at first: begins\nstates: writing\nopens: write (drafter, submit-draft)\n");
  for (int i = 1; i <= 60; ++i) {
    text = text + scenario("s" + std::to_string(i), "continues: s" + std::to_string(i - 1) + "\nwhen: x\nrefuses: adopt-act\n");
  }
  // Told in reverse, the last has the whole chain to run.
  std::string reversed{kHead};
  std::vector<std::string> parts;
  for (std::size_t at = text.find("scenario:"); at != std::string::npos;) {
    const std::size_t next = text.find("scenario:", at + 1);
    parts.push_back(text.substr(at, next - at));
    at = next;
  }
  for (auto part = parts.rbegin(); part != parts.rend(); ++part) reversed += *part;
  EXPECT_EQ(run(text).failed(), 0U);
  EXPECT_THAT(report_text(run(reversed), "", Language::kEn), HasSubstr("found:    more than 50 scenarios in a chain"));
}

TEST(ScenarioSuite, CountsTransitionsAndNamesThoseThatNobodyTakes) {
  // given a suite that leaves out two transitions and one event of a third
  const SuiteReport report = run(after_submitted(
      kShown + "when: reads\nevent: acknowledge-act\ncompletes: read\nwhen: asks\nevent: ask-question\n"
               "opens: answer (owner, answer-question)\nwhen: over\nterm ends: showing\nstates: done\n"
               "withdraws: read, answer\nstops term: commencement\n"));
  // when
  const CoverageReport& coverage = report.coverage.front().coverage;
  // then
  EXPECT_EQ(coverage.transitions, 8U);
  EXPECT_EQ(coverage.covered, 4U);
  std::vector<std::string> gaps;
  for (const Gap& gap : coverage.untaken) gaps.push_back(std::to_string(gap.line) + " " + gap.text);
  EXPECT_THAT(gaps, ElementsAre("7 writing: assign-drafter → writing",
                                "12 review: task.check.accept [_event.data.misaligned] → writing",
                                "14 review: task.check.return → writing", "23 shown: withdraw-case → done"));
  std::vector<std::string> events;
  for (const Gap& gap : coverage.untaken_events) events.push_back(gap.text);
  EXPECT_THAT(events, ElementsAre(EndsWith("for answer-question"), EndsWith("for term.commencement")));
}

TEST(ScenarioSuite, AStepThatFailsCoversNothing) {
  const SuiteReport report = run(after_submitted("when: x\nevent: task.check.return\ncompletes: check\nstates: shown\n"));
  EXPECT_EQ(report.covered(), 1U);
}

TEST(ScenarioSuite, CountsFilesThatCannotBeRead) {
  const std::vector<SourceFile> definitions = {{"act.scxml", std::string(kDefinition)}, {"bad.scxml", "<scxml"}};
  const std::vector<SourceFile> files = {
      {"a.scenarios", std::string(kHead) + kSubmitted},
      {"b.scenarios", std::string(kHead) + kSubmitted},
      {"c.scenarios", "definition: nowhere.scxml\nday: 2026-03-03\n" + kSubmitted},
      {"d.scenarios", "nonsense"},
  };
  const SuiteReport report = run_suite(definitions, files, legal_time(), Language::kEn);
  const std::string text = report_text(report, "defs", Language::kLv);
  EXPECT_THAT(text, HasSubstr("defs/bad.scxml:1:6: error: "));
  EXPECT_THAT(text, HasSubstr("defs/b.scenarios:3:1: error: another file has a scenario 'submitted' on act.scxml"));
  EXPECT_THAT(text, HasSubstr("defs/c.scenarios:1:1: error: there is no definition nowhere.scxml beside it"));
  EXPECT_THAT(text, HasSubstr("defs/d.scenarios:1:1: error: expected a keyword and a colon"));
  EXPECT_THAT(text, HasSubstr("ok    act.scxml  submitted: Viens\n"));
  EXPECT_THAT(text, EndsWith("\nworkflow: scenarios=1 failed=4 transitions=8 covered=1\n"));
}

TEST(ScenarioSuite, EndsAHostileExpression) {
  // given a condition that would never end
  const std::string endless = R"xml(<scxml xmlns="http://www.w3.org/2005/07/scxml" version="1.0" datamodel="ecmascript">
    <state id="a"><transition event="adopt-act" cond="(function(){while(true){}})()" target="a"/></state></scxml>)xml";
  // when
  const SuiteReport report = run(std::string(kHead) + scenario("a", "at first: x\nstates: a\nwhen: y\nevent: adopt-act\n"), endless);
  // then
  ASSERT_EQ(report.results.size(), 1U);
  ASSERT_EQ(report.results[0].mismatches.size(), 1U);
  EXPECT_EQ(report.results[0].mismatches[0].expected, "adopt-act");
}

TEST(ScenarioSuite, RefusesDefinitionsThatSend) {
  const std::string sends = R"xml(<scxml xmlns="http://www.w3.org/2005/07/scxml" version="1.0" datamodel="null">
    <state id="a"><transition event="adopt-act"><send event="x" delay="1s"/></transition></state></scxml>)xml";
  const SuiteReport report = run(std::string(kHead) + scenario("a", "at first: x\nstates: a\nwhen: y\nevent: adopt-act\n"), sends);
  EXPECT_THAT(report_text(report, "", Language::kEn), HasSubstr("scenarios do not follow <send> and <invoke>"));
}

TEST(ScenarioReadme, ExampleRuns) {
  // given the example of the format's description
  const std::string readme = source_file("workflows/scenarios/README.md");
  const auto block = [&readme](const std::string& language) {
    const std::size_t start = readme.find("```" + language + "\n") + language.size() + 4;
    return readme.substr(start, readme.find("```", start) - start);
  };
  const std::vector<SourceFile> definitions = {{"opinion.scxml", block("xml")}};
  const std::vector<SourceFile> files = {{"opinion.scenarios", block("scenarios")}};
  // when
  const SuiteReport report = run_suite(definitions, files, legal_time(), Language::kLv);
  // then
  EXPECT_EQ(report_text(report, "", Language::kLv),
            "ok    opinion.scxml  silence-is-consent: Mēneša klusēšana ir piekrišana (VPIL 75. panta piektā daļa)\n"
            "opinion.scxml:9: note: no scenario takes awaiting: give-opinion term.opinion "
            "[_event.data.pending_opinions > 0], without a target: for term.opinion\n"
            "opinion.scxml:10: note: no scenario takes awaiting: give-opinion term.opinion → agreed: for give-opinion\n"
            "opinion.scxml: 2 of 2 transitions covered\n"
            "workflow: scenarios=1 failed=0 transitions=2 covered=2\n");
}

TEST(ProductScenarios, ShowEveryTransitionForEachOfItsEvents) {
  // given the product's definitions and what lies beside them
  std::vector<SourceFile> definitions;
  for (const EmbeddedFile& file : embedded_definitions()) definitions.push_back({std::string(file.name), std::string(file.bytes)});
  const std::vector<SourceFile> files = scenario_files("workflows/definitions");
  ASSERT_THAT(files, Not(IsEmpty()));
  // when
  const SuiteReport report = run_suite(definitions, files, legal_time(), Language::kLv);
  // then
  EXPECT_EQ(report.failed(), 0U) << report_text(report, "workflows/definitions", Language::kLv);
  for (const DefinitionCoverage& definition : report.coverage) {
    for (const Gap& gap : definition.coverage.untaken) ADD_FAILURE() << definition.definition << ":" << gap.line << ": " << gap.text;
    for (const Gap& gap : definition.coverage.untaken_events) ADD_FAILURE() << definition.definition << ":" << gap.line << ": " << gap.text;
  }
}

}  // namespace
}  // namespace norma::workflows::scenarios
