#include "tests/conformance/session_world.h"

#include <algorithm>

#include "engine/statechart/json_text.h"
#include "engine/statechart/run.h"
#include "tests/conformance/suite_files.h"
#include "workflows/reader.h"

namespace norma::conformance {
namespace {

using statechart::Input;

constexpr std::string_view kHttp = "http://www.w3.org/TR/scxml/#BasicHTTPEventProcessor";
constexpr std::string_view kLocation = "http://localhost/";

statechart::InterpreterLimits limits_of(const SessionWorld::Options& options, std::function<bool(std::string_view)> exists) {
  statechart::InterpreterLimits limits;
  limits.io_processors = {{std::string(kHttp), "basichttp", std::string(kLocation)}};
  limits.session_exists = std::move(exists);
  limits.own_sends_are_effects = options.own_effects;
  return limits;
}

std::string url_encoded(std::string_view text) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool is_plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '.';
    if (is_plain) {
      out += c;
    } else {
      out += '%';
      out += kDigits[byte >> 4];
      out += kDigits[byte & 15U];
    }
  }
  return out;
}

std::string text_of(const std::string& json) { return statechart::json_unquote(json).value_or(json); }

}  // namespace

SessionWorld::SessionWorld(std::filesystem::path folder, Options options)
    : folder_(std::move(folder)),
      options_(options),
      interpreter_(limits_of(options, [this](std::string_view id) { return members_.contains(std::string(id)); })) {}

std::shared_ptr<const statechart::Chart> SessionWorld::compile_text(const std::string& text) {
  const Result<statechart::Element> element = workflows::read_xml(text);
  if (!element) {
    failure = element.error().details.front();
    return nullptr;
  }
  statechart::CompileLimits limits;
  limits.resource = [this](std::string_view uri) -> Result<std::string> {
    const std::filesystem::path path = folder_ / (uri.starts_with("file:") ? uri.substr(5) : uri);
    if (!std::filesystem::is_regular_file(path)) return fail(Reason::kNotFound, uri);
    return read_file(path);
  };
  limits.xml = [](std::string_view xml) { return workflows::read_xml(xml); };
  Result<std::shared_ptr<const statechart::Chart>> chart = statechart::compile(*element, limits);
  if (chart) return *chart;
  failure = chart.error().details.front();
  return nullptr;
}

bool SessionWorld::start(const std::string& file) {
  std::shared_ptr<const statechart::Chart> chart = compile_text(read_file(folder_ / file));
  return chart != nullptr && open("root", std::move(chart), Input{}, "");
}

bool SessionWorld::open(const std::string& id, std::shared_ptr<const statechart::Chart> chart, const Input& input,
                        const std::string& parent) {
  Input first = input;
  first.session_id = id;
  first.now = now_;
  const statechart::Chart& started = *chart;
  members_[id] = {std::move(chart), {}, parent};
  settle(id, interpreter_.start(started, first));
  return members_.contains(id);
}

void SessionWorld::settle(const std::string& id, Result<statechart::Step> step) {
  if (!step) {
    failure = std::string(reason_code(step.error().reason)) + ": " + step.error().details.front();
    members_.erase(id);
    return;
  }
  Member& member = members_.at(id);
  member.session = std::move(step->session);
  if (options_.restores) {
    const std::string bytes = statechart::encode(*member.chart, member.session);
    Result<statechart::Session> restored = statechart::decode(*member.chart, bytes);
    if (!restored || *restored != member.session) failure = "the session is not what was written: " + bytes;
    if (restored) member.session = std::move(*restored);
  }
  for (const statechart::LogLine& line : step->record.log) log_.push_back(line.label + ": " + line.text);
  for (const statechart::Incident& one : step->record.incidents) log_.push_back(one.event + ": " + one.reason);
  if (id == "root") {
    for (const statechart::StateIndex state : step->record.entered) entered_.push_back(member.chart->id(state));
  }
  for (const statechart::Effect& effect : step->effects) act(id, effect);
}

void SessionWorld::act(const std::string& id, const statechart::Effect& effect) {
  if (const auto* send = std::get_if<statechart::SendEffect>(&effect)) {
    pass_on(id, *send);
  } else if (const auto* delay = std::get_if<statechart::DelayEffect>(&effect)) {
    timers_.emplace(delay->due, std::pair(id, delay->number));
  } else if (const auto* cancel = std::get_if<statechart::CancelEffect>(&effect)) {
    std::erase_if(timers_, [&](const auto& timer) { return timer.second == std::pair(id, cancel->number); });
  } else if (const auto* started = std::get_if<statechart::InvokeEffect>(&effect)) {
    invoke(id, *started);
  } else if (const auto* ended = std::get_if<statechart::UninvokeEffect>(&effect)) {
    const auto child = children_.find({id, ended->invokeid});
    if (child != children_.end()) stop(child->second);
  } else if (const auto* forward = std::get_if<statechart::ForwardEffect>(&effect)) {
    const auto child = children_.find({id, forward->invokeid});
    if (child == children_.end()) return;
    Input event = forward->event;
    event.invokeid.clear();
    queue_.emplace_back(child->second, std::move(event));
  }
}

void SessionWorld::invoke(const std::string& id, const statechart::InvokeEffect& effect) {
  std::shared_ptr<const statechart::Chart> chart = effect.child;
  const std::string before = failure;
  if (chart == nullptr && !effect.src.empty()) {
    const std::size_t scheme = effect.src.starts_with("file:") ? 5 : 0;
    chart = compile_text(read_file(folder_ / effect.src.substr(scheme)));
  } else if (chart == nullptr) {
    chart = compile_text(text_of(effect.content));
  }
  Input input;
  input.invokeid = effect.invokeid;
  input.data_json = effect.data_json;
  const std::string child = "child" + std::to_string(next_++);
  if (chart != nullptr) {
    children_[{id, effect.invokeid}] = child;
    open(child, std::move(chart), input, id);
    return;
  }
  log_.push_back("invoke: " + failure);
  failure = before;
  Input error;
  error.event = "error.communication";
  error.type = "platform";
  queue_.emplace_back(id, std::move(error));
}

void SessionWorld::stop(const std::string& id) {
  const auto found = members_.find(id);
  if (found == members_.end()) return;
  Input input;
  input.now = now_;
  settle(id, interpreter_.stop(*found->second.chart, found->second.session, input));
  members_.erase(id);
}

void SessionWorld::pass_on(const std::string& from, const statechart::SendEffect& effect) {
  if (effect.message.type == kHttp) return post(effect);
  const Member& sender = members_.at(from);
  Input event;
  event.event = effect.message.event;
  event.data_json = effect.message.data_json;
  event.sendid = effect.message.sendid;
  event.origin = effect.origin;
  event.origintype = statechart::kScxmlEventProcessor;
  event.type = "external";
  const std::string& target = effect.message.target;
  std::string to;
  if (target.empty()) {
    to = from;
  } else if (target == "#_parent") {
    to = sender.parent;
    event.invokeid = sender.session.invokeid;
  } else if (target.starts_with("#_scxml_")) {
    to = target.substr(8);
    if (to == sender.parent) event.invokeid = sender.session.invokeid;
  } else if (const auto child = children_.find({from, target.substr(2)}); child != children_.end()) {
    to = child->second;
  }
  queue_.emplace_back(to, std::move(event));
}

void SessionWorld::post(const statechart::SendEffect& effect) {
  const statechart::Message& message = effect.message;
  Input event;
  event.event = "HTTP.POST";
  event.origintype = kHttp;
  std::string body;
  std::vector<statechart::Variable> others;
  const auto add = [&](const std::string& name, const std::string& value) {
    body += (body.empty() ? "" : "&") + url_encoded(name) + "=" + url_encoded(value);
    if (name == "_scxmleventname") {
      event.event = value;
    } else {
      others.push_back({name, statechart::json_quote(value)});
    }
  };
  if (!message.event.empty()) add("_scxmleventname", message.event);
  for (const statechart::Variable& one : message.parameters) add(one.name, text_of(one.json));
  event.data_json = statechart::object_of(others);
  if (message.parameters.empty() && !message.data_json.empty()) {
    body += (body.empty() ? "" : "&") + url_encoded(text_of(message.data_json));
    event.data_json = message.data_json;
  }
  event.raw = "POST / HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded\r\n\r\n" + body;
  if (!message.target.starts_with(kLocation)) return;
  queue_.emplace_back(message.target.substr(kLocation.size()), std::move(event));
}

void SessionWorld::take(const std::string& id, const Input& input) {
  const auto found = members_.find(id);
  if (found == members_.end()) return;
  Input event = input;
  event.now = now_;
  settle(id, interpreter_.step(*found->second.chart, found->second.session, event));
}

void SessionWorld::run(std::chrono::microseconds time) {
  const Instant end = now_ + time;
  constexpr int kMostSteps = 10'000;
  for (int steps = 0; steps < kMostSteps; ++steps) {
    if (!queue_.empty()) {
      const auto [id, input] = std::move(queue_.front());
      queue_.pop_front();
      take(id, input);
      continue;
    }
    if (timers_.empty() || timers_.begin()->first > end) break;
    now_ = std::max(now_, timers_.begin()->first);
    const auto [id, number] = timers_.begin()->second;
    timers_.erase(timers_.begin());
    const auto found = members_.find(id);
    if (found == members_.end()) continue;
    Input input;
    input.now = now_;
    settle(id, interpreter_.fire(*found->second.chart, found->second.session, number, input));
  }
  now_ = end;
}

void SessionWorld::send(const std::string& event, const std::string& data_json) {
  Input input;
  input.event = event;
  input.data_json = data_json;
  queue_.emplace_back("root", std::move(input));
  run(std::chrono::microseconds(0));
}

std::vector<std::string> SessionWorld::configuration() const {
  const auto root = members_.find("root");
  if (root == members_.end()) return {};
  return statechart::atomic_configuration(*root->second.chart, root->second.session);
}

bool SessionWorld::has_entered(const std::string& state) const {
  return std::find(entered_.begin(), entered_.end(), state) != entered_.end();
}

}  // namespace norma::conformance
