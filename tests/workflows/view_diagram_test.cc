#include <gtest/gtest.h>

#include <functional>
#include <map>
#include <set>
#include <sstream>
#include <string>

#include "tests/workflows/view_fixture.h"
#include "workflows/reader.h"
#include "workflows/views/bpmn.h"
#include "workflows/views/bpmn_flow.h"
#include "workflows/views/mermaid.h"

namespace norma::workflows::views {
namespace {

using statechart::Element;

void each(const Element& element, const std::function<void(const Element&)>& visit) {
  visit(element);
  for (const Element& child : element.children) each(child, visit);
}

std::string id_of(const Element& element, std::string_view attribute) { return std::string(element.attribute(attribute).value_or("")); }

/// Every reference of a BPMN document leads somewhere, and everything is on the diagram.
void expect_whole(const Element& definitions) {
  std::map<std::string, const Element*> by_id;
  std::map<std::string, int> drawn;
  std::map<std::string, int> in_lanes;
  each(definitions, [&](const Element& element) {
    const std::string id = id_of(element, "id");
    if (!id.empty()) { EXPECT_TRUE(by_id.emplace(id, &element).second) << id; }
    if (const auto shown = element.attribute("bpmnElement")) ++drawn[std::string(*shown)];
    if (element.name == "flowNodeRef") ++in_lanes[element.text];
  });
  each(definitions, [&](const Element& element) {
    if (element.name == "sequenceFlow") {
      EXPECT_TRUE(by_id.contains(id_of(element, "sourceRef")) && by_id.contains(id_of(element, "targetRef"))) << id_of(element, "id");
      EXPECT_EQ(drawn[id_of(element, "id")], 1);
    }
    if (element.name == "incoming" || element.name == "outgoing") { EXPECT_TRUE(by_id.contains(element.text)); }
  });
  each(definitions, [&](const Element& element) {
    if (element.name != "process") return;
    for (const Element& child : element.children) {
      const bool is_node = child.name.ends_with("Event") || child.name.ends_with("ask") || child.name.ends_with("Gateway") || child.name == "subProcess";
      if (!is_node) continue;
      EXPECT_EQ(drawn[id_of(child, "id")], 1) << id_of(child, "id");
      EXPECT_EQ(in_lanes[id_of(child, "id")], 1) << id_of(child, "id");
      if (child.name == "boundaryEvent") { EXPECT_TRUE(by_id.contains(id_of(child, "attachedToRef"))); }
    }
  });
  for (const auto& [id, count] : drawn) EXPECT_TRUE(by_id.contains(id)) << id << count;
}

TEST(ViewBpmn, IsWellFormedAndWhole) {
  for (const Sample& sample : samples()) {
    SCOPED_TRACE(sample.name);
    const Result<Element> document = read_xml(bpmn(outline_of(sample.bytes), Language::kEn).value());
    ASSERT_TRUE(document) << document.error().details.front();
    expect_whole(*document);
  }
  for (std::uint32_t seed = 1; seed <= 60; ++seed) {
    SCOPED_TRACE(seed);
    const std::string text = bpmn(outline_of(random_chart(seed, 2 + seed % 20)), Language::kLv).value();
    const Result<Element> document = read_xml(text);
    ASSERT_TRUE(document) << document.error().details.front();
    expect_whole(*document);
  }
}

TEST(ViewBpmn, HasEveryTaskOnceInTheLaneOfItsRole) {
  for (const Sample& sample : samples()) {
    const Outline outline = outline_of(sample.bytes);
    const FlowGraph flow = process_flow(outline, Language::kEn);
    std::map<std::string, int> tasks;
    for (const FlowNode& node : flow.nodes) {
      if (node.kind == FlowNode::Kind::kUserTask) ++tasks[node.name + " / " + flow.lanes[node.lane]];
    }
    std::map<std::string, int> wanted;
    for (const acts::StateDuties& asked : outline.duties) {
      for (const acts::TaskTemplate& task : asked.tasks) {
        constexpr const char* kLanes[] = {"Owner", "Coordinator", "Drafter", "Approver", "Opinion giver", "Addressee"};
        ++wanted[outline.task_label(task.key, Language::kEn) + " / " + kLanes[static_cast<std::size_t>(task.part)]];
      }
    }
    EXPECT_EQ(tasks, wanted) << sample.name;
  }
}

TEST(ViewBpmn, SaysThatItIsAViewOfWhichDefinition) {
  const std::string text = bpmn(outline_of(samples().front().bytes), Language::kEn).value();
  EXPECT_NE(text.find("isExecutable=\"false\""), std::string::npos);
  EXPECT_NE(text.find("SHA-256 5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a"), std::string::npos);
  EXPECT_NE(text.find("lost: histories"), std::string::npos);
}

/// Boxes that are open at each line; Mermaid takes arrows between states of one box alone.
void expect_arrows_stay_in_their_box(const std::string& diagram) {
  std::istringstream lines(diagram);
  std::vector<std::set<std::string>> known(1);
  std::set<std::string> all;
  std::vector<std::vector<std::pair<std::string, std::string>>> arrows(1);
  const auto close = [&] {
    for (const auto& [from, to] : arrows.back()) {
      EXPECT_TRUE(from == "[*]" || known.back().contains(from)) << from << " --> " << to;
      EXPECT_TRUE(to == "[*]" || known.back().contains(to)) << from << " --> " << to;
    }
    arrows.pop_back();
    known.pop_back();
  };
  for (std::string line; std::getline(lines, line);) {
    line.erase(0, line.find_first_not_of(' '));
    if (line.starts_with("state \"")) {
      const std::size_t as = line.rfind("\" as ");
      ASSERT_NE(as, std::string::npos) << line;
      std::string name = line.substr(as + 5);
      const bool opens = name.ends_with(" {");
      if (opens) name.resize(name.size() - 2);
      EXPECT_TRUE(all.insert(name).second) << "twice: " << name;
      known.back().insert(name);
      if (opens) {
        known.emplace_back();
        arrows.emplace_back();
      }
    } else if (line.starts_with("state ")) {
      known.back().insert(line.substr(6, line.find(' ', 6) - 6));
    } else if (line == "}") {
      close();
    } else if (const std::size_t arrow = line.find(" --> "); arrow != std::string::npos) {
      arrows.back().emplace_back(line.substr(0, arrow), line.substr(arrow + 5, line.find(" : ", arrow) - arrow - 5));
    }
  }
  ASSERT_EQ(known.size(), 1U);
  close();
}

TEST(ViewMermaid, HasEveryStateOnceAndNoArrowAcrossBoxes) {
  for (const Sample& sample : samples()) {
    SCOPED_TRACE(sample.name);
    expect_arrows_stay_in_their_box(mermaid(outline_of(sample.bytes), Language::kLv));
  }
  for (std::uint32_t seed = 1; seed <= 100; ++seed) {
    const std::string chart = random_chart(seed, 2 + seed % 25);
    SCOPED_TRACE(chart);
    expect_arrows_stay_in_their_box(mermaid(outline_of(chart), Language::kLv));
  }
}

TEST(ViewMermaid, DrawsConcurrentSectionsOnlyWhereNothingCrossesThem) {
  const auto drawn = [](const std::string& left, const std::string& right) {
    return mermaid(outline_of("<scxml xmlns='http://www.w3.org/2005/07/scxml' version='1.0'><parallel id='p'><state id='l'>" + left +
                              "</state><state id='r'>" + right + "</state></parallel></scxml>"),
                   Language::kEn);
  };
  const std::string apart = drawn("<state id='a'><transition event='e' target='b'/></state><state id='b'/>", "<state id='c'/>");
  EXPECT_NE(apart.find("\n    --\n"), std::string::npos) << apart;
  EXPECT_EQ(apart.find("<<fork>>"), std::string::npos);
  const std::string crossing = drawn("<state id='a'><transition event='e' target='c'/></state>", "<state id='c'/>");
  EXPECT_EQ(crossing.find("\n    --\n"), std::string::npos) << crossing;
  EXPECT_NE(crossing.find("<<fork>>"), std::string::npos);
  const std::string boxed = drawn("<state id='a'><transition event='e' target='b'/></state><state id='b'><state id='d'/></state>", "");
  EXPECT_NE(boxed.find("<<fork>>"), std::string::npos) << boxed;
}

TEST(ViewMermaid, EscapesWhatItsParserWouldRead) {
  const std::string diagram = mermaid(outline_of(samples().back().bytes), Language::kEn);
  EXPECT_NE(diagram.find("Left #124; side"), std::string::npos);
  EXPECT_NE(diagram.find("state \"left.one\" as s_"), std::string::npos) << diagram;
}

}  // namespace
}  // namespace norma::workflows::views
