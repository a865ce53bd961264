#include <gtest/gtest.h>
#include <libxml/relaxng.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <ostream>
#include <sstream>
#include <string>

#include "tests/workflows/view_fixture.h"

namespace norma::workflows {
namespace {

template <auto kFree>
struct Free {
  template <class T>
  void operator()(T* pointer) const { kFree(pointer); }
};

void collect(void* text, xmlError* error) {
  if (error != nullptr && error->message != nullptr) *static_cast<std::string*>(text) += std::to_string(error->line) + ": " + error->message;
}

/// scxml.rng beside this file: the structure that the Recommendation demands, in words of our own.
class ScxmlStructure : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    const std::string text = views::read_source("tests/workflows/scxml.rng");
    const std::unique_ptr<xmlRelaxNGParserCtxt, Free<xmlRelaxNGFreeParserCtxt>> parser(xmlRelaxNGNewMemParserCtxt(text.data(), static_cast<int>(text.size())));
    schema_ = xmlRelaxNGParse(parser.get());
    ASSERT_NE(schema_, nullptr);
  }
  static void TearDownTestSuite() { xmlRelaxNGFree(schema_); }

  /// What is wrong with a document; empty when it is valid.
  static std::string faults(const std::string& bytes) {
    std::string text;
    xmlSetStructuredErrorFunc(&text, collect);
    const std::unique_ptr<xmlDoc, Free<xmlFreeDoc>> document(xmlReadMemory(bytes.data(), static_cast<int>(bytes.size()), "document", nullptr, XML_PARSE_NONET));
    if (document) {
      const std::unique_ptr<xmlRelaxNGValidCtxt, Free<xmlRelaxNGFreeValidCtxt>> validator(xmlRelaxNGNewValidCtxt(schema_));
      xmlRelaxNGSetValidStructuredErrors(validator.get(), collect, &text);
      if (xmlRelaxNGValidateDoc(validator.get(), document.get()) != 0 && text.empty()) text = "not valid";
    } else if (text.empty()) {
      text = "cannot be read";
    }
    xmlSetStructuredErrorFunc(nullptr, nullptr);
    return text;
  }

  static xmlRelaxNG* schema_;
};

xmlRelaxNG* ScxmlStructure::schema_ = nullptr;

TEST_F(ScxmlStructure, OfOurDefinitionsIsWhatTheRecommendationDemands) {
  for (const views::Sample& sample : views::samples()) EXPECT_EQ(faults(sample.bytes), "") << sample.name;
}

TEST_F(ScxmlStructure, TakesTheDocumentsOfW3cSuite) {
  const char* given = std::getenv("NORMA_SUITES");
  const char* source = std::getenv("NORMA_SOURCE_DIR");
  const std::filesystem::path suites = given != nullptr ? given : std::filesystem::path(source == nullptr ? "." : source) / ".." / "shared" / "suites";
  std::error_code failure;
  std::size_t read = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(suites / "scxml-w3c", failure)) {
    const std::filesystem::path& path = entry.path();
    if (path.extension() != ".scxml") continue;
    std::ifstream in(path, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    ++read;
    EXPECT_EQ(faults(text.str()), "") << path;
  }
  if (read == 0) GTEST_SKIP() << "no suite in " << suites;
}

struct Wrong {
  const char* rule;
  const char* inside;
};

void PrintTo(const Wrong& wrong, std::ostream* out) { *out << wrong.rule; }

class ScxmlStructureRule : public ScxmlStructure, public testing::WithParamInterface<Wrong> {
 protected:
  static std::string whole(const std::string& inside) {
    return inside.starts_with("<scxml") ? inside : "<scxml xmlns='http://www.w3.org/2005/07/scxml' version='1.0'>" + inside + "</scxml>";
  }
};

TEST_P(ScxmlStructureRule, IsHeld) { EXPECT_NE(faults(whole(GetParam().inside)), "") << GetParam().inside; }

INSTANTIATE_TEST_SUITE_P(
    Tables, ScxmlStructureRule,
    testing::Values(
        Wrong{"3.2 version is required", "<scxml xmlns='http://www.w3.org/2005/07/scxml'><state/></scxml>"},
        Wrong{"3.2 version is 1.0", "<scxml xmlns='http://www.w3.org/2005/07/scxml' version='2.0'><state/></scxml>"},
        Wrong{"3.2 binding is early or late", "<scxml xmlns='http://www.w3.org/2005/07/scxml' version='1.0' binding='soon'><state/></scxml>"},
        Wrong{"3.2 the namespace", "<scxml version='1.0'><state/></scxml>"}, Wrong{"3.2 no transition", "<transition event='e'/>"},
        Wrong{"3.2 no history", "<history><transition target='a'/></history>"}, Wrong{"3.2 one datamodel", "<datamodel/><datamodel/>"},
        Wrong{"3.2 one script", "<script>1</script><script>2</script>"}, Wrong{"3.2 no text", "hello"},
        Wrong{"3.3 one initial", "<state><initial><transition target='a'/></initial><initial><transition target='a'/></initial><state id='a'/></state>"},
        Wrong{"3.3 initial as attribute or element", "<state initial='a'><initial><transition target='a'/></initial><state id='a'/></state>"},
        Wrong{"3.3 one datamodel", "<state><datamodel/><datamodel/></state>"}, Wrong{"3.3 ids are names", "<state id='1 a'/>"},
        Wrong{"3.3 no unknown attribute", "<state name='a'/>"}, Wrong{"3.3 no content outside of entry", "<state><log/></state>"},
        Wrong{"3.4 no final", "<parallel><final/></parallel>"}, Wrong{"3.4 no initial", "<parallel initial='a'><state id='a'/></parallel>"},
        Wrong{"3.5 something of event, cond, target", "<state><transition/></state>"},
        Wrong{"3.5 type is internal or external", "<state><transition event='e' type='sideways'/></state>"},
        Wrong{"3.5 targets are ids", "<state><transition target='a,b'/></state>"},
        Wrong{"3.5 descriptors end in a star, not begin", "<state><transition event='*.a'/></state>"},
        Wrong{"3.5 no state inside", "<state><transition event='e'><state/></transition></state>"},
        Wrong{"3.6 a transition is needed", "<state><initial/><state id='a'/></state>"},
        Wrong{"3.6 without event", "<state><initial><transition event='e' target='a'/></initial><state id='a'/></state>"},
        Wrong{"3.6 with a target", "<state><initial><transition cond='1'/></initial><state id='a'/></state>"},
        Wrong{"3.7 no transition", "<final><transition event='e'/></final>"}, Wrong{"3.7 no state", "<final><state/></final>"},
        Wrong{"3.7 one donedata", "<final><donedata><content expr='1'/></donedata><donedata><content expr='1'/></donedata></final>"},
        Wrong{"3.10 a transition is needed", "<state><history/></state>"},
        Wrong{"3.10 type is shallow or deep", "<state><history type='wide'><transition target='a'/></history><state id='a'/></state>"},
        Wrong{"4.2 event is required", "<state><onentry><raise/></onentry></state>"},
        Wrong{"4.3 cond is required", "<state><onentry><if/></onentry></state>"},
        Wrong{"4.3 else is last", "<state><onentry><if cond='1'><else/><elseif cond='2'/></if></onentry></state>"},
        Wrong{"4.3 else once", "<state><onentry><if cond='1'><else/><else/></if></onentry></state>"},
        Wrong{"4.4 elseif is in if", "<state><onentry><elseif cond='1'/></onentry></state>"},
        Wrong{"4.6 array is required", "<state><onentry><foreach item='i'/></onentry></state>"},
        Wrong{"4.6 item is required", "<state><onentry><foreach array='a'/></onentry></state>"},
        Wrong{"5.3 id is required", "<datamodel><data expr='1'/></datamodel>"},
        Wrong{"5.3 one of src, expr, content", "<datamodel><data id='a' expr='1' src='x'/></datamodel>"},
        Wrong{"5.4 location is required", "<state><onentry><assign expr='1'/></onentry></state>"},
        Wrong{"5.4 expr or content", "<state><onentry><assign location='a' expr='1'>2</assign></onentry></state>"},
        Wrong{"5.5 content or params", "<final><donedata><content expr='1'/><param name='a' expr='1'/></donedata></final>"},
        Wrong{"5.6 expr or children", "<final><donedata><content expr='1'>x</content></donedata></final>"},
        Wrong{"5.7 name is required", "<final><donedata><param expr='1'/></donedata></final>"},
        Wrong{"5.7 expr or location", "<final><donedata><param name='a' expr='1' location='b'/></donedata></final>"},
        Wrong{"5.8 src or text", "<script src='a'>1</script>"},
        Wrong{"6.2 event or eventexpr", "<state><onentry><send event='a' eventexpr='b'/></onentry></state>"},
        Wrong{"6.2 id or idlocation", "<state><onentry><send id='a' idlocation='b'/></onentry></state>"},
        Wrong{"6.2 content or values", "<state><onentry><send><content expr='1'/><param name='a' expr='1'/></send></onentry></state>"},
        Wrong{"6.2 delays have a unit", "<state><onentry><send event='a' delay='5'/></onentry></state>"},
        Wrong{"6.3 sendid or sendidexpr", "<state><onentry><cancel/></onentry></state>"},
        Wrong{"6.4 src or srcexpr", "<state><invoke src='a' srcexpr='b'/></state>"},
        Wrong{"6.4 autoforward is true or false", "<state><invoke autoforward='maybe'/></state>"},
        Wrong{"6.4 not in a final state", "<final><invoke src='a'/></final>"},
        Wrong{"6.5 one finalize", "<state><invoke src='a'><finalize/><finalize/></invoke></state>"},
        Wrong{"6.5 finalize is in invoke", "<state><finalize/></state>"}));

}  // namespace
}  // namespace norma::workflows
