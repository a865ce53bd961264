#include <gtest/gtest.h>

#include <map>
#include <set>
#include <ostream>
#include <string>
#include <vector>

#include "engine/acts/commands/catalogue.h"
#include "engine/acts/facts.h"
#include "tests/workflows/view_fixture.h"
#include "workflows/views/conditions.h"
#include "workflows/views/phrases.h"
#include "workflows/views/responsibility.h"

namespace norma::workflows::views {
namespace {

using Kind = ResponsibilityRow::Kind;

TEST(ViewTable, HasEveryTaskAndTermOnceAndEveryTransition) {
  for (const Sample& sample : samples()) {
    SCOPED_TRACE(sample.name);
    const Outline outline = outline_of(sample.bytes);
    std::map<std::string, int> tasks;
    std::map<std::string, int> terms;
    std::set<std::size_t> transitions;
    statechart::StateIndex last = 0;
    for (const ResponsibilityRow& row : responsibilities(outline)) {
      EXPECT_GE(row.state, last);
      last = row.state;
      if (row.kind == Kind::kDuty) ++tasks[row.task->key];
      if (row.kind == Kind::kTerm) ++terms[row.term->key];
      for (const Effect& effect : row.effects) transitions.insert(effect.transition);
    }
    for (const acts::StateDuties& asked : outline.duties) {
      for (const acts::TaskTemplate& task : asked.tasks) EXPECT_EQ(tasks[task.key], 1) << task.key;
      for (const acts::TermTemplate& term : asked.terms) EXPECT_EQ(terms[term.key], 1) << term.key;
    }
    EXPECT_EQ(transitions.size(), outline.chart->transition_count());
  }
}

/// The row of a task in the act's table.
ResponsibilityRow row_of(const std::vector<ResponsibilityRow>& rows, std::string_view task) {
  for (const ResponsibilityRow& row : rows) {
    if (row.task != nullptr && row.task->key == task) return row;
  }
  ADD_FAILURE() << task;
  return {};
}

Outline act() {
  for (const Sample& sample : samples()) {
    if (sample.name == "act") return outline_of(sample.bytes);
  }
  return {};
}

std::vector<std::string> sources(const Outline& outline, const ResponsibilityRow& row) {
  std::vector<std::string> ids;
  for (const Effect& effect : row.effects) ids.push_back(outline.chart->id(outline.chart->transition(effect.transition).source));
  return ids;
}

TEST(ViewTable, TellsWhatRegionsBesideDoWithTheSameCommand) {
  const Outline outline = act();
  const std::vector<ResponsibilityRow> rows = responsibilities(outline);
  // The drafter's submission of a mended draft is answered by the region of alignment, and meanwhile by the draft's.
  const ResponsibilityRow mended = row_of(rows, "resolve_misalignment");
  EXPECT_EQ(sources(outline, mended), (std::vector<std::string>{"alignment", "draft"}));
  EXPECT_FALSE(mended.effects[0].is_elsewhere);
  EXPECT_TRUE(mended.effects[1].is_elsewhere);
}

TEST(ViewTable, TellsConditionsInTheOrderTheyAreAsked) {
  const Outline outline = act();
  const std::vector<ResponsibilityRow> rows = responsibilities(outline);
  const ResponsibilityRow opinion = row_of(rows, "give_opinion");
  ASSERT_EQ(opinion.effects.size(), 3U);
  EXPECT_FALSE(opinion.effects[0].is_otherwise);
  EXPECT_TRUE(opinion.effects[2].is_otherwise);
  ASSERT_NE(opinion.term, nullptr);
  EXPECT_EQ(opinion.term->key, "opinion");
}

TEST(ViewTable, TellsWhoElseMayGiveATasksCommand) {
  const Outline outline = act();
  const std::vector<ResponsibilityRow> rows = responsibilities(outline);
  const ResponsibilityRow check = row_of(rows, "check_alignment");
  EXPECT_EQ(check.parts, std::vector<acts::Part>{acts::Part::kOwner});
  EXPECT_EQ(check.also_parts, std::vector<acts::Part>{acts::Part::kDrafter});
}

TEST(ViewPhrases, EveryCommandHasOneInBothLanguages) {
  for (const acts::CommandRow& command : acts::all_commands()) {
    if (!command.external) continue;
    EXPECT_NE(command_phrase(command.name, Language::kLv), command.name);
    EXPECT_NE(command_phrase(command.name, Language::kEn), command.name);
    EXPECT_NE(command_phrase(command.name, Language::kEn), command_phrase(command.name, Language::kLv));
  }
}

TEST(ViewPhrases, EveryFactHasOne) {
  const std::string json = acts::facts_json({}, Date{});
  std::size_t facts = 0;
  for (std::size_t at = json.find('"'); at != std::string::npos; at = json.find('"', at)) {
    const std::size_t end = json.find('"', at + 1);
    ASSERT_NE(end, std::string::npos);
    if (json[end + 1] == ':') {
      ++facts;
      EXPECT_TRUE(knows_fact(json.substr(at + 1, end - at - 1))) << json.substr(at + 1, end - at - 1);
    }
    at = end + 1;
  }
  EXPECT_GE(facts, 9U);
}

TEST(ViewPhrases, EveryConditionOfOurDefinitionsIsPutInWords) {
  for (const Sample& sample : samples()) {
    if (sample.name == "example") continue;
    const Outline outline = outline_of(sample.bytes);
    for (std::size_t i = 0; i < outline.chart->transition_count(); ++i) {
      const std::string& condition = outline.chart->transition(static_cast<statechart::TransitionIndex>(i)).condition_text;
      if (condition.empty()) continue;
      for (const Language language : {Language::kLv, Language::kEn}) {
        const std::string phrase = condition_phrase(outline, condition, language);
        EXPECT_EQ(phrase.find_first_of("`_"), std::string::npos) << condition << ": " << phrase;
      }
    }
  }
}

struct ConditionCase {
  const char* source;
  const char* lv;
  const char* en;
};

/// Names the case in the list of tests, where its address would change with every run.
void PrintTo(const ConditionCase& one, std::ostream* out) { *out << one.source; }

class ConditionPhrase : public testing::TestWithParam<ConditionCase> {};

TEST_P(ConditionPhrase, SaysWhatIsAsked) {
  const Outline outline = outline_of("<scxml xmlns='http://www.w3.org/2005/07/scxml' version='1.0'><state id='a'/></scxml>");
  EXPECT_EQ(condition_phrase(outline, GetParam().source, Language::kLv), GetParam().lv);
  EXPECT_EQ(condition_phrase(outline, GetParam().source, Language::kEn), GetParam().en);
}

INSTANTIATE_TEST_SUITE_P(
    Sources, ConditionPhrase,
    testing::Values(
        ConditionCase{"_event.data.commenced", "spēkā stāšanās diena ir pienākusi", "the commencement date has come"},
        ConditionCase{"!_event.data.commenced", "spēkā stāšanās diena vēl nav pienākusi", "the commencement date has not come yet"},
        ConditionCase{"_event.data.commenced === false", "spēkā stāšanās diena vēl nav pienākusi", "the commencement date has not come yet"},
        ConditionCase{"_event.data.open_rows !== 0", "izziņā ir nenoslēgtas rindas", "rows of the summary are open"},
        ConditionCase{"_event.data.open_rows >= 2", "nenoslēgto izziņas rindu skaits ≥ 2", "the number of open rows ≥ 2"},
        ConditionCase{"_event.data.outcome === 'repeal'", "lēmums ir “akts atceļams”", "the decision is “the act is to be repealed”"},
        ConditionCase{"_event.data.outcome !== 'keep'", "lēmums nav “akts paliek spēkā”", "the decision is not “the act is kept”"},
        ConditionCase{"!In('a')", "stāvoklis nav “a”", "the state is not “a”"},
        ConditionCase{"_event.data.aligned || _event.data.commenced && !_event.data.misaligned",
                      "projekts ir salāgots vai (spēkā stāšanās diena ir pienākusi un nesalāgotība nav konstatēta)",
                      "the draft is aligned or (the commencement date has come and no misalignment is found)"},
        // What it has no words for stays as it is written; half a translation could mislead.
        ConditionCase{"_event.data.aligned && Math.random() > 0.5", "`_event.data.aligned && Math.random() > 0.5`",
                      "`_event.data.aligned && Math.random() > 0.5`"},
        ConditionCase{"_event.data.open_rows > -1", "`_event.data.open_rows > -1`", "`_event.data.open_rows > -1`"},
        ConditionCase{"_event.data.aligned_too", "`_event.data.aligned_too`", "`_event.data.aligned_too`"},
        ConditionCase{"In('nowhere')", "`In('nowhere')`", "`In('nowhere')`"},
        ConditionCase{"((((((((((((((((((((((_event.data.aligned))))))))))))))))))))))",
                      "`((((((((((((((((((((((_event.data.aligned))))))))))))))))))))))`",
                      "`((((((((((((((((((((((_event.data.aligned))))))))))))))))))))))`"}));

TEST(ViewPhrases, LatvianTermsAreCounted) {
  const auto phrase = [](const char* duration, Language language) { return term_phrase({"t", "", duration, "", ""}, language); };
  EXPECT_EQ(phrase("P1M", Language::kLv), "1 mēnesis");
  EXPECT_EQ(phrase("P2M", Language::kLv), "2 mēneši");
  EXPECT_EQ(phrase("P11D", Language::kLv), "11 dienas");
  EXPECT_EQ(phrase("P21D", Language::kLv), "21 diena");
  EXPECT_EQ(phrase("P3B", Language::kEn), "3 working days");
  EXPECT_EQ(phrase("P1Y", Language::kEn), "1 year");
}

TEST(ViewTable, KeepsTheTableWholeWhateverTextsHold) {
  const std::string bytes =
      "<scxml xmlns='http://www.w3.org/2005/07/scxml' xmlns:norma='urn:norma:workflow:1' version='1.0'><state id='a'>"
      "<norma:label lang='lv'>viens | &lt;img src=x&gt; divi</norma:label><transition event='x' cond='a &lt; 1 | `b`'/></state></scxml>";
  const std::string table = responsibility_markdown(outline_of(bytes), Language::kLv);
  EXPECT_NE(table.find("viens \\| &lt;img src=x> divi"), std::string::npos) << table;
  EXPECT_EQ(table.find("<img"), std::string::npos);
  for (std::size_t start = table.find("\n| **"); start != std::string::npos; start = table.find("\n| **", start + 1)) {
    const std::string row = table.substr(start + 1, table.find('\n', start + 1) - start - 1);
    std::size_t bars = 0;
    for (std::size_t i = 0; i < row.size(); ++i) bars += row[i] == '|' && (i == 0 || row[i - 1] != '\\');
    EXPECT_EQ(bars, 7U) << row;
  }
}

}  // namespace
}  // namespace norma::workflows::views
