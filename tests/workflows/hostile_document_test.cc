#include <gtest/gtest.h>

#include <ctime>
#include <functional>
#include <ostream>
#include <string>

#include "workflows/lint.h"
#include "workflows/reader.h"
#include "workflows/views/outline.h"

namespace norma::workflows {
namespace {

constexpr const char* kOpen = "<scxml xmlns='http://www.w3.org/2005/07/scxml' version='1.0' name='act' datamodel='ecmascript'";

std::string scxml(const std::string& inside, const std::string& attributes = "") {
  return std::string(kOpen) + " " + attributes + ">" + inside + "</scxml>";
}

std::string times(std::size_t count, const std::string& text) {
  std::string all;
  all.reserve(count * text.size());
  for (std::size_t i = 0; i < count; ++i) all += text;
  return all;
}

std::string numbered(std::size_t count, const std::function<std::string(const std::string&)>& make) {
  std::string all;
  for (std::size_t i = 0; i < count; ++i) all += make(std::to_string(i));
  return all;
}

std::string leaf(const std::string& number) { return "<state id='s" + number + "'/>"; }

/// A document that nobody means well with, and how its refusal begins: "line:column: message".
struct Hostile {
  const char* name;
  std::string (*make)();
  const char* refusal;
};

void PrintTo(const Hostile& hostile, std::ostream* out) { *out << hostile.name; }

class HostileDocument : public testing::TestWithParam<Hostile> {};

/// Sanitizers and crowded machines get more than what is promised.
constexpr double kFactor = 5;
constexpr double kPromisedSeconds = 2;

TEST_P(HostileDocument, IsRefusedSoonWithItsPlace) {
  const std::string bytes = GetParam().make();
  const std::clock_t before = std::clock();
  const std::vector<LintFinding> findings = lint(bytes);
  const Result<views::Outline> outline = views::read_outline(bytes, "");
  const double seconds = static_cast<double>(std::clock() - before) / CLOCKS_PER_SEC;
  EXPECT_LT(seconds, kPromisedSeconds * kFactor);
  ASSERT_FALSE(findings.empty());
  EXPECT_EQ(findings.front().severity, LintFinding::Severity::kError);
  const std::string refusal = format_finding(findings.front());
  EXPECT_TRUE(refusal.starts_with(GetParam().refusal)) << refusal.substr(0, 300);
}

/// Nested as deeply as there are bytes.
std::string nested(const std::string& open, const std::string& close, std::size_t depth) { return times(depth, open) + times(depth, close); }

INSTANTIATE_TEST_SUITE_P(
    Text, HostileDocument,
    testing::Values(
        Hostile{"empty", [] { return std::string(); }, "1:1: "},
        Hostile{"spaces alone", [] { return std::string("  \n\n  "); }, "3:3: "},
        Hostile{"a comment alone", [] { return std::string("<!-- nothing -->"); }, "1:17: "},
        Hostile{"words alone", [] { return std::string("hello"); }, "1:6: "},
        Hostile{"truncated in a tag", [] { return std::string("<scxml>\n <state id='a'"); }, "2:"},
        Hostile{"truncated between tags", [] { return std::string("<scxml>\n <state id='a'>\n"); }, "2:"},
        Hostile{"another end tag", [] { return std::string("<scxml>\n<state></parallel></scxml>"); }, "2:"},
        Hostile{"text after the root", [] { return scxml("<state id='a'/>") + "\nmore"; }, "2:1: "},
        Hostile{"text before the root", [] { return "more " + scxml("<state id='a'/>"); }, "1:1: "},
        Hostile{"two roots", [] { return scxml("<state id='a'/>") + "\n" + scxml("<state id='b'/>"); }, "2:1: "},
        Hostile{"not UTF-8", [] { return scxml("\n<state id='\xC3\x28'/>"); }, "2:12: "},
        Hostile{"an overlong letter", [] { return scxml("<state id='a'/>\n\xC0\xAF"); }, "2:1: "},
        Hostile{"half a surrogate", [] { return scxml("\n\xED\xA0\x80"); }, "2:1: "},
        Hostile{"UTF-16", [] { return std::string("\xFF\xFE<\0s\0/\0>\0", 10); }, "1:1: "},
        Hostile{"another encoding declared",
                [] { return "<?xml version='1.0' encoding='ISO-8859-1'?>\n" + scxml("<state id='a'/>"); }, "1:1: "},
        Hostile{"a zero byte", [] { return scxml("<state id='a'/>\n") + std::string(1, '\0') + "<bad"; }, "2:9: "},
        Hostile{"a zero byte inside", [] { return scxml("\n<state id='a" + std::string(1, '\0') + "b'/>"); }, "2:"},
        Hostile{"a control character", [] { return scxml("\n<state id='a\x01'/>"); }, "2:13: "},
        Hostile{"a letter that XML has not", [] { return scxml("\n\xEF\xBF\xBF"); }, "2:1: "},
        Hostile{"a reference to a control character", [] { return scxml("\n<state id='&#1;'/>"); }, "2:"},
        Hostile{"a reference to a zero byte", [] { return scxml("\n<state id='a'>&#0;</state>"); }, "2:"},
        Hostile{"an unknown entity", [] { return scxml("\n<state id='&lol;'/>"); }, "2:"},
        Hostile{"an unknown entity in text", [] { return scxml("\n<state id='a'>&lol;</state>"); }, "2:"},
        Hostile{"a lone ampersand", [] { return scxml("\n<state id='a & b'/>"); }, "2:"},
        Hostile{"a bracket in an attribute", [] { return scxml("\n<state id='a<b'/>"); }, "2:"},
        Hostile{"a prefix from nowhere", [] { return scxml("\n  <lost:state id='a'/>"); }, "2:3: "},
        Hostile{"a prefix of an attribute from nowhere", [] { return scxml("\n<state lost:id='a'/>"); }, "2:1: "},
        Hostile{"an attribute twice", [] { return scxml("\n<state id='a' id='b'/>"); }, "2:1: "},
        Hostile{"billion laughs",
                [] {
                  std::string types = "<!DOCTYPE lolz [<!ENTITY lol0 'lol'>";
                  for (int i = 1; i < 10; ++i) {
                    const std::string inner = "&lol" + std::to_string(i - 1) + ";";
                    types += "<!ENTITY lol" + std::to_string(i) + " '" + times(10, inner) + "'>";
                  }
                  return types + "]>\n" + scxml("<state id='&lol9;'/>");
                },
                "1:1: a document type declaration"},
        Hostile{"an external entity",
                [] { return "<?xml version='1.0'?>\n<!DOCTYPE scxml [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>\n" + scxml("<state id='&x;'/>"); },
                "2:1: a document type declaration"}));

INSTANTIATE_TEST_SUITE_P(
    Size, HostileDocument,
    testing::Values(
        Hostile{"ten megabytes in an attribute", [] { return scxml("<state id='" + std::string(10'000'000, 'a') + "'/>"); }, "1:1: "},
        Hostile{"three megabytes in an attribute", [] { return scxml("\n<state id='" + std::string(3'000'000, 'a') + "'/>"); }, "2:1: "},
        Hostile{"a hundred thousand states", [] { return scxml(numbered(100'000, leaf)); }, "1:"},
        Hostile{"fifty thousand states", [] { return scxml(numbered(49'000, leaf)); }, "1:"},
        Hostile{"forty thousand transitions",
                [] { return scxml("<state id='a'>\n" + times(40'000, "<transition event='e'/>") + "</state>"); }, "2:"},
        Hostile{"states nested a hundred thousand times",
                [] { return scxml(nested("<state>", "</state>", 100'000)); }, "1:"},
        Hostile{"foreign elements nested a hundred thousand times",
                [] { return scxml(nested("<a xmlns='u:u'>", "</a>", 100'000)); }, "1:"},
        Hostile{"states nested a hundred times", [] { return scxml("\n" + nested("<state>", "</state>", 100)); }, "2:"},
        Hostile{"conditions nested a hundred times",
                [] { return scxml("<state id='a'><onentry>\n" + nested("<if cond='1'>", "</if>", 100) + "</onentry></state>"); }, "2:"},
        Hostile{"loops nested a hundred times",
                [] { return scxml("<state id='a'><onentry>\n" + nested("<foreach array='[1,2]' item='i'>", "</foreach>", 100) + "</onentry></state>"); },
                "2:"},
        Hostile{"charts nested in charts",
                [] { return scxml("\n" + nested("<state><invoke><content><scxml xmlns='http://www.w3.org/2005/07/scxml' version='1.0'>", "</scxml></content></invoke></state>", 20)); },
                "2:"},
        Hostile{"thousands of attributes",
                [] { return scxml(times(30, "\n<state " + numbered(9'000, [](const std::string& n) { return "a" + n + "='' "; }) + "/>")); }, "2:1: "},
        Hostile{"thousands of namespaces",
                [] { return "<scxml " + numbered(4'000, [](const std::string& n) { return "xmlns:n" + n + "='u' "; }) + ">\n" + times(45'000, "<n1:a/>") + "</scxml>"; },
                "1:1: "},
        Hostile{"contents inside contents",
                [] { return scxml("<datamodel>\n" + times(150, "<data id='d'>") + std::string(3'500'000, 'x') + times(150, "</data>") + "</datamodel><state id='a'/>"); },
                "2:"}));

INSTANTIATE_TEST_SUITE_P(
    States, HostileDocument,
    testing::Values(
        Hostile{"no state", [] { return scxml(""); }, "1:1: "},
        Hostile{"another root", [] { return std::string("<html/>"); }, "1:1: "},
        Hostile{"an unknown data model", [] { return std::string("<scxml xmlns='http://www.w3.org/2005/07/scxml' version='1.0' datamodel='xpath'><state/></scxml>"); }, "1:1: "},
        Hostile{"an id twice", [] { return scxml("<state id='a'/>\n<state id='a'/>"); }, "2:1: "},
        Hostile{"a target that is nowhere", [] { return scxml("<state id='a'>\n<transition event='e' target='b'/></state>"); }, "2:1: "},
        Hostile{"a target that is the chart", [] { return scxml("<state id='a'>\n<transition event='e' target='act'/></state>"); }, "2:1: "},
        Hostile{"an empty target", [] { return scxml("<state id='a'>\n<transition event='e' target=' '/></state>"); }, "2:1: "},
        Hostile{"targets that exclude each other",
                [] { return scxml("<state id='a'>\n<transition event='e' target='a b'/></state><state id='b'/>"); }, "2:1: "},
        Hostile{"a target inside another",
                [] { return scxml("<state id='a'><state id='b'/>\n<transition event='e' target='b a'/></state>"); }, "2:1: "},
        Hostile{"thousands of targets",
                [] {
                  return scxml("<parallel id='p'>" + numbered(4'000, leaf) + "\n" +
                               times(100, "<transition event='e' target='" + numbered(4'000, [](const std::string& n) { return "s" + n + " "; }) + "s0'/>") +
                               "</parallel>");
                },
                "2:1: "},
        Hostile{"an initial state that is nowhere", [] { return scxml("<state id='a'/>", "initial='b'"); }, "1:1: "},
        Hostile{"an initial state outside", [] { return scxml("\n<state id='a' initial='b'><state id='c'/></state><state id='b'/>"); }, "2:1: "},
        Hostile{"an initial state that is itself", [] { return scxml("\n<state id='a' initial='a'><state id='c'/></state>"); }, "2:1: "},
        Hostile{"initial states that name each other",
                [] { return scxml("\n<state id='a' initial='b'><state id='b' initial='a'><state id='c'/></state></state>"); }, "2:"},
        Hostile{"an initial state given twice",
                [] { return scxml("<state id='a' initial='b'>\n<initial><transition target='b'/></initial><state id='b'/></state>"); }, "2:1: "},
        Hostile{"an initial element without a transition", [] { return scxml("<state id='a'>\n<initial/><state id='b'/></state>"); }, "2:1: "},
        Hostile{"histories that name each other",
                [] {
                  return scxml("<state id='a'><state id='b'/><history id='h'>\n<transition target='g'/></history>"
                               "<history id='g'><transition target='h'/></history></state>");
                },
                "2:1: "},
        Hostile{"a history that is its own default",
                [] { return scxml("<state id='a'><state id='b'/><history id='h'>\n<transition target='h'/></history></state>"); }, "2:1: "},
        Hostile{"a history without a default", [] { return scxml("<state id='a'><state id='b'/>\n<history id='h'/></state>"); }, "2:1: "},
        Hostile{"states in a final state", [] { return scxml("<final id='a'>\n<state id='b'/></final>"); }, "2:1: "},
        Hostile{"a transition in a final state", [] { return scxml("<final id='a'>\n<transition event='e'/></final>"); }, "2:1: "},
        Hostile{"an unknown element", [] { return scxml("<state id='a'>\n<goto/></state>"); }, "2:1: "},
        Hostile{"an unknown transition type", [] { return scxml("<state id='a'>\n<transition type='sideways' event='e'/></state>"); }, "2:1: "},
        Hostile{"wide defaults for many transitions",
                [] {
                  return scxml("<parallel id='p'>" + numbered(3'900, leaf) + "</parallel><state id='a'>\n" +
                               times(16'000, "<transition event='e' target='p'/>") + "</state><state id='a'/>");
                },
                ""}));

INSTANTIATE_TEST_SUITE_P(
    Content, HostileDocument,
    testing::Values(
        Hostile{"content that is not executable", [] { return scxml("<state id='a'><onentry>\n<state id='b'/></onentry></state>"); }, "2:1: "},
        Hostile{"a raise without an event", [] { return scxml("<state id='a'><onentry>\n<raise/></onentry></state>"); }, "2:1: "},
        Hostile{"an if without a condition", [] { return scxml("<state id='a'><onentry>\n<if/></onentry></state>"); }, "2:1: "},
        Hostile{"content after else", [] { return scxml("<state id='a'><onentry><if cond='1'><else/>\n<elseif cond='2'/></if></onentry></state>"); }, "2:1: "},
        Hostile{"a foreach without an array", [] { return scxml("<state id='a'><onentry>\n<foreach item='i'/></onentry></state>"); }, "2:1: "},
        Hostile{"a send with two targets", [] { return scxml("<state id='a'><onentry>\n<send target='x' targetexpr='y'/></onentry></state>"); }, "2:1: "},
        Hostile{"a script from elsewhere", [] { return scxml("<state id='a'/>\n<script src='file:///etc/passwd'/>"); }, "2:1: "},
        Hostile{"a long expression", [] { return scxml("<state id='a'>\n<transition event='e' cond='" + std::string(70'000, '1') + "'/></state>"); }, "2:1: "},
        Hostile{"two global scripts", [] { return scxml("<script>1</script>\n<script>2</script><state id='a'/>"); }, "2:1: "},
        Hostile{"a task without a role",
                [] { return scxml("<state id='a'>\n<norma:task xmlns:norma='urn:norma:workflow:1' id='t' command='submit-draft'/></state>"); }, "2:1: "},
        Hostile{"a term without an end",
                [] { return scxml("<state id='a'><transition event='term.t'/>\n<norma:term xmlns:norma='urn:norma:workflow:1' id='t' rule='r'/></state>"); }, "2:1: "}));

TEST(HostileDocument, ConditionsOfAnyDepthAreReadWithoutRecursionOutOfBounds) {
  for (const char* letter : {"(", "!", "[", "{", "-", "In(", "a?", "a.", "f(", "'", "\\"}) {
    const std::string deep = times(60'000 / std::string(letter).size(), letter);
    const std::string bytes = scxml("<state id='a'><transition event='e' cond=\"" + deep + "\"/></state>");
    EXPECT_TRUE(views::read_outline(bytes, "")) << letter;
    EXPECT_FALSE(lint(bytes).empty()) << letter;
  }
}

TEST(HostileDocument, DeepDataIsReadWithoutRecursionOutOfBounds) {
  for (const char* letter : {"[", "{\"a\":", "&lt;a&gt;", "[[],", "\"", "-"}) {
    const std::string deep = times(3'900'000 / std::string(letter).size(), letter);
    const std::string bytes = scxml("<datamodel><data id='d'>" + deep + "</data></datamodel><state id='a'/>");
    const std::clock_t before = std::clock();
    EXPECT_TRUE(views::read_outline(bytes, "")) << letter;
    EXPECT_LT(static_cast<double>(std::clock() - before) / CLOCKS_PER_SEC, kPromisedSeconds * kFactor) << letter;
  }
}

TEST(HostileDocument, IdsWithOddLettersAreKeptAsTheyAre) {
  for (const char* id : {"ā", "a.b-c_d", "constructor", "__proto__", "toString", "1", "*", "a'b", "&amp;", "日本"}) {
    const std::string bytes = scxml("<state id=\"" + std::string(id) + "\"><transition event='e' target=\"" + id + "\"/></state>");
    const Result<views::Outline> outline = views::read_outline(bytes, "");
    ASSERT_TRUE(outline) << id;
    EXPECT_EQ(outline->chart->id(1), std::string(id) == "&amp;" ? "&" : id);
    EXPECT_EQ(outline->chart->transition(0).targets.size(), 1U) << id;
  }
}

TEST(HostileDocument, EveryPrefixOfADefinitionIsRefusedWithAPlace) {
  const std::string whole = scxml("<state id='a'>\n<onentry><log expr='1'/></onentry><![CDATA[x]]><!-- c -->&amp;\n<transition event='e' cond='1 &lt; 2'/></state>\n");
  ASSERT_TRUE(read_xml(whole));
  for (std::size_t size = 0; size < whole.size(); ++size) {
    const Result<statechart::Element> read = read_xml(std::string_view(whole).substr(0, size));
    ASSERT_FALSE(read) << size;
    const std::vector<LintFinding> findings = lint(std::string_view(whole).substr(0, size));
    ASSERT_EQ(findings.size(), 1U);
    EXPECT_GE(findings.front().line, 1U);
    EXPECT_GE(findings.front().column, 1U);
  }
}

}  // namespace
}  // namespace norma::workflows
