#include "engine/statechart/json_text.h"
#include "engine/statechart/run.h"

namespace norma::statechart {

bool Run::execute(const Block& block) {
  for (const Action& action : block) {
    if (!execute(action) || broken_) return false;
  }
  return true;
}

bool Run::execute(const Action& action) {
  return std::visit([&](const auto& what) { return perform(what, action); }, action.what);
}

bool Run::perform(const Raise& raise, const Action&) {
  Input event;
  event.event = raise.event;
  event.type = "internal";
  raise_internal(std::move(event));
  return true;
}

bool Run::perform(const If& choice, const Action&) {
  for (const Branch& branch : choice.branches) {
    if (branch.condition != kNoExpression && !condition_holds(branch.condition)) continue;
    if (broken_) return false;
    return execute(branch.block);
  }
  return true;
}

bool Run::perform(const Foreach& loop, const Action& at) {
  const Evaluated<std::size_t> size = model_.open_loop(loop);
  if (!size) {
    report(size.error(), "foreach", at.line, at.column);
    return false;
  }
  bool completed = true;
  for (std::size_t position = 0; completed && position < *size; ++position) {
    if (const Evaluated<void> entered = model_.enter_loop(loop, position); !entered) {
      report(entered.error(), "foreach", at.line, at.column);
      completed = false;
    } else {
      completed = execute(loop.block);
    }
  }
  model_.close_loop();
  return completed;
}

bool Run::perform(const Log& log, const Action& at) {
  LogLine line{log.label, {}};
  if (log.expression != kNoExpression) {
    Evaluated<std::string> text = model_.text(log.expression);
    if (!text) {
      report(text.error(), "log", at.line, at.column);
      return false;
    }
    line.text = std::move(*text);
  }
  if (step_.record.log.size() < limits_.log_lines) step_.record.log.push_back(std::move(line));
  return true;
}

bool Run::perform(const Assign& assign, const Action& at) {
  const Evaluated<void> done = model_.assign(assign.location, assign.value);
  if (!done) report(done.error(), "assign", at.line, at.column);
  return done.has_value();
}

bool Run::perform(const Script& script, const Action& at) {
  const Evaluated<void> done = model_.run(script.program);
  if (!done) report(done.error(), "script", at.line, at.column);
  return done.has_value();
}

void Run::report(const Fault& fault, std::string_view element, std::uint32_t line, std::uint32_t column,
                 std::string_view sendid) {
  if (fault.is_bound) return break_off(Reason::kExpressionFailed, fault.reason);
  raise_error("error.execution", fault, element, line, column, sendid);
}

void Run::raise_error(std::string_view event, const Fault& fault, std::string_view element, std::uint32_t line,
                      std::uint32_t column, std::string_view sendid) {
  step_.record.incidents.push_back({std::string(event), std::string(element), line, column, fault.reason});
  Input error;
  error.event = event;
  error.type = "platform";
  error.sendid = sendid;
  error.data_json = "{\"tagname\":" + json_quote(element) + ",\"line\":" + std::to_string(line) +
                    ",\"column\":" + std::to_string(column) + ",\"reason\":" + json_quote(fault.reason) + "}";
  raise_internal(std::move(error));
}

void Run::raise_internal(Input event) {
  if (internal_.size() >= limits_.queued_events) {
    return break_off(Reason::kStepLimitExceeded, std::to_string(limits_.queued_events));
  }
  if (event.type.empty()) event.type = "platform";
  internal_.push(std::move(event));
}

void Run::break_off(Reason reason, std::string detail) {
  if (!broken_) broken_ = Error{reason, {std::move(detail)}};
}

}  // namespace norma::statechart
