#include <algorithm>
#include <charconv>
#include <chrono>

#include "engine/statechart/json_text.h"
#include "engine/statechart/run.h"

namespace norma::statechart {

std::string object_of(const std::vector<Variable>& parameters) {
  std::string out = "{";
  bool first = true;
  for (const Variable& parameter : parameters) {
    if (!first) out += ',';
    first = false;
    out += json_quote(parameter.name) + ':' + parameter.json;
  }
  out += '}';
  const bool reads_as_tag = parameters.size() == 1 && parameters.front().name.starts_with('$');
  return reads_as_tag ? "{\"$obj\":" + out + "}" : out;
}

std::optional<std::chrono::microseconds> parse_delay(std::string_view text) {
  double value = 0;
  const auto parsed = std::from_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed);
  const std::string_view unit = text.substr(static_cast<std::size_t>(parsed.ptr - text.data()));
  constexpr double kLongestSeconds = 1e10;
  if (parsed.ec != std::errc{} || !(value >= 0) || value > kLongestSeconds) return std::nullopt;
  const double scale = unit == "s" ? 1e6 : unit == "ms" ? 1e3 : unit == "min" ? 60e6 : unit == "h" ? 3600e6 : 0;
  if (scale == 0) return std::nullopt;
  return std::chrono::microseconds(static_cast<std::int64_t>(value * scale + 0.5));
}

std::string Run::address() const { return "#_scxml_" + session_.id; }

std::optional<std::string> Run::text_of(const std::string& written, ExpressionIndex expression, const Place& place,
                                        std::string_view sendid) {
  if (expression == kNoExpression) return written;
  Evaluated<std::string> text = model_.text(expression);
  if (text) return std::move(*text);
  report(text.error(), place.element, place.line, place.column, sendid);
  return std::nullopt;
}

std::optional<std::vector<Variable>> Run::evaluate(const std::vector<Parameter>& parameters, const Place& place,
                                                   std::string_view sendid) {
  std::vector<Variable> result;
  for (const Parameter& parameter : parameters) {
    Evaluated<std::string> value = model_.value(parameter.expression);
    if (value) {
      result.push_back({parameter.name, std::move(*value)});
      continue;
    }
    report(value.error(), place.element, place.line, place.column, sendid);
    if (parameter.is_from_namelist || broken_) return std::nullopt;
  }
  return result;
}

std::optional<std::string> Run::evaluate(const ValueSource& source, const Place& place, std::string_view sendid) {
  if (source.expression == kNoExpression) return source.literal.value_or("");
  Evaluated<std::string> value = model_.value(source.expression);
  if (value) return std::move(*value);
  report(value.error(), place.element, place.line, place.column, sendid);
  return std::nullopt;
}

bool Run::perform(const Send& send, const Action& at) {
  const Place place{"send", at.line, at.column};
  Message message;
  message.sendid = send.id;
  if (send.id_location != kNoExpression) {
    message.sendid = "send." + std::to_string(session_.next_number++);
    const ValueSource id{kNoExpression, json_quote(message.sendid)};
    if (const Evaluated<void> assigned = model_.assign(send.id_location, id); !assigned) {
      report(assigned.error(), "send", at.line, at.column);
      return false;
    }
  }
  const std::string& sendid = message.sendid;
  std::optional<std::string> event = text_of(send.event, send.event_expression, place, sendid);
  std::optional<std::string> target = event ? text_of(send.target, send.target_expression, place, sendid) : std::nullopt;
  std::optional<std::string> type = target ? text_of(send.type, send.type_expression, place, sendid) : std::nullopt;
  std::optional<std::string> wait = type ? text_of(send.delay, send.delay_expression, place, sendid) : std::nullopt;
  if (!wait) return false;
  message.event = std::move(*event);
  message.target = std::move(*target);
  message.type = std::move(*type);
  if (!send.content.absent()) {
    std::optional<std::string> content = evaluate(send.content, place, sendid);
    if (!content) return false;
    message.data_json = std::move(*content);
  } else if (!send.parameters.empty()) {
    std::optional<std::vector<Variable>> parameters = evaluate(send.parameters, place, sendid);
    if (!parameters) return false;
    message.parameters = std::move(*parameters);
    message.data_json = object_of(message.parameters);
  }
  if (wait->empty()) return deliver(std::move(message), place);
  const std::optional<std::chrono::microseconds> time = parse_delay(*wait);
  if (!time || (message.target == "#_internal" && time->count() > 0)) {
    report({"the delay is not valid: " + *wait, false}, "send", at.line, at.column, sendid);
    return false;
  }
  return time->count() == 0 ? deliver(std::move(message), place) : delay(std::move(message), *time);
}

bool Run::delay(Message message, std::chrono::microseconds time) {
  if (session_.delayed.size() >= limits_.delayed_sends) {
    break_off(Reason::kStepLimitExceeded, std::to_string(limits_.delayed_sends));
    return false;
  }
  const std::uint64_t number = session_.next_number++;
  session_.delayed.push_back({number, now_ + time, std::move(message)});
  step_.effects.emplace_back(DelayEffect{number, now_ + time});
  return true;
}

bool Run::perform(const Cancel& cancel, const Action& at) {
  const std::optional<std::string> id = text_of(cancel.sendid, cancel.sendid_expression, {"cancel", at.line, at.column});
  if (!id) return false;
  std::erase_if(session_.delayed, [&](const DelayedSend& send) {
    if (send.message.sendid != *id || id->empty()) return false;
    step_.effects.emplace_back(CancelEffect{send.number});
    return true;
  });
  return true;
}

bool Run::deliver(Message message, const Place& place) {
  const std::string sendid = message.sendid;
  const auto refuse = [&](std::string_view event, const std::string& reason) {
    raise_error(event, {reason, false}, place.element, place.line, place.column, sendid);
    return false;
  };
  const bool is_scxml = message.type.empty() || message.type == kScxmlEventProcessor || message.type == "scxml";
  if (!is_scxml) {
    const auto& known = limits_.io_processors;
    const bool is_known = std::any_of(known.begin(), known.end(), [&](const IoProcessor& one) { return one.type == message.type; });
    if (!is_known) return refuse("error.execution", "there is no event I/O processor " + message.type);
    if (message.target.empty()) return refuse("error.communication", "the message has no target");
    step_.effects.emplace_back(SendEffect{std::move(message), address()});
    return true;
  }
  const std::string& target = message.target;
  if (target.empty() || target == address()) return deliver_to_self(std::move(message));
  if (target == "#_internal") {
    Input event = event_of(std::move(message));
    event.type = "internal";
    event.origin.clear();
    event.origintype.clear();
    raise_internal(std::move(event));
    return true;
  }
  bool is_reachable = false;
  if (target == "#_parent") {
    is_reachable = !session_.invokeid.empty();
  } else if (target.starts_with("#_scxml_")) {
    is_reachable = limits_.session_exists && limits_.session_exists(std::string_view(target).substr(8));
  } else if (target.starts_with("#_")) {
    const auto& all = session_.invocations;
    is_reachable = std::any_of(all.begin(), all.end(), [&](const Invocation& one) { return target.substr(2) == one.invokeid; });
  } else {
    return refuse("error.execution", "the target is not valid: " + target);
  }
  if (!is_reachable) return refuse("error.communication", "the target cannot be reached: " + target);
  step_.effects.emplace_back(SendEffect{std::move(message), address()});
  return true;
}

Input Run::event_of(Message message) const {
  Input event;
  event.event = std::move(message.event);
  event.data_json = std::move(message.data_json);
  event.now = now_;
  event.sendid = std::move(message.sendid);
  event.origin = address();
  event.origintype = kScxmlEventProcessor;
  event.type = "external";
  return event;
}

bool Run::deliver_to_self(Message message) {
  if (limits_.own_sends_are_effects) {
    step_.effects.emplace_back(SendEffect{std::move(message), address()});
    return true;
  }
  if (external_.size() >= limits_.queued_events) {
    break_off(Reason::kStepLimitExceeded, std::to_string(limits_.queued_events));
    return false;
  }
  external_.push(event_of(std::move(message)));
  return true;
}

}  // namespace norma::statechart
