// Any bytes as a stored session: refused, or a session that is written as it is and goes on with every event.

#include <array>
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

constexpr std::string_view kText = R"(<scxml xmlns='http://www.w3.org/2005/07/scxml' binding='late'>
  <datamodel><data id='n' expr='0'/></datamodel>
  <state id='out'><transition event='a' target='h'/><transition event='b' target='k'/></state>
  <parallel id='p'><transition event='c' target='out'/>
    <history id='h' type='deep'><transition target='a1 b1'/></history>
    <history id='k'><transition target='a1'/></history>
    <state id='a'><invoke id='i'><param name='n' expr='n'/><finalize><assign location='n' expr='_event.data'/></finalize></invoke>
      <datamodel><data id='m' expr='1'/></datamodel>
      <state id='a1'><transition event='a' target='a2'><assign location='n' expr='n + 1'/></transition></state>
      <final id='a2'/></state>
    <state id='b'><state id='b1'><onentry><send event='d' id='d' delay='1s'/></onentry><transition event='b d' target='b2'/></state>
      <state id='b2'><transition event='b' target='h'/></state></state>
  </parallel></scxml>)";

std::shared_ptr<const statechart::Chart> session_chart() {
  return statechart::compile(*workflows::read_xml(kText)).value();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const std::shared_ptr<const statechart::Chart> chart = session_chart();
  static auto* const interpreter = new statechart::Interpreter;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const Result<statechart::Session> session = statechart::decode(*chart, bytes);
  if (!session) return 0;
  const Result<statechart::Session> again = statechart::decode(*chart, statechart::encode(*chart, *session));
  fuzz::must(again && *again == *session, "a session is read as it was written");
  static_cast<void>(statechart::accepted_events(*chart, *session));
  statechart::Session now = *session;
  const auto keep = [&](Result<statechart::Step> step) {
    if (!step) return;
    const Result<statechart::Session> stored = statechart::decode(*chart, statechart::encode(*chart, step->session));
    fuzz::must(stored && *stored == step->session, "what a stored session leads to can be stored");
    now = std::move(step->session);
  };
  for (const char* event : {"a", "b", "done.invoke.i", "c", "a", "b"}) {
    statechart::Input input;
    input.event = event;
    keep(interpreter->step(*chart, now, input));
  }
  if (!now.delayed.empty()) keep(interpreter->fire(*chart, now, now.delayed.front().number, {}));
  keep(interpreter->stop(*chart, now, {}));
  return 0;
}
