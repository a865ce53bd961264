#include "tests/bench/statechart/charts.h"

#include <cstdlib>
#include <iostream>

#include "engine/statechart/compile.h"
#include "workflows/embedded.h"
#include "workflows/reader.h"

namespace norma::bench {
namespace {

std::shared_ptr<const statechart::Chart> compile_or_stop(std::string_view text) {
  const Result<statechart::Element> element = workflows::read_xml(text);
  if (element) {
    if (Result<std::shared_ptr<const statechart::Chart>> chart = statechart::compile(*element)) return *chart;
  }
  std::cerr << "a chart of the bench does not compile\n";
  std::exit(1);
}

std::string numbered(const std::string& stem, int number) { return stem + std::to_string(number); }

}  // namespace

std::shared_ptr<const statechart::Chart> chart_of(std::string_view inside) {
  return compile_or_stop("<scxml xmlns='http://www.w3.org/2005/07/scxml' version='1.0' datamodel='null'>" +
                         std::string(inside) + "</scxml>");
}

std::shared_ptr<const statechart::Chart> flat_chart(int length) {
  std::string text;
  for (int i = 0; i < length; ++i) {
    const std::string event = i == 0 ? " event='go'" : "";
    text += "<state id='" + numbered("s", i) + "'><transition" + event + " target='" + numbered("s", (i + 1) % length) +
            "'/></state>";
  }
  return chart_of(text);
}

std::shared_ptr<const statechart::Chart> deep_chart(int towers, int depth) {
  std::string text;
  for (int tower = 0; tower < towers; ++tower) {
    const std::string prefix = numbered("t", tower) + "d";
    for (int level = 0; level < depth; ++level) text += "<state id='" + numbered(prefix, level) + "'>";
    const std::string event = tower == 0 ? " event='go'" : "";
    text += "<transition" + event + " target='" + numbered(numbered("t", (tower + 1) % towers) + "d", depth - 1) + "'/>";
    for (int level = 0; level < depth; ++level) text += "</state>";
  }
  return chart_of(text);
}

std::shared_ptr<const statechart::Chart> wide_chart(int regions, int length) {
  std::string text = "<parallel id='p'>";
  for (int region = 0; region < regions; ++region) {
    text += "<state id='" + numbered("r", region) + "'>";
    const std::string prefix = numbered("r", region) + "s";
    for (int i = 0; i < length; ++i) {
      const std::string event = i == 0 ? " event='go'" : "";
      text += "<state id='" + numbered(prefix, i) + "'><transition" + event + " target='" +
              numbered(prefix, (i + 1) % length) + "'/></state>";
    }
    text += "</state>";
  }
  return chart_of(text + "</parallel>");
}

std::shared_ptr<const statechart::Chart> act_chart() {
  for (const workflows::EmbeddedFile& file : workflows::embedded_definitions()) {
    if (file.name == "act.scxml") return compile_or_stop(file.bytes);
  }
  std::cerr << "act.scxml is not in the program\n";
  std::exit(1);
}

}  // namespace norma::bench
