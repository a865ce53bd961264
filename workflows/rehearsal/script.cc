#include "workflows/rehearsal/script.h"

#include <algorithm>
#include <boost/json.hpp>
#include <utility>

namespace norma::workflows {
namespace {

namespace json = boost::json;

constexpr std::size_t kMostEvents = 10'000;
constexpr double kLongestMilliseconds = 100.0 * 366 * 24 * 3600 * 1000;

auto expected(const std::string& place, std::string_view what) {
  return fail(Reason::kMalformedRequest, place + ": expected " + std::string(what));
}

Result<Configuration> read_states(const json::object& object, std::string_view name, const std::string& place) {
  const json::value* list = object.if_contains(name);
  const std::string at = place + "." + std::string(name);
  if (list == nullptr || !list->is_array()) return expected(at, "a list of state ids");
  Configuration states;
  for (const json::value& one : list->get_array()) {
    if (!one.is_string()) return expected(at, "a list of state ids");
    states.emplace_back(one.get_string());
  }
  return states;
}

Result<ScriptStep> read_step(const json::value& value, const std::string& place) {
  if (!value.is_object()) return expected(place, "an object");
  const json::object& fields = value.get_object();
  ScriptStep step;
  if (const json::value* after = fields.if_contains("after"); after != nullptr) {
    boost::system::error_code error;
    const auto milliseconds = after->to_number<double>(error);
    if (error || !(milliseconds >= 0) || milliseconds > kLongestMilliseconds) {
      return expected(place + ".after", "milliseconds, at most a hundred years");
    }
    step.after = std::chrono::microseconds(static_cast<std::int64_t>(milliseconds * 1000 + 0.5));
  }
  const json::value* event = fields.if_contains("event");
  if (event == nullptr || !event->is_object()) return expected(place + ".event", "an object");
  const json::value* name = event->get_object().if_contains("name");
  if (name == nullptr || !name->is_string() || name->get_string().empty()) {
    return expected(place + ".event.name", "the name of an event");
  }
  step.event = std::string(name->get_string());
  const json::value* data = event->get_object().if_contains("data");
  if (data != nullptr) step.data_json = json::serialize(*data);
  Result<Configuration> next = read_states(fields, "nextConfiguration", place);
  if (!next) return tl::unexpected(next.error());
  step.next = std::move(*next);
  return step;
}

Result<ScriptBlock> read_block(const json::value& value, const std::string& place) {
  if (!value.is_object()) return expected(place, "an object");
  const json::object& fields = value.get_object();
  ScriptBlock block;
  Result<Configuration> initial = read_states(fields, "initialConfiguration", place);
  if (!initial) return tl::unexpected(initial.error());
  block.initial = std::move(*initial);
  const json::value* events = fields.if_contains("events");
  if (events == nullptr || !events->is_array()) return expected(place + ".events", "a list");
  if (events->get_array().size() > kMostEvents) return fail(Reason::kLimitExceeded, "events", std::to_string(kMostEvents));
  for (const json::value& one : events->get_array()) {
    Result<ScriptStep> step = read_step(one, place + ".events[" + std::to_string(block.steps.size()) + "]");
    if (!step) return tl::unexpected(step.error());
    block.steps.push_back(std::move(*step));
  }
  return block;
}

std::string joined(const Configuration& states) {
  std::string text = "[";
  for (const std::string& state : states) text += (text.size() == 1 ? "" : ", ") + state;
  return text + "]";
}

std::optional<std::string> difference(const Configuration& wanted, const Configuration& got, const std::string& when) {
  Configuration left = wanted;
  Configuration right = got;
  std::sort(left.begin(), left.end());
  std::sort(right.begin(), right.end());
  if (left == right) return std::nullopt;
  return when + ": expected " + joined(wanted) + ", got " + joined(got);
}

}  // namespace

Result<RehearsalScript> read_script(std::string_view text) {
  boost::system::error_code error;
  const json::value root = json::parse(json::string_view(text.data(), text.size()), error);
  if (error) return fail(Reason::kMalformedRequest, "the script is not JSON: " + error.message());
  RehearsalScript script;
  Result<ScriptBlock> block = read_block(root, "script");
  if (!block) return tl::unexpected(block.error());
  script.expectations = std::move(*block);
  const json::value* legacy = root.get_object().if_contains("legacySemantics");
  if (legacy == nullptr) return script;
  Result<ScriptBlock> old = read_block(*legacy, "script.legacySemantics");
  if (!old) return tl::unexpected(old.error());
  script.legacy = std::move(*old);
  return script;
}

Result<std::optional<std::string>> play(const ScriptBlock& block, const ScriptStage& stage) {
  Result<Configuration> now = stage.start();
  if (!now) return tl::unexpected(now.error());
  if (std::optional<std::string> differs = difference(block.initial, *now, "at the start")) return differs;
  std::size_t number = 0;
  for (const ScriptStep& step : block.steps) {
    now = stage.send(step);
    if (!now) return tl::unexpected(now.error());
    const std::string when = "after event " + std::to_string(++number) + " (" + step.event + ")";
    if (std::optional<std::string> differs = difference(step.next, *now, when)) return differs;
  }
  return std::optional<std::string>{};
}

}  // namespace norma::workflows
