// Any bytes as JSON: the engine's own reader refuses or copies them, and what it accepts comes through the data model
// and back as JSON.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "engine/statechart/compile.h"
#include "engine/statechart/interpreter.h"
#include "engine/statechart/json_text.h"
#include "engine/utf8.h"
#include "tests/fuzz/must.h"
#include "workflows/reader.h"

namespace {

using namespace norma;

std::shared_ptr<const statechart::Chart> keeping_chart() {
  const Result<statechart::Element> element = workflows::read_xml(
      "<scxml xmlns='http://www.w3.org/2005/07/scxml'><datamodel><data id='x'/></datamodel><state id='s'>"
      "<transition event='go'><assign location='x' expr='_event.data'/></transition></state></scxml>");
  return statechart::compile(*element).value();
}

void through_the_data_model(const std::string& json) {
  static const std::shared_ptr<const statechart::Chart> chart = keeping_chart();
  static auto* const interpreter = new statechart::Interpreter;
  statechart::Input input;
  static const statechart::Session session = interpreter->start(*chart, input)->session;
  input.event = "go";
  input.data_json = json;
  const Result<statechart::Step> step = interpreter->step(*chart, session, input);
  if (!step || !step->record.incidents.empty()) return;
  const std::string& kept = step->session.data.front().json;
  fuzz::must(statechart::json_compact(kept, 200).has_value(), "what is kept is JSON");
  input.data_json = kept;
  const Result<statechart::Step> again = interpreter->step(*chart, step->session, input);
  if (again && again->record.incidents.empty()) {
    fuzz::must(again->session.data.front().json == kept, "what was kept once stays as it is");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  if (is_utf8(text)) fuzz::must(statechart::json_unquote(statechart::json_quote(text)) == text, "quoted text is read as it was");
  static_cast<void>(statechart::json_members(text));
  const std::optional<std::string> compact = statechart::json_compact(text);
  if (!compact) return 0;
  fuzz::must(statechart::json_compact(*compact) == compact, "compact JSON stays as it is");
  through_the_data_model(*compact);
  return 0;
}
