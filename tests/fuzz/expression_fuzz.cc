// Any text as a condition, a value, a location or a program of the data model: each evaluation ends within its bounds,
// in a value or a fault, leaves data that can be kept, and gives the same on an interpreter that ran other things before.

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "engine/statechart/compile.h"
#include "engine/statechart/interpreter.h"
#include "engine/statechart/json_text.h"
#include "engine/utf8.h"
#include "tests/fuzz/must.h"

namespace {

using namespace norma;
using statechart::Element;

statechart::InterpreterLimits small_limits() {
  statechart::InterpreterLimits limits;
  limits.expression_instructions = 200'000;
  limits.step_instructions = 600'000;
  limits.heap_bytes = std::size_t{2} << 20;
  limits.microsteps = limits.queued_events = 20;
  limits.cached_charts = 2;
  return limits;
}

Element element_of(std::string name, std::vector<statechart::Attribute> attributes, std::vector<Element> children = {}) {
  Element element;
  element.name_space = statechart::kScxmlNamespace;
  element.name = std::move(name);
  element.attributes = std::move(attributes);
  element.children = std::move(children);
  return element;
}

/// A variable whose first value needs no evaluation.
Element data_of(std::string id, std::string json) {
  Element element = element_of("data", {{"id", std::move(id)}});
  element.text = std::move(json);
  return element;
}

/// A chart in which the event `go` evaluates the text in the place that `kind` says.
std::shared_ptr<const statechart::Chart> chart_of(unsigned kind, const std::string& text) {
  Element content = element_of("log", {{"expr", text}});
  if (kind == 1) content = element_of("assign", {{"location", text}, {"expr", "list"}});
  if (kind == 2) content = element_of("assign", {{"location", "x"}, {"expr", text}});
  if (kind == 3) content = element_of("foreach", {{"array", text}, {"item", "x"}}, {element_of("log", {{"expr", "x"}})});
  if (kind == 4) {
    content = element_of("script", {});
    content.text = text;
  }
  Element transition = element_of("transition", {{"event", "go"}}, {content});
  if (kind == 5) transition = element_of("transition", {{"event", "go"}, {"cond", text}});
  const Element model = element_of("datamodel", {}, {data_of("x", "1"), data_of("list", R"([1,"b",{"c":null}])")});
  const Element root = element_of("scxml", {}, {model, element_of("state", {{"id", "s"}}, {transition})});
  const Result<std::shared_ptr<const statechart::Chart>> chart = statechart::compile(root);
  return chart ? *chart : nullptr;
}

std::string outcome_of(statechart::Interpreter& interpreter, const statechart::Chart& chart) {
  statechart::Input input;
  const Result<statechart::Step> start = interpreter.start(chart, input);
  fuzz::must(start.has_value(), "a chart whose text waits for an event starts");
  input.event = "go";
  input.data_json = R"({"n":1,"t":"x"})";
  const Result<statechart::Step> step = interpreter.step(chart, start->session, input);
  if (!step) return std::string(reason_code(step.error().reason));
  const std::string bytes = statechart::encode(chart, step->session);
  const Result<statechart::Session> again = statechart::decode(chart, bytes);
  fuzz::must(again && *again == step->session, "a session is read as it was written");
  for (const statechart::Variable& one : step->session.data) {
    fuzz::must(statechart::json_compact(one.json, 200).has_value(), "what is kept of a variable is JSON");
  }
  std::string outcome = bytes;
  for (const statechart::LogLine& line : step->record.log) outcome += "|" + line.text;
  for (const statechart::Incident& one : step->record.incidents) outcome += "|" + one.reason;
  fuzz::must(is_utf8(outcome), "what is told of a step is UTF-8");
  return outcome;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  static auto* const used = new statechart::Interpreter(small_limits());
  static std::uint64_t runs = 0;
  const std::string text(reinterpret_cast<const char*>(data) + 1, size - 1);
  // The reader of definitions lets nothing else through.
  if (!is_utf8(text)) return 0;
  const std::shared_ptr<const statechart::Chart> chart = chart_of(data[0] % 6U, text);
  if (chart == nullptr) return 0;
  const std::string outcome = outcome_of(*used, *chart);
  // A new interpreter costs as much as fifty inputs.
  if (++runs % 50 != 0) return 0;
  statechart::Interpreter fresh(small_limits());
  fuzz::must(outcome_of(fresh, *chart) == outcome, "the outcome does not depend on what ran before");
  return 0;
}
