#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "workflows/diff/canonical.h"
#include "workflows/diff/comparison.h"
#include "workflows/embedded.h"

namespace norma::workflows::diff {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

std::string definition(const std::string& inside, const std::string& attributes = R"(initial="draft")") {
  return R"(<scxml xmlns="http://www.w3.org/2005/07/scxml" xmlns:norma="urn:norma:workflow:1" version="1.0" name="act" )" +
         attributes + ">\n" + inside + "\n</scxml>";
}

constexpr std::string_view kDraft = R"(<state id="draft">
  <norma:label lang="lv">Raksta</norma:label>
  <norma:label lang="en">Being written</norma:label>
  <norma:task id="write" role="drafter" command="submit-draft">
    <norma:label lang="lv">Rakstīt</norma:label>
  </norma:task>
  <norma:term id="writing" duration="P1M" rule="MK 1"/>
  <transition event="submit-draft term.writing" cond="_event.data.open_rows &gt; 0" target="review"/>
  <transition event="withdraw-case" target="ended"/>
</state>
<state id="review"><transition event="adopt-act" target="ended"/><transition event="return-draft" target="draft"/></state>
<final id="ended"/>)";

/// The example with some of its text replaced.
std::string with(const std::vector<std::pair<std::string, std::string>>& changes) {
  std::string text{kDraft};
  for (const auto& [before, after] : changes) {
    const std::size_t at = text.find(before);
    EXPECT_NE(at, std::string::npos) << before;
    if (at != std::string::npos) text.replace(at, before.size(), after);
  }
  return definition(text);
}

std::vector<std::string> lines(const std::string& first, const std::string& second) {
  const Result<AuthoredDefinition> one = read_authored(first);
  const Result<AuthoredDefinition> other = read_authored(second);
  if (!one || !other) {
    ADD_FAILURE() << (one ? other : one).error().details.front();
    return {};
  }
  std::vector<std::string> found;
  for (const Difference& difference : compare(*one, *other)) found.push_back(difference_text(difference, "a", "b"));
  return found;
}

std::vector<std::string> lines(const std::vector<std::pair<std::string, std::string>>& changes) {
  return lines(definition(std::string(kDraft)), with(changes));
}

TEST(WorkflowDiff, FindsNothingInTheProductsOwnDefinitions) {
  for (const EmbeddedFile& file : embedded_definitions()) {
    EXPECT_THAT(lines(std::string(file.bytes), std::string(file.bytes)), IsEmpty()) << file.name;
  }
}

TEST(WorkflowDiff, FormattingCommentsAndDefaultsDoNotCount) {
  EXPECT_THAT(lines({{R"(event="submit-draft term.writing" cond="_event.data.open_rows &gt; 0")",
                      "\n   cond=' _event.data.open_rows>0 /* some */ '  event='term.writing.*\n submit-draft' type='external'"},
                     {"Being written", " Being\n   written "},
                     {R"(<state id="review">)", "<!-- a comment -->\n<state id='review'>\n\n"},
                     {R"(role="drafter" command="submit-draft")", R"(command="submit-draft" role="drafter")"}}),
              IsEmpty());
  EXPECT_THAT(lines(definition(std::string(kDraft)), definition(std::string(kDraft), R"(datamodel="ecmascript" binding="early")")),
              IsEmpty());
}

TEST(WorkflowDiff, TheOrderOfStatesInsideACompoundDoesNotCount) {
  const std::string moved = with({{R"(<final id="ended"/>)", ""}, {R"(<state id="review">)", R"(<final id="ended"/><state id="review">)"}});
  EXPECT_THAT(lines(definition(std::string(kDraft)), moved), IsEmpty());
}

TEST(WorkflowDiff, TellsWhatATransitionChanges) {
  EXPECT_THAT(lines({{"open_rows &gt; 0", "open_rows &gt; 1"}}),
              ElementsAre("b:9: ~ transition on submit-draft term.writing [_event.data.open_rows>1] in draft: condition "
                          "_event.data.open_rows>0 → _event.data.open_rows>1"));
  EXPECT_THAT(lines({{"target=\"review\"", "target=\"ended\""}}),
              ElementsAre("b:9: ~ transition on submit-draft term.writing [_event.data.open_rows>0] in draft: target review → ended"));
  EXPECT_THAT(lines({{"submit-draft term.writing", "submit-draft"}}),
              ElementsAre("b:9: ~ transition on submit-draft [_event.data.open_rows>0] in draft: event "
                          "submit-draft term.writing → submit-draft"));
  EXPECT_THAT(lines({{"event=\"adopt-act\"", "event=\"adopt-act\" type=\"internal\""}}),
              ElementsAre("b:12: ~ transition on adopt-act in review: type external → internal"));
  EXPECT_THAT(lines({{"event=\"adopt-act\"", "event=\"adopt-act\" norma:leaves=\"b a\""}}),
              ElementsAre("b:12: ~ transition on adopt-act in review: leaves nothing → a b"));
  EXPECT_THAT(lines({{"<transition event=\"adopt-act\" target=\"ended\"/>",
                      "<transition event=\"adopt-act\" target=\"ended\"><raise  event=\"x\" /></transition>"}}),
              ElementsAre("b:12: ~ transition on adopt-act in review: content nothing → raise event=x"));
}

TEST(WorkflowDiff, TellsTransitionsAddedAndRemoved) {
  EXPECT_THAT(lines({{R"(<transition event="withdraw-case" target="ended"/>)", ""}}),
              ElementsAre("a:10: - transition on withdraw-case in draft: → ended"));
  EXPECT_THAT(lines({{R"(<final id="ended"/>)", R"(<state id="x"/><final id="ended"/>)"},
                     {R"(<transition event="withdraw-case" target="ended"/>)",
                      R"(<transition event="withdraw-case" target="ended"/><transition event="plan-act"/>)"}}),
              ElementsAre("b:10: + transition on plan-act in draft: no target", "b:13: + state x: state"));
}

TEST(WorkflowDiff, TheOrderOfTransitionsCountsWhereTheyCompete) {
  const auto two = [](const std::string& first, const std::string& second) {
    return definition(R"(<state id="draft"><transition )" + first + R"(/><transition )" + second + R"(/></state><final id="ended"/>)");
  };
  const std::string guarded = R"(event="adopt-act" cond="1" target="ended")";
  const std::string open = R"(event="adopt-act")";
  EXPECT_THAT(lines(two(guarded, open), two(open, guarded)),
              ElementsAre("b:2: ~ state draft: order of transitions on adopt-act [1], on adopt-act → on adopt-act, on adopt-act [1]"));
  const std::string other = R"(event="plan-act")";
  EXPECT_THAT(lines(two(guarded, other), two(other, guarded)), IsEmpty());
  EXPECT_THAT(lines(two(R"(event="*" target="ended")", other), two(other, R"(event="*" target="ended")")),
              ElementsAre(HasSubstr("order of transitions")));
}

TEST(WorkflowDiff, TellsStatesAddedRemovedMovedAndOfAnotherKind) {
  EXPECT_THAT(lines({{R"(<final id="ended"/>)", R"(<state id="urgent"><norma:label lang="lv">Steidzams</norma:label></state><final id="ended"/>)"}}),
              ElementsAre("b:13: + state urgent: state \"Steidzams\""));
  EXPECT_THAT(lines(with({{R"(<final id="ended"/>)", R"(<state id="urgent"><transition event="adopt-act" target="ended"/></state><final id="ended"/>)"}}),
                    definition(std::string(kDraft))),
              ElementsAre("a:13: - state urgent: state", "a:13: - transition on adopt-act in urgent: → ended"));
  EXPECT_THAT(lines({{R"(<state id="review">)", R"(<state id="all"><state id="review">)"}, {R"(<final id="ended"/>)", R"(</state><final id="ended"/>)"}}),
              ElementsAre("b:12: + state all: state", "b:12: > state review in all: in the definition itself before"));
  EXPECT_THAT(lines({{R"(<state id="review">)", R"(<parallel id="review"><state id="r"/>)"},
                     {R"(target="draft"/></state>)", R"(target="draft"/></parallel>)"}}),
              ElementsAre("b:12: ~ state review: kind state → parallel", "b:12: + state r in review: state"));
}

TEST(WorkflowDiff, TellsARenamingOnceAndFollowsIt) {
  // given a state, a task and a term under new names, and everything that refers to them
  std::string text = with({{R"(<state id="draft">)", R"(<state id="writing">)"},
                           {R"(target="draft")", R"(target="writing")"},
                           {R"(task id="write")", R"(task id="compose")"},
                           {R"(term id="writing")", R"(term id="month")"},
                           {"submit-draft term.writing", "submit-draft term.month"}});
  text.replace(text.find(R"(initial="draft")"), 15, R"(initial="writing")");
  // when, then
  EXPECT_THAT(lines(definition(std::string(kDraft)), text),
              ElementsAre("b:2: = state writing: called draft before", "b:5: = task compose in writing: called write before",
                          "b:8: = term month in writing: called writing before"));
}

TEST(WorkflowDiff, DoesNotGuessBetweenTwo) {
  const auto states = [](const std::string& names) {
    std::string inside = R"(<state id="draft"/>)";
    for (const char name : names) {
      inside += std::string(R"(<state id=")") + name + R"("><norma:label lang="lv">Gaida</norma:label></state>)";
    }
    return definition(inside);
  };
  EXPECT_THAT(lines(states("a"), states("x")), ElementsAre("b:2: = state x: called a before"));
  EXPECT_THAT(lines(states("ab"), states("x")),
              ElementsAre("b:2: + state x: state \"Gaida\"", "a:2: - state a: state \"Gaida\"", "a:2: - state b: state \"Gaida\""));
}

TEST(WorkflowDiff, TellsWhatTasksTermsLabelsAndDataChange) {
  EXPECT_THAT(lines({{R"(role="drafter")", R"(role="owner")"}}), ElementsAre("b:5: ~ task write in draft: role drafter → owner"));
  EXPECT_THAT(lines({{R"(command="submit-draft")", R"(command="submit-draft" on="return-draft")"}}),
              ElementsAre("b:5: ~ task write in draft: on nothing → return-draft"));
  EXPECT_THAT(lines({{"Rakstīt", "Uzrakstīt"}}), ElementsAre("b:5: ~ task write in draft: label lv Rakstīt → Uzrakstīt"));
  EXPECT_THAT(lines({{"Being written", "Writing"}}), ElementsAre("b:2: ~ state draft: label en Being written → Writing"));
  EXPECT_THAT(lines({{R"(duration="P1M")", R"(duration="P2W")"}, {"MK 1", "MK 2"}}),
              ElementsAre("b:8: ~ term writing in draft: duration P1M → P2W", "b:8: ~ term writing in draft: rule MK 1 → MK 2"));
  EXPECT_THAT(lines({{R"(<norma:term id="writing" duration="P1M" rule="MK 1"/>)", ""}}),
              ElementsAre("a:8: - term writing in draft: duration P1M, rule MK 1"));
  const std::string task = "<norma:task id=\"check\" role=\"owner\" command=\"complete-task\" outcomes=\"a b\"/>";
  EXPECT_THAT(lines({{R"(<state id="review">)", R"(<state id="review">)" + task}}),
              ElementsAre("b:12: + task check in review: role owner, command complete-task, outcomes a b"));
  const auto data = [](const std::string& inside) {
    return definition("<datamodel>" + inside + "</datamodel><state id=\"draft\"/>");
  };
  EXPECT_THAT(lines(data(R"(<data id="n" expr="1"/><data id="m">{"a": 1}</data>)"), data(R"(<data id="n" expr=" 2 "/><data id="k" expr="3"/>)")),
              ElementsAre("b:2: ~ data n: value 1 → 2", "a:2: - data m: value {\"a\": 1}", "b:2: + data k: value 3"));
}

TEST(WorkflowDiff, TellsThatATaskMoved) {
  const std::string task = "<norma:task id=\"check\" role=\"owner\" command=\"adopt-act\"/>";
  EXPECT_THAT(lines(with({{R"(<state id="review">)", R"(<state id="review">)" + task}}),
                    with({{"<transition event=\"withdraw-case\"", task + "<transition event=\"withdraw-case\""}})),
              ElementsAre("b:10: > task check in draft: in review before"));
}

TEST(WorkflowDiff, TellsInitialHistoryRegionsAndContent) {
  EXPECT_THAT(lines(definition(std::string(kDraft)), definition(std::string(kDraft), R"(initial="review")")),
              ElementsAre("b:1: ~ definition: initial draft → review"));
  const auto parallel = [](const std::string& regions) { return definition("<parallel id=\"draft\">" + regions + "</parallel>"); };
  EXPECT_THAT(lines(parallel(R"(<state id="a"/><state id="b"/>)"), parallel(R"(<state id="b"/><state id="a"/>)")),
              ElementsAre("b:2: ~ state draft: order of regions a b → b a"));
  EXPECT_THAT(lines(parallel(R"(<state id="a"/><state id="b"/>)"), parallel(R"(<state id="a"/><state id="c"/><state id="b"/>)")),
              ElementsAre("b:2: + state c in draft: state"));
  const auto history = [](const std::string& type, const std::string& target) {
    return definition(R"(<state id="draft"><history id="h" type=")" + type + R"("><transition target=")" + target +
                      R"("/></history><state id="a"/><state id="b"/></state>)");
  };
  EXPECT_THAT(lines(history("shallow", "a"), history("deep", "b")),
              ElementsAre("b:2: ~ state h: kind shallow history → deep history", "b:2: ~ state h: default a → b"));
  const auto entry = [](const std::string& content) { return definition("<state id=\"draft\"><onentry>" + content + "</onentry></state>"); };
  EXPECT_THAT(lines(entry("<raise event=\"x\"/>"), entry("  <raise event=\"y\"/>\n")),
              ElementsAre("b:2: ~ state draft: onentry onentry (raise event=x) → onentry (raise event=y)"));
}

TEST(WorkflowDiff, KeepsTheOrderOfTheSecondDocument) {
  const std::string first = definition("<state id=\"draft\"/>\n<state id=\"gone\"/>\n<state id=\"last\"/>");
  const std::string second = definition("<state id=\"new\"/>\n<state id=\"draft\"><transition event=\"a\"/></state>\n<state id=\"last\"><transition event=\"b\"/></state>\n<final id=\"end\"/>");
  EXPECT_THAT(lines(first, second),
              ElementsAre("b:2: + state new: state", "b:3: + transition on a in draft: no target", "a:3: - state gone: state",
                          "b:4: + transition on b in last: no target", "b:5: + state end: final"));
}

TEST(WorkflowDiff, StatesWithoutAnIdAreKnownByTheirPlace) {
  EXPECT_THAT(lines(definition("<state id=\"draft\"/><state><transition event=\"a\"/></state>"),
                    definition("<state id=\"draft\"/><state><transition event=\"b\"/></state>")),
              ElementsAre("a:2: - transition on a in #2: no target", "b:2: + transition on b in #2: no target"));
}

TEST(WorkflowDiff, WritesJson) {
  const AuthoredDefinition first = read_authored(definition(std::string(kDraft))).value();
  const AuthoredDefinition second = read_authored(with({{R"(role="drafter")", R"(role="owner")"}})).value();
  EXPECT_EQ(differences_json(compare(first, second)),
            R"({"same":false,"differences":[{"change":"changed","subject":"task","name":"write","state":"draft",)"
            R"("field":"role","before":"drafter","after":"owner","line_before":5,"line_after":5}]})");
  EXPECT_EQ(differences_json(compare(first, first)), R"({"same":true,"differences":[]})");
}

TEST(WorkflowDiff, RefusesWhatIsNoDefinition) {
  EXPECT_EQ(read_authored("<scxml").error().reason, Reason::kDefinitionInvalid);
  EXPECT_EQ(read_authored(definition("<state id=\"draft\"><transition event=\"a\" target=\"nowhere\"/></state>")).error().reason,
            Reason::kDefinitionInvalid);
  EXPECT_EQ(read_authored(definition("<state id=\"draft\"><norma:task id=\"a\"/></state>")).error().reason,
            Reason::kDefinitionInvalid);
  std::string many = "<state id=\"draft\">";
  for (int i = 0; i < 1001; ++i) many += "<transition event=\"a\"/>";
  EXPECT_EQ(read_authored(definition(many + "</state>")).error().reason, Reason::kLimitExceeded);
}

TEST(CanonicalExpression, DropsOnlyWhatMakesNoDifference) {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"  a  >  0 ", "a>0"},
      {"a === 'x  y'", "a==='x  y'"},
      {"typeof  a", "typeof a"},
      {"a + +b", "a+ +b"},
      {"a - - b", "a- -b"},
      {"a /* why */ && b // so", "a&&b"},
      {"1 .toFixed()", "1 .toFixed()"},
      {"f ( a , b )", "f(a,b)"},
      {"/a b/.test(c)  ", "/a b/.test(c)"},
      {"'it\\'s  /* no comment */'", "'it\\'s  /* no comment */'"},
      {"a /", "a /"},
      {"'open", "'open"},
      {"a /* open", "a"},
      {"", ""},
  };
  for (const auto& [source, canonical] : cases) EXPECT_EQ(canonical_expression(source), canonical);
}

TEST(CanonicalText, KeepsWhatQuotesHold) {
  EXPECT_EQ(canonical_text("  {\"a\":  \"b  c\"}\n"), "{\"a\": \"b  c\"}");
  EXPECT_EQ(canonical_text("return\n   x"), "return\nx");
  EXPECT_EQ(canonical_text("http://a  b"), "http://a b");
}

}  // namespace
}  // namespace norma::workflows::diff
