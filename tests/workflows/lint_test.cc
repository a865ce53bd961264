#include "workflows/lint.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ostream>
#include <string>
#include <vector>

#include "workflows/embedded.h"

namespace norma::workflows {

void PrintTo(const LintFinding& finding, std::ostream* out) { *out << format_finding(finding); }

namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::Field;
using testing::HasSubstr;
using testing::IsEmpty;

/// A definition of a need with these states; they begin on line 3.
std::string definition(std::string_view body, std::string_view name = "need") {
  return "<scxml xmlns='http://www.w3.org/2005/07/scxml' xmlns:norma='urn:norma:workflow:1' version='1.0' name='" +
         std::string(name) + "'\n datamodel='ecmascript'>\n" + std::string(body) + "\n</scxml>\n";
}

auto error_at(std::uint32_t line, std::string_view message) {
  return AllOf(Field("line", &LintFinding::line, line),
               Field("severity", &LintFinding::severity, LintFinding::Severity::kError),
               Field("message", &LintFinding::message, HasSubstr(std::string(message))));
}

TEST(Lint, FindsNothingInTheProductsDefinitions) {
  ASSERT_EQ(embedded_definitions().size(), 4U);
  for (const EmbeddedFile& file : embedded_definitions()) {
    for (const LintFinding& finding : lint(file.bytes)) ADD_FAILURE() << file.name << ':' << format_finding(finding);
  }
}

TEST(Lint, ReportsWhatCannotBeReadAtItsPlace) {
  EXPECT_THAT(lint("<scxml\n  <"), ElementsAre(Field(&LintFinding::severity, LintFinding::Severity::kError)));
  const std::vector<LintFinding> findings = lint(definition("<state id='a'>\n<transition target='nowhere'/></state>"));
  EXPECT_THAT(findings, ElementsAre(error_at(4, "nowhere")));
}

TEST(Lint, RefusesNamesThatAreNoKindOfCase) {
  EXPECT_THAT(lint(definition("<state id='a'/>", "package")), ElementsAre(error_at(1, "package")));
}

constexpr std::string_view kRegions = R"(<parallel id="both">
  <state id="left"><state id="l1">
    <transition event="submit-draft" TYPE/>
  </state><state id="l2"><transition event="return-draft" target="l1"/></state></state>
  <state id="right"><state id="r1"><transition event="decide-need" target="r2"/></state><state id="r2"/></state>
</parallel>
<state id="out"><transition event="plan-act" target="l2"/></state>)";

std::string regions(std::string_view type) {
  std::string body{kRegions};
  return definition(body.replace(body.find("TYPE"), 4, type));
}

TEST(Lint, FindsTransitionsThatLeaveAParallelFromOneRegion) {
  EXPECT_THAT(lint(regions("target='out'")), ElementsAre(error_at(5, "leaves the parallel 'both'")));
  EXPECT_THAT(lint(regions("target='out r2'")), testing::Not(IsEmpty()));
}

TEST(Lint, FindsTransitionsAcrossRegions) {
  const std::vector<LintFinding> findings = lint(regions("target='r2'"));
  EXPECT_THAT(findings, testing::Contains(error_at(5, "leaves the parallel 'both'")));
}

TEST(Lint, FindsARegionThatRestartsItsParallelBecauseItIsNotInternal) {
  const std::string body = R"(<parallel id="both">
  <state id="left"><transition event="submit-draft" target="l2" TYPE/><state id="l1"/><state id="l2"/></state>
  <state id="right"/>
</parallel>)";
  std::string external = body;
  std::string internal = body;
  EXPECT_THAT(lint(definition(external.replace(body.find("TYPE"), 4, ""))),
              ElementsAre(error_at(4, "write type=\"internal\"")));
  EXPECT_THAT(lint(definition(internal.replace(body.find("TYPE"), 4, "type='internal'"))), IsEmpty());
}

TEST(Lint, AllowsAParallelToBeLeftWhereTheTransitionSaysSo) {
  EXPECT_THAT(lint(regions("target='out' norma:leaves='both'")), IsEmpty());
  EXPECT_THAT(lint(regions("target='out' norma:leaves='other'")), ElementsAre(error_at(5, "leaves")));
}

TEST(Lint, NamesEachParallelThatIsLeft) {
  const std::string nested = definition(R"(<parallel id="outer"><state id="o1"><parallel id="inner">
  <state id="i1"><transition event="withdraw-case" target="end" norma:leaves="inner"/></state><state id="i2"/>
</parallel></state><state id="o2"/></parallel>
<final id="end"/>)");
  EXPECT_THAT(lint(nested), ElementsAre(error_at(4, "'outer'")));
}

TEST(Lint, LetsAParallelItselfBeLeft) {
  EXPECT_THAT(lint(definition(R"(<parallel id="both"><transition event="withdraw-case" target="end"/>
  <state id="left"/><state id="right"/></parallel><final id="end"/>)")),
              IsEmpty());
}

TEST(Lint, FindsStatesThatNothingLeadsTo) {
  const std::string body = R"(<state id="a"><transition event="plan-act" target="b2"/></state>
<state id="b" initial="b2">
  <state id="b1"/>
  <state id="b2"/></state>
<state id="c">
  <transition event="plan-act" target="a"/></state>)";
  EXPECT_THAT(lint(definition(body)), ElementsAre(error_at(5, "'b1'"), error_at(7, "'c'")));
}

TEST(Lint, FollowsHistoryAndTheOtherRegions) {
  const std::string body = R"(<state id="a"><transition event="plan-act" target="b2 c1"/>
  <transition event="adopt-act" target="h"/></state>
<parallel id="p"><state id="b"><state id="b1"/><state id="b2"/></state>
  <state id="c"><state id="c1"/></state><state id="d"><state id="d1"/></state>
  <history id="h" type="deep"><transition target="b1"/></history>
</parallel>)";
  EXPECT_THAT(lint(definition(body)), IsEmpty());
}

TEST(Lint, FindsEventsThatNothingRaises) {
  const auto with = [](std::string_view event) {
    return lint(definition("<state id='a'><transition event='" + std::string(event) + "'/></state>"));
  };
  for (const std::string_view unknown : {"submit_draft", "submit", "*", "complete-task", "register-person", "elapse-term",
                                         "task.no_such.accept", "term.no_such", "done.state.nowhere", "timer", "amendment",
                                         "mark-suspect", "recheck"}) {
    EXPECT_THAT(with(unknown), ElementsAre(error_at(3, unknown))) << unknown;
  }
  for (const std::string_view known : {"submit-draft", "done.state.a", "error.execution", "error.*", "amendment.opened",
                                       "term.wording", "done.invoke.x", "alignment.suspect", "recheck.extended"}) {
    EXPECT_THAT(with(known), IsEmpty()) << known;
  }
}

TEST(Lint, KnowsTheEventsOfTasksAndTerms) {
  const std::string body = R"(<state id="a">
  <norma:term id="wait" duration="P1M" rule="VPIL 75"/>
  <norma:task id="look" role="owner" command="complete-task" outcomes="accept return" term="wait"/>
  EVENTS</state>)";
  const auto with = [&body](std::string_view events) {
    std::string text{body};
    return lint(definition(text.replace(text.find("EVENTS"), 6, events)));
  };
  EXPECT_THAT(with("<transition event='term.wait task.look.accept task.look.return'/>"), IsEmpty());
  EXPECT_THAT(with("<transition event='term.wait task.look.*'/>"), IsEmpty());
  EXPECT_THAT(with("<transition event='term task'/>"), IsEmpty());
  EXPECT_THAT(with("<transition event='term.wait task.look.accept'/>"), ElementsAre(error_at(3, "task.look.return")));
  EXPECT_THAT(with("<transition event='task.look'/>"), ElementsAre(error_at(3, "term.wait")));
  EXPECT_THAT(with("<transition event='term task task.look.refuse'/>"), ElementsAre(error_at(6, "task.look.refuse")));
}

TEST(Lint, FindsTasksWhoseCommandIsNotTaken) {
  const std::string task = "<norma:task id='t' role='owner' command='plan-act'/>";
  EXPECT_THAT(lint(definition("<state id='a'>" + task + "</state>")), ElementsAre(error_at(3, "'plan-act'")));
  EXPECT_THAT(lint(definition("<state id='a'>" + task + "<state id='b'><transition event='plan-act'/></state></state>")),
              IsEmpty());
  EXPECT_THAT(lint(definition("<state id='a'><transition event='plan-act'/><state id='b'>" + task + "</state></state>")),
              IsEmpty());
}

TEST(Lint, FindsTasksThatOpenOnUnknownEvents) {
  EXPECT_THAT(lint(definition("<state id='a'><norma:task id='t' role='owner' command='plan-act' on='ask'/>"
                              "<transition event='plan-act'/></state>")),
              ElementsAre(error_at(3, "'ask'")));
}

struct DutyCase {
  std::string_view name;
  std::string_view element;
  std::string_view message;
};

void PrintTo(const DutyCase& duty, std::ostream* out) { *out << duty.element; }

class DutyLint : public testing::TestWithParam<DutyCase> {};

TEST_P(DutyLint, SaysWhatIsWrongAtTheElement) {
  // given a state that takes whatever the element may ask for
  const std::string body = "<state id='a'><transition event='plan-act task term'/>\n" + std::string(GetParam().element) +
                           "</state>";
  EXPECT_THAT(lint(definition(body)), testing::Contains(error_at(4, GetParam().message)));
}

INSTANTIATE_TEST_SUITE_P(
    Elements, DutyLint,
    testing::Values(
        DutyCase{"Unknown", "<norma:guard/>", "unknown element norma:guard"},
        DutyCase{"TaskWithoutId", "<norma:task role='owner' command='plan-act'/>", "needs an id"},
        DutyCase{"TaskIdNotPlain", "<norma:task id='a.b' role='owner' command='plan-act'/>", "needs an id"},
        DutyCase{"TaskWithoutRole", "<norma:task id='t' command='plan-act'/>", "needs a role"},
        DutyCase{"TaskRoleUnknown", "<norma:task id='t' role='minister' command='plan-act'/>", "unknown role 'minister'"},
        DutyCase{"TaskWithoutCommand", "<norma:task id='t' role='owner'/>", "needs a command"},
        DutyCase{"TaskCommandUnknown", "<norma:task id='t' role='owner' command='plan_act'/>", "unknown command 'plan_act'"},
        DutyCase{"TaskAttributeUnknown", "<norma:task id='t' role='owner' command='plan-act' due='P1M'/>", "no attribute 'due'"},
        DutyCase{"TaskWithoutOutcomes", "<norma:task id='t' role='owner' command='complete-task'/>", "needs outcomes"},
        DutyCase{"TaskOutcomesUnused", "<norma:task id='t' role='owner' command='plan-act' outcomes='x'/>", "only a task that"},
        DutyCase{"TaskOutcomeTwice", "<norma:task id='t' role='owner' command='complete-task' outcomes='x x'/>", "twice"},
        DutyCase{"TaskOutcomeNotPlain", "<norma:task id='t' role='owner' command='complete-task' outcomes='X'/>", "a-z"},
        DutyCase{"TaskHoldsState", "<norma:task id='t' role='owner' command='plan-act'><norma:term/></norma:task>", "only labels"},
        DutyCase{"TermWithoutEnd", "<norma:term id='t' rule='r'/>", "either duration or until"},
        DutyCase{"TermWithTwoEnds", "<norma:term id='t' rule='r' duration='P1M' until='evaluate_on'/>", "either duration or until"},
        DutyCase{"TermWithoutRule", "<norma:term id='t' duration='P1M'/>", "needs the rule"},
        DutyCase{"TermDurationUnknown", "<norma:term id='t' rule='r' duration='P1H'/>", "unknown duration 'P1H'"},
        DutyCase{"TermDateUnknown", "<norma:term id='t' rule='r' until='adopted_on'/>", "'adopted_on'"},
        DutyCase{"TermAttributeUnknown", "<norma:term id='t' rule='r' duration='P1M' calendar='lv'/>", "no attribute 'calendar'"},
        DutyCase{"TermClockUnknown", "<norma:term id='t' clock='T99'/>", "unknown clock 'T99'"},
        DutyCase{"TermClockWithLength", "<norma:term id='t' clock='T9' duration='P1M'/>", "from the clock"},
        DutyCase{"TermClockWithRule", "<norma:term id='t' clock='T9' rule='r'/>", "from the clock"},
        DutyCase{"TermClockWithoutOuter", "<norma:term id='t' clock='T4.sector'/>", "runs inside 'T4'"},
        DutyCase{"TermHardCoded", "<norma:term id='t' duration='P10B' rule='MK 606'/>", "write clock=\"T9\""},
        DutyCase{"LabelLanguage", "<norma:label lang='ru'>x</norma:label>", "in lv or en"},
        DutyCase{"LabelEmpty", "<norma:label lang='lv'> </norma:label>", "not empty"}),
    [](const testing::TestParamInfo<DutyCase>& instance) { return std::string(instance.param.name); });

TEST(Lint, FindsTermsThatTheStateDoesNotHave) {
  const std::string body = R"(<state id="a"><norma:term id="wait" duration="P1M" rule="r"/><transition event="term.wait"/></state>
<state id="b"><norma:task id="t" role="owner" command="plan-act" term="wait"/>
  <transition event="plan-act"/></state>)";
  EXPECT_THAT(lint(definition(body)), testing::Contains(error_at(4, "no term 'wait'")));
}

TEST(Lint, FindsKeysThatAreTaken) {
  const std::string body = R"(<state id="a"><norma:task id="t" role="owner" command="plan-act"/>
  <norma:task id="t" role="owner" command="plan-act"/><transition event="plan-act"/></state>)";
  EXPECT_THAT(lint(definition(body)), ElementsAre(error_at(4, "'t' is taken")));
}

TEST(Lint, FindsTasksWhereNobodyWouldLookForThem) {
  EXPECT_THAT(lint(definition("<final id='a'>\n<norma:task id='t' role='owner' command='plan-act'/></final>")),
              ElementsAre(error_at(4, "belongs to a state")));
}

TEST(Lint, FindsScriptsAndFunctions) {
  EXPECT_THAT(lint(definition("<script>var a = 1</script><state id='a'/>")), ElementsAre(error_at(3, "scripts")));
  EXPECT_THAT(lint(definition("<datamodel><data id='f' expr='function() { return 1 }'/></datamodel><state id='a'/>")),
              ElementsAre(error_at(3, "function")));
  EXPECT_THAT(lint(definition("<datamodel><data id='f'>function() { return 1 }</data></datamodel><state id='a'/>")),
              ElementsAre(error_at(3, "function")));
}

TEST(Lint, FindsExpressionsOfMoreThanOneStatement) {
  const auto with = [](std::string_view condition) {
    return lint(definition("<state id='a'>\n<transition event='plan-act' cond=\"" + std::string(condition) + "\"/></state>"));
  };
  EXPECT_THAT(with("a = 1; b"), ElementsAre(error_at(4, "more than one statement")));
  EXPECT_THAT(with("_event.data.outcome === 'a;b' /* ; */"), IsEmpty());
  EXPECT_THAT(with("'it\\'s; function'.length &gt; 0 // => ;"), IsEmpty());
  EXPECT_THAT(with("[1].some(x =&gt; x)"), ElementsAre(error_at(4, "function")));
  EXPECT_THAT(with("_event.data.functions &gt; 0"), IsEmpty());
}

}  // namespace
}  // namespace norma::workflows
