#include "workflows/rehearsal/step_line.h"

#include <utility>

#include "engine/statechart/json_text.h"

namespace norma::workflows {
namespace {

using statechart::json_quote;

/// A JSON object, member by member.
class ObjectText {
 public:
  ObjectText& json(std::string_view name, std::string_view value) {
    text_ += (text_.size() == 1 ? "" : ",") + json_quote(name) + ":";
    text_ += value.empty() ? "null" : value;
    return *this;
  }
  ObjectText& text(std::string_view name, std::string_view value) { return json(name, json_quote(value)); }
  ObjectText& number(std::string_view name, std::uint64_t value) { return json(name, std::to_string(value)); }
  ObjectText& flag(std::string_view name, bool value) { return json(name, value ? "true" : "false"); }
  [[nodiscard]] std::string done() const { return text_ + "}"; }

 private:
  std::string text_ = "{";
};

template <class Items, class Write>
std::string list_of(const Items& items, const Write& write) {
  std::string text = "[";
  for (const auto& item : items) {
    if (text.size() > 1) text += ',';
    text += write(item);
  }
  return text + "]";
}

std::string written(const statechart::SendEffect& effect) {
  const statechart::Message& message = effect.message;
  return ObjectText().text("kind", "send").text("event", message.event).text("target", message.target)
      .text("type", message.type).text("sendid", message.sendid).json("data", message.data_json).done();
}
std::string written(const statechart::DelayEffect& effect) {
  return ObjectText().text("kind", "delay").number("number", effect.number).text("due", format_instant(effect.due)).done();
}
std::string written(const statechart::CancelEffect& effect) {
  return ObjectText().text("kind", "cancel").number("number", effect.number).done();
}
std::string written(const statechart::InvokeEffect& effect) {
  return ObjectText().text("kind", "invoke").text("invokeid", effect.invokeid).text("type", effect.type)
      .text("src", effect.src).json("data", effect.data_json).done();
}
std::string written(const statechart::UninvokeEffect& effect) {
  return ObjectText().text("kind", "uninvoke").text("invokeid", effect.invokeid).done();
}
std::string written(const statechart::ForwardEffect& effect) {
  return ObjectText().text("kind", "forward").text("invokeid", effect.invokeid).text("event", effect.event.event).done();
}

std::string data_of(const statechart::Session& session) {
  ObjectText data;
  for (const statechart::Variable& one : session.data) data.json(one.name, one.json);
  return data.done();
}

}  // namespace

std::string step_line(const RehearsedStep& taken) {
  const statechart::Session& session = taken.step.session;
  const statechart::Record& record = taken.step.record;
  ObjectText line;
  line.text("time", format_instant(taken.now)).text("session", taken.session);
  line.json("event", taken.event ? json_quote(*taken.event) : std::string());
  line.flag("accepted", record.accepted);
  line.json("configuration", list_of(statechart::atomic_configuration(*taken.chart, session),
                                     [](const std::string& id) { return json_quote(id); }));
  line.flag("running", session.running).json("data", data_of(session));
  line.json("effects", list_of(taken.step.effects, [](const statechart::Effect& effect) {
              return std::visit([](const auto& one) { return written(one); }, effect);
            }));
  line.json("incidents", list_of(record.incidents, [](const statechart::Incident& one) {
              return ObjectText().text("event", one.event).text("element", one.element).number("line", one.line)
                  .number("column", one.column).text("reason", one.reason).done();
            }));
  line.json("log", list_of(record.log, [](const statechart::LogLine& one) {
              return ObjectText().text("label", one.label).text("text", one.text).done();
            }));
  return line.done();
}

}  // namespace norma::workflows
