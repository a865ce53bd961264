#include <algorithm>

#include "engine/statechart/json_text.h"
#include "engine/statechart/run.h"

namespace norma::statechart {
namespace {

bool is_scxml_type(std::string_view type) {
  return type.empty() || type == "scxml" || type == "http://www.w3.org/TR/scxml" || type == "http://www.w3.org/TR/scxml/";
}

}  // namespace

void Run::start_invocations() {
  to_invoke_.each([&](StateIndex state) {
    for (std::size_t i = 0; i < chart_.state(state).invokes.size() && !broken_; ++i) {
      invoke(state, static_cast<std::uint16_t>(i));
    }
  });
  to_invoke_.clear();
}

void Run::invoke(StateIndex state, std::uint16_t position) {
  const Invoke& what = chart_.state(state).invokes[position];
  const Place place{"invoke", what.line, what.column};
  const std::optional<std::string> type = text_of(what.type, what.type_expression, place);
  const std::optional<std::string> src = type ? text_of(what.src, what.src_expression, place) : std::nullopt;
  if (!src) return;
  const auto& types = limits_.invoke_types;
  if (!is_scxml_type(*type) && std::find(types.begin(), types.end(), *type) == types.end()) {
    return report({"nothing of type " + *type + " can be invoked", false}, "invoke", what.line, what.column);
  }
  std::string id = what.id;
  if (id.empty()) id = chart_.id(state) + "." + std::to_string(session_.next_number++);
  if (what.id_location != kNoExpression) {
    const Evaluated<void> assigned = model_.assign(what.id_location, {kNoExpression, json_quote(id)});
    if (!assigned) return report(assigned.error(), "invoke", what.line, what.column);
  }
  const std::optional<std::vector<Variable>> parameters = evaluate(what.parameters, place);
  if (!parameters) return;
  const std::string written = json_unquote(what.content.literal.value_or("")).value_or("");
  const std::optional<std::string> content = text_of(written, what.content.expression, place);
  if (!content) return;
  session_.invocations.push_back({state, position, id});
  step_.effects.emplace_back(InvokeEffect{id, *type, *src, *content, what.child, object_of(*parameters)});
}

void Run::cancel_invocations(StateIndex state) {
  std::erase_if(session_.invocations, [&](const Invocation& one) {
    if (one.state != state) return false;
    step_.effects.emplace_back(UninvokeEffect{one.invokeid});
    return true;
  });
}

void Run::meet_invocations(const Input& event) {
  if (session_.invocations.empty()) return;
  const std::vector<Invocation> active = session_.invocations;
  for (const Invocation& one : active) {
    const Invoke& what = chart_.state(one.state).invokes[one.position];
    if (one.invokeid == event.invokeid) finalize(what, event);
    if (what.autoforward) step_.effects.emplace_back(ForwardEffect{one.invokeid, event});
  }
  if (!event.invokeid.empty() && event.event == "done.invoke." + event.invokeid) {
    std::erase_if(session_.invocations, [&](const Invocation& one) { return one.invokeid == event.invokeid; });
  }
}

void Run::finalize(const Invoke& invoke, const Input& event) {
  execute(invoke.finalize);
  if (invoke.finalize_names.empty() || broken_) return;
  const auto members = json_members(event.data_json);
  if (!members) return;
  for (std::size_t i = 0; i < invoke.finalize_names.size(); ++i) {
    for (const auto& [name, value] : *members) {
      if (name != invoke.finalize_names[i]) continue;
      const Evaluated<void> done = model_.assign(invoke.finalize_locations[i], {kNoExpression, value});
      if (!done) report(done.error(), "finalize", invoke.line, invoke.column);
    }
  }
}

}  // namespace norma::statechart
