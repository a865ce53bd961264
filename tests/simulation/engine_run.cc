#include "tests/simulation/engine_run.h"

#include <algorithm>
#include <chrono>
#include <stdexcept>
#include <utility>
#include <variant>

#include "engine/statechart/compile.h"

namespace norma::simulation {
namespace {

using statechart::Step;

std::string told(const statechart::Effect& effect) {
  if (const auto* delay = std::get_if<statechart::DelayEffect>(&effect)) {
    return "delay " + std::to_string(delay->number) + " until " + std::to_string(delay->due.time_since_epoch().count());
  }
  if (const auto* cancel = std::get_if<statechart::CancelEffect>(&effect)) return "cancel " + std::to_string(cancel->number);
  if (const auto* send = std::get_if<statechart::SendEffect>(&effect)) return "send " + send->message.event;
  return "effect " + std::to_string(effect.index());
}

}  // namespace

statechart::InterpreterLimits small_limits() {
  statechart::InterpreterLimits limits;
  limits.microsteps = 40;
  limits.macrosteps = 15;
  limits.queued_events = 50;
  limits.step_instructions = UINT64_MAX;  // Only what the oracle counts too may end a step.
  return limits;
}

std::shared_ptr<const statechart::Chart> compiled(const ChartPlan& plan) {
  Result<std::shared_ptr<const statechart::Chart>> chart = statechart::compile(document_of(plan));
  if (!chart) throw std::runtime_error("a chart is refused: " + chart.error().details.front());
  return *chart;
}

std::string everything_of(const statechart::Chart& chart, const Result<Step>& step) {
  if (!step) return "error " + std::string(reason_code(step.error().reason));
  const statechart::Record& record = step->record;
  std::string text = std::string(record.accepted ? "accepted" : "not accepted") + (record.final_reached ? ", final" : "") + ", " +
                     std::to_string(record.microsteps) + " microsteps\n";
  const auto add = [&](const char* what, const std::vector<std::string>& items) {
    text += what;
    for (const std::string& item : items) text += " " + item;
    text += '\n';
  };
  std::vector<std::string> items;
  const auto add_ids = [&](const char* what, const std::vector<statechart::StateIndex>& states) {
    items.clear();
    for (const statechart::StateIndex state : states) items.push_back(chart.id(state));
    add(what, items);
  };
  add_ids("left", record.exited);
  add_ids("entered", record.entered);
  items.clear();
  for (const statechart::TransitionIndex index : record.taken) items.push_back(std::to_string(index));
  add("transitions", items);
  items.clear();
  for (const statechart::LogLine& line : record.log) items.push_back(line.label + "=" + line.text);
  add("log", items);
  items.clear();
  for (const statechart::Incident& one : record.incidents) items.push_back(one.event + " " + one.element + " " + one.reason);
  add("incidents", items);
  items.clear();
  for (const statechart::Effect& effect : step->effects) items.push_back(told(effect));
  add("effects", items);
  return text + statechart::encode(chart, step->session);
}

statechart::Input EngineRun::input_of(const std::string& event) const {
  statechart::Input input;
  input.event = event;
  input.now = Instant(std::chrono::milliseconds(now_ms_));
  input.seed = 1;
  return input;
}

Result<Step> EngineRun::kept(Result<Step> step) {
  if (step) session_ = step->session;
  return step;
}

Result<Step> EngineRun::start() { return kept(interpreter_.start(*chart_, input_of(""))); }

Result<Step> EngineRun::next(const Happening& happening) {
  if (!happening.fires || !can_fire()) {
    ++now_ms_;
    return kept(interpreter_.step(*chart_, session_, input_of(happening.event)));
  }
  const auto first = std::min_element(session_.delayed.begin(), session_.delayed.end(),
                                      [](const auto& one, const auto& other) { return one.due < other.due; });
  const auto due = std::chrono::duration_cast<std::chrono::milliseconds>(first->due.time_since_epoch()).count();
  now_ms_ = std::max<std::int64_t>(now_ms_ + 1, due);
  return kept(interpreter_.fire(*chart_, session_, first->number, input_of("")));
}

bool EngineRun::restore() {
  const std::string bytes = statechart::encode(*chart_, session_);
  Result<statechart::Session> read = statechart::decode(*chart_, bytes);
  if (!read || !(*read == session_) || statechart::encode(*chart_, *read) != bytes) return false;
  session_ = std::move(*read);
  return true;
}

}  // namespace norma::simulation
