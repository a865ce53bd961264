#include "tests/workflows/view_fixture.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include "workflows/embedded.h"

namespace norma::workflows::views {
namespace {

/// Writes one random chart; every state that has states inside may hold a history.
class ChartWriter {
 public:
  ChartWriter(std::uint32_t seed, std::size_t states) : random_(seed), left_(states) {}

  std::string write() {
    Node root{"", "scxml", {}};
    while (left_ > 0) root.inside.push_back(make(0));
    collect(root);
    return "<scxml xmlns='http://www.w3.org/2005/07/scxml' version='1.0' name='random'>" + inside(root) + "</scxml>";
  }

 private:
  struct Node {
    std::string id, element;
    std::vector<Node> inside;
  };

  std::size_t pick(std::size_t below) { return std::uniform_int_distribution<std::size_t>(0, below - 1)(random_); }

  Node make(std::size_t depth) {
    --left_;
    Node node{"s" + std::to_string(next_++), "state", {}};
    const std::size_t kind = depth < 4 ? pick(6) : 0;
    if (kind == 5) node.element = "parallel";
    if (kind < 3) return node;
    for (std::size_t count = 1 + pick(3); count > 0 && left_ > 0; --count) node.inside.push_back(make(depth + 1));
    if (!node.inside.empty() && pick(3) == 0) {
      const std::string target = node.inside.front().id;
      node.inside.push_back({"h" + std::to_string(next_++), "history" + std::string(" type='deep'><transition target='") + target + "'/", {}});
    }
    return node;
  }

  void collect(const Node& node) {
    for (const Node& one : node.inside) {
      ids_.push_back(one.id);
      collect(one);
    }
  }

  std::string inside(const Node& node) {
    std::string text;
    for (const Node& one : node.inside) {
      if (one.element.starts_with("history")) {
        text += "<history id='" + one.id + "'" + one.element.substr(7) + "></history>";
        continue;
      }
      text += "<" + one.element + " id='" + one.id + "'>";
      for (std::size_t count = pick(3); count > 0; --count) {
        text += "<transition event='e" + std::to_string(pick(4)) + "'";
        if (pick(4) == 0) text += " cond='x &gt; 1'";
        if (pick(5) == 0) text += " type='internal'";
        text += pick(6) == 0 ? "/>" : " target='" + ids_[pick(ids_.size())] + "'/>";
      }
      text += inside(one) + "</" + one.element + ">";
    }
    return text;
  }

  std::mt19937 random_;
  std::size_t left_;
  std::size_t next_ = 0;
  std::vector<std::string> ids_;
};

}  // namespace

std::vector<Sample> samples() {
  std::vector<Sample> found;
  for (const EmbeddedFile& file : embedded_definitions()) {
    found.push_back({std::string(file.name.substr(0, file.name.find('.'))), std::string(file.bytes)});
  }
  found.push_back({"example", read_source("tests/workflows/golden/example.scxml")});
  return found;
}

std::string read_source(const std::string& path) {
  const char* source = std::getenv("NORMA_SOURCE_DIR");
  std::ifstream in(std::filesystem::path(source == nullptr ? "." : source) / path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

Outline outline_of(const std::string& bytes) {
  Result<Outline> outline = read_outline(bytes, std::string(32, '\x5A'));
  if (!outline) throw std::runtime_error(reason_message(outline.error().reason, Language::kEn, outline.error().details) + "\n" + bytes);
  return std::move(*outline);
}

std::string random_chart(std::uint32_t seed, std::size_t states) { return ChartWriter(seed, states).write(); }

}  // namespace norma::workflows::views
