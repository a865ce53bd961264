#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

#include "engine/statechart/document.h"
#include "workflows/embedded.h"
#include "workflows/reader.h"

namespace norma::workflows {
namespace {

using statechart::Element;

Element root_of(std::string_view name) {
  for (const EmbeddedFile& file : embedded_definitions()) {
    if (file.name == name) return read_xml(file.bytes).value();
  }
  ADD_FAILURE() << name;
  return {};
}

const Element* find_id(const Element& element, std::string_view id) {
  if (element.attribute("id") == id) return &element;
  for (const Element& child : element.children) {
    if (const Element* found = find_id(child, id)) return found;
  }
  return nullptr;
}

/// Every state, task and the definition itself is shown to people; terms are shown by their rule.
void expect_labels(const Element& element) {
  const bool state = element.name == "scxml" || element.name == "state" || element.name == "parallel" || element.name == "final";
  if (state || element.name == "task") {
    std::multiset<std::string> languages;
    for (const Element& child : element.children) {
      if (child.name == "label") languages.emplace(child.attribute("lang").value_or(""));
    }
    EXPECT_EQ(languages, (std::multiset<std::string>{"en", "lv"})) << element.attribute("id").value_or("scxml");
  }
  for (const Element& child : element.children) expect_labels(child);
}

void expect_equal(const Element& left, const Element& right) {
  EXPECT_EQ(left.name, right.name) << left.line;
  // Between elements there is only the indentation.
  if (left.children.empty()) {
    EXPECT_EQ(left.text, right.text) << left.line;
  }
  ASSERT_EQ(left.attributes.size(), right.attributes.size()) << left.line;
  for (std::size_t i = 0; i < left.attributes.size(); ++i) {
    EXPECT_EQ(left.attributes[i].name, right.attributes[i].name) << left.line;
    EXPECT_EQ(left.attributes[i].value, right.attributes[i].value) << left.line;
  }
  ASSERT_EQ(left.children.size(), right.children.size()) << left.line;
  for (std::size_t i = 0; i < left.children.size(); ++i) expect_equal(left.children[i], right.children[i]);
}

TEST(Definitions, HaveLabelsInLatvianAndEnglish) {
  for (const EmbeddedFile& file : embedded_definitions()) expect_labels(read_xml(file.bytes).value());
}

TEST(Definitions, ActsAndAmendmentsArePreparedAlike) {
  const Element act = root_of("act.scxml");
  const Element amendment = root_of("amendment.scxml");
  ASSERT_NE(find_id(act, "preparation"), nullptr);
  ASSERT_NE(find_id(amendment, "preparation"), nullptr);
  expect_equal(*find_id(act, "preparation"), *find_id(amendment, "preparation"));
}

}  // namespace
}  // namespace norma::workflows
