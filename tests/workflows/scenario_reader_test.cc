#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "workflows/scenarios/scenario_reader.h"

namespace norma::workflows::scenarios {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;

std::vector<std::string> faults_of(std::string_view text, const ScenarioLimits& limits = {}) {
  std::vector<std::string> faults;
  for (const LintFinding& finding : read_scenarios("a.scenarios", text, limits).faults) {
    faults.push_back(format_finding(finding));
  }
  return faults;
}

/// A correct file of nine lines, to which a step is added at line 10.
std::string with_step(const std::string& lines) {
  return "Definition: act.scxml\n"
         "Day: 2026-03-02\n"
         "Scenario: one\n"
         "  Nosaukums: Viens\n"
         "  Title: One\n"
         "  At first: it begins\n"
         "    states: draft\n"
         "\n"
         "  When: something happens\n" +
         lines;
}

TEST(ScenarioReader, ReadsLatvianAndEnglishAlike) {
  // given the same scenario in both languages
  const std::string latvian =
      "Definīcija: act.scxml\nDiena: 2026-03-02\nScenārijs: one\nNosaukums: Viens\nTitle: One\n"
      "Tiesību norma: VPIL 77. pants\nSākumā: sākas\nstāvokļi: \"Tiek rakstīts\"\nKad: notiek\nnotikums: submit-draft\n"
      "diena: 2026-03-05\nfakti: a = jā, b = nē, c = 2, d = 2026-09-01, e = -\nno jauna: x\n"
      "atver: 2 × „Sniegt atzinumu” (atzinuma sniedzējs, give-opinion) līdz 2026-04-02\nizpilda: y\natceļ: z\nnokavē: q\n"
      "sāk termiņu: t līdz 2026-05-04\npārtrauc termiņu: u\nKad: vēl\nbeidzas termiņš: t\nKad: nē\nnepieņem: n\npieņem: -\n";
  const std::string english =
      "definition: act.scxml\nday: 2026-03-02\nscenario: one\nnosaukums: Viens\ntitle: One\n"
      "law: VPIL 77. pants\nat first: sākas\nstates: \"Tiek rakstīts\"\nwhen: notiek\nevent: submit-draft\n"
      "day: 2026-03-05\nfacts: a = yes, b = no, c = 2, d = 2026-09-01, e = -\nagain: x\n"
      "opens: 2 x \"Sniegt atzinumu\" (opinion_giver, give-opinion) until 2026-04-02\ncompletes: y\nwithdraws: z\nmisses: q\n"
      "starts term: t until 2026-05-04\nstops term: u\nwhen: vēl\nterm ends: t\nwhen: nē\nrefuses: n\naccepts: -\n";
  for (const std::string& text : {latvian, english}) {
    // when
    const ReadScenarios read = read_scenarios("a.scenarios", text);
    // then
    ASSERT_THAT(read.faults, IsEmpty()) << format_finding(read.faults.front());
    EXPECT_THAT(read.file.definitions, ElementsAre("act.scxml"));
    ASSERT_EQ(read.file.scenarios.size(), 1U);
    const Scenario& scenario = read.file.scenarios.front();
    EXPECT_EQ(scenario.title_lv + "/" + scenario.title_en + "/" + scenario.law, "Viens/One/VPIL 77. pants");
    EXPECT_EQ(scenario.day, parse_date("2026-03-02"));
    ASSERT_EQ(scenario.steps.size(), 4U);
    const Step& step = scenario.steps[1];
    EXPECT_EQ(step.event, "submit-draft");
    EXPECT_EQ(step.day, parse_date("2026-03-05"));
    std::string facts;
    for (const Fact& fact : step.facts) facts += fact.name + "=" + fact.json + " ";
    EXPECT_EQ(facts, "a=true b=false c=2 d=\"2026-09-01\" e=null ");
    ASSERT_EQ(step.opens.size(), 1U);
    EXPECT_EQ(step.opens[0].count, 2U);
    EXPECT_EQ(step.opens[0].task.text, "Sniegt atzinumu");
    EXPECT_TRUE(step.opens[0].task.is_label);
    EXPECT_EQ(step.opens[0].command, "give-opinion");
    EXPECT_EQ(step.opens[0].until, parse_date("2026-04-02"));
    EXPECT_EQ(step.again[0].text + step.completes[0].task.text + step.withdraws[0].task.text + step.misses[0].task.text,
              "xyzq");
    EXPECT_EQ(step.starts[0].until, parse_date("2026-05-04"));
    EXPECT_EQ(step.stops[0].term.text, "u");
    EXPECT_EQ(scenario.steps[2].action, Action::kTermEnds);
    EXPECT_EQ(scenario.steps[3].action, Action::kRefuses);
    EXPECT_TRUE(scenario.steps[3].accepts->empty());
  }
}

TEST(ScenarioReader, SaysWhereALineIsWrong) {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"    notikums submit-draft\n", "10:5: expected a keyword and a colon"},
      {"    dara: submit-draft\n", "10:5: 'dara:' does not belong here"},
      {"    event:\n", "10:11: nothing stands after 'event:'"},
      {"    event: ???\n", "10:12: expected an event, such as submit-draft"},
      {"    event: a b\n", "10:14: expected a comma or the end of the line"},
      {"    event: a\n    event: b\n", "11:12: a step has one event"},
      {"    event: a\n    day: 2026-02-30\n", "11:10: '2026-02-30' is not a day of the calendar"},
      {"    event: a\n    day: 2026-03-04\n    day: 2026-03-05\n", "12:10: diena/day is there twice"},
      {"    event: a\n    states: \"Tiek\n", "11:13: the quote is not closed"},
      {"    event: a\n    states: \"\"\n", "11:15: the quotes are empty"},
      {"    event: a\n    opens: 0 × b\n", "11:13: the number of people is at least 1"},
      {"    event: a\n    opens: 1001 × b\n", "11:15: the number of people is at most 1000"},
      {"    event: a\n    opens: 2 b\n", "11:14: expected '×' after the number of people"},
      {"    event: a\n    opens: b (owner\n", "11:15: expected the part that has the task and then ','"},
      {"    event: a\n    opens: b (owner, c\n", "11:23: expected ')'"},
      {"    event: a\n    facts: b\n", "11:13: expected '=' and the value of the fact"},
      {"    event: a\n    facts: b = ,\n", "11:16: expected the value of the fact"},
      {"    event: a\n    withdraws: b until 2026-01-01\n", "11:18: expected a comma or the end of the line"},
      {"    event: a\n    accepts: b\n", "9:1: only with nepieņem/refuses"},
      {"    refuses: a\n    states: b\n", "9:1: an event that is refused changes nothing"},
      {"    term ends: a\n    day: 2026-03-05\n", "9:1: a term ends at its own time"},
      {"    states: b\n", "9:1: the step has no event"},
      {"    title: a\n", "10:5: 'title:' does not belong here"},
  };
  for (const auto& [lines, fault] : cases) {
    EXPECT_THAT(faults_of(with_step(lines)), ElementsAre(StartsWith(fault))) << lines;
  }
  EXPECT_THAT(faults_of(with_step("    event: a\n")), IsEmpty());
}

TEST(ScenarioReader, AsksForWhatAScenarioNeeds) {
  EXPECT_THAT(faults_of(""), ElementsAre(HasSubstr("does not say which definition")));
  const std::string head = "definition: act.scxml\n";
  EXPECT_THAT(faults_of(head), ElementsAre(HasSubstr("has no scenario")));
  EXPECT_THAT(faults_of(head + "scenario: a\n"),
              ElementsAre("2:1: the scenario has no line nosaukums", "2:1: the scenario has no line title",
                          "2:1: the scenario has no line diena/day", "2:1: the scenario has no line kad/when"));
  const std::string titled = "nosaukums: A\ntitle: A\nday: 2026-03-02\n";
  EXPECT_THAT(faults_of(head + "scenario: A\n" + titled + "at first: x\nstates: s\n"),
              ElementsAre(HasSubstr("an id is made of a-z")));
  EXPECT_THAT(faults_of(head + "scenario: a\n" + titled + "when: x\nevent: s\n"),
              ElementsAre(HasSubstr("a scenario begins with sākumā/at first")));
  EXPECT_THAT(faults_of(head + "scenario: a\n" + titled + "at first: x\n"),
              ElementsAre(HasSubstr("say in which states the case begins")));
  EXPECT_THAT(faults_of(head + "scenario: a\ncontinues: b\n" + titled + "when: x\nevent: s\n"),
              ElementsAre(HasSubstr("says the day in its steps")));
  EXPECT_THAT(faults_of(head + "scenario: a\ncontinues: b\nnosaukums: A\ntitle: A\nat first: x\nstates: s\n"),
              ElementsAre(HasSubstr("does not begin a case")));
  EXPECT_THAT(faults_of("definition: act.txt\n"), Contains(HasSubstr("is not the name of an .scxml file")));
  EXPECT_THAT(faults_of("definition: ../act.scxml\n"), ElementsAre(StartsWith("1:13: '..' is not the name of an .scxml file")));
  EXPECT_THAT(faults_of("definition: act.scxml, act.scxml\n"), Contains(HasSubstr("is there twice")));
}

TEST(ScenarioReader, TakesAnIdOnce) {
  const std::string scenario = "scenario: a\nnosaukums: A\ntitle: A\nday: 2026-03-02\nat first: x\nstates: s\n";
  EXPECT_THAT(faults_of("definition: act.scxml\n" + scenario + scenario), ElementsAre("8:11: the id 'a' is taken"));
}

TEST(ScenarioReader, KeepsItsBounds) {
  // given
  ScenarioLimits limits;
  limits.bytes = 2000;
  limits.line_bytes = 100;
  limits.scenarios = 2;
  limits.steps = 3;
  limits.items = 2;
  limits.definitions = 1;
  limits.faults = 3;
  const std::string step = "when: x\nevent: s\n";
  const std::string scenario = "nosaukums: A\ntitle: A\nday: 2026-03-02\nat first: x\nstates: s\n";
  // when, then
  EXPECT_THAT(faults_of(std::string(2001, '\n'), limits), ElementsAre("1:1: the file is larger than 2000 bytes"));
  EXPECT_THAT(faults_of(with_step("event: " + std::string(100, 'a') + "\n"), limits),
              Contains("10:1: the line is longer than 100 bytes"));
  EXPECT_THAT(faults_of("definition: a.scxml, b.scxml\n", limits), Contains(HasSubstr("more than 1 definitions")));
  EXPECT_THAT(faults_of("definition: a.scxml\nscenario: a\n" + scenario + "scenario: b\n" + scenario + "scenario: c\n" +
                            scenario, limits),
              ElementsAre(HasSubstr("there are more than 2 scenarios")));
  EXPECT_THAT(faults_of(with_step("event: s\n" + step + step), limits), ElementsAre(HasSubstr("more than 3 steps")));
  EXPECT_THAT(faults_of(with_step("event: s\nagain: a, b, c\n"), limits), ElementsAre(HasSubstr("more than 2 items")));
  EXPECT_EQ(faults_of("a\nb\nc\nd\ne\n", limits).size(), 3U);
}

TEST(ScenarioReader, RefusesWhatIsNotText) {
  EXPECT_THAT(faults_of("definition: \xC3\x28\n"), ElementsAre("1:13: the text is not UTF-8, or holds a control character"));
  EXPECT_THAT(faults_of(std::string(5000, '"')), Contains(StartsWith("1:1: the line is longer")));
  EXPECT_THAT(faults_of(with_step("    event: a\r\n    facts: b = 1\r\n")), IsEmpty());
  EXPECT_THAT(faults_of("\xEF\xBB\xBF" + with_step("event: a\n")), IsEmpty());
}

TEST(ScenarioReader, TakesNumbersOnlyAsJsonWritesThem) {
  for (const auto& [written, json] : std::vector<std::pair<std::string, std::string>>{
           {"0", "0"}, {"-3", "-3"}, {"1.50", "1.50"}, {"007", "\"007\""}, {"1.", "\"1.\""}, {"12345678901234567890", "\"12345678901234567890\""},
           {"\"a\\\"", "\"a\\\\\""}}) {
    const ReadScenarios read = read_scenarios("a.scenarios", with_step("event: a\nfacts: b = " + written + "\n"));
    ASSERT_THAT(read.faults, IsEmpty()) << format_finding(read.faults.front());
    EXPECT_EQ(read.file.scenarios[0].steps[1].facts[0].json, json);
  }
}

}  // namespace
}  // namespace norma::workflows::scenarios
