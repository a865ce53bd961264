// Any bytes as a definition: the reader and the compiler give a chart or an error with a place, and what the compiler
// accepts can be started within small bounds, written and read again.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "engine/statechart/compile.h"
#include "engine/statechart/interpreter.h"
#include "tests/fuzz/must.h"
#include "workflows/reader.h"

namespace {

using namespace norma;

statechart::Interpreter& interpreter() {
  static statechart::Interpreter* const kept = [] {
    statechart::InterpreterLimits limits;
    limits.microsteps = limits.macrosteps = 50;
    limits.expression_instructions = 20'000;
    limits.step_instructions = 100'000;
    limits.heap_bytes = std::size_t{1} << 20;
    limits.queued_events = limits.delayed_sends = limits.log_lines = 100;
    limits.cached_charts = 2;
    return new statechart::Interpreter(limits);
  }();
  return *kept;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const Result<statechart::Element> element = workflows::read_xml(text);
  if (!element) {
    fuzz::must(!element.error().details.empty(), "a fault names its place");
    return 0;
  }
  statechart::CompileLimits limits;
  limits.resource = [](std::string_view) -> Result<std::string> { return std::string("<d>1</d>"); };
  limits.xml = [](std::string_view xml) { return workflows::read_xml(xml); };
  const Result<std::shared_ptr<const statechart::Chart>> chart = statechart::compile(*element, limits);
  if (!chart) {
    fuzz::must(!chart.error().details.empty(), "a fault names its place");
    return 0;
  }
  const Result<statechart::Step> step = interpreter().start(**chart, {});
  if (!step) return 0;
  const Result<statechart::Session> again = statechart::decode(**chart, statechart::encode(**chart, step->session));
  fuzz::must(again && *again == step->session, "a session is read as it was written");
  return 0;
}
