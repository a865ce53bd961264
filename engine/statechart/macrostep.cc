#include <algorithm>

#include "engine/statechart/json_text.h"
#include "engine/statechart/run.h"

namespace norma::statechart {

Run::Run(const Chart& chart, Session session, const InterpreterLimits& limits, DataModel& model, const Input& input)
    : chart_(chart),
      limits_(limits),
      model_(model),
      now_(input.now),
      step_{std::move(session), {}, {}},
      session_(step_.session),
      seen_(chart.state_count()),
      to_invoke_(chart.state_count()) {
  const bool is_start = !session_.running && session_.configuration == StateSet();
  model_.begin({&chart_, &session_, &limits_, now_, input.seed, is_start});
}

Result<Step> Run::start(const Input& input) {
  session_.id = input.session_id;
  session_.invokeid = input.invokeid;
  session_.running = true;
  session_.configuration = StateSet(chart_.state_count());
  session_.initialised = StateSet(chart_.state_count());
  initialise_data(input);
  if (chart_.global_script() != kNoExpression && !broken_) {
    const Expression& script = chart_.expression(chart_.global_script());
    const Evaluated<void> done = model_.run(chart_.global_script());
    if (!done) report(done.error(), script.tag, script.line, script.column);
  }
  if (!broken_) enter_initial();
  if (!broken_) run_macrostep();
  if (!broken_) drain();
  return conclude();
}

void Run::initialise_data(const Input& input) {
  std::vector<std::pair<std::string, std::string>> given;
  if (!input.data_json.empty()) {
    auto members = json_members(input.data_json);
    if (!members) return break_off(Reason::kMalformedRequest, "data_json is not an object");
    given = std::move(*members);
  }
  for (std::size_t i = 0; i < chart_.state_count() && !broken_; ++i) {
    const auto index = static_cast<StateIndex>(i);
    for (const Data& data : chart_.state(index).data) {
      if (chart_.binds_late() && index != 0) {
        initialise({data.id, {}, {}, data.line, data.column}, nullptr);
        continue;
      }
      const auto own = std::find_if(given.begin(), given.end(), [&](const auto& one) { return one.first == data.id; });
      if (index == 0 && own != given.end()) {
        const ValueSource value{kNoExpression, own->second};
        initialise(data, &value);
      } else {
        initialise(data, nullptr);
      }
    }
  }
}

void Run::initialise(const Data& data, const ValueSource* given) {
  if (given == nullptr && !data.failure.empty()) {
    report({data.failure, false}, "data", data.line, data.column);
  } else {
    const Evaluated<void> done = model_.declare(data.id, given != nullptr ? *given : data.value);
    if (done) return;
    report(done.error(), "data", data.line, data.column);
  }
  if (broken_ || chart_.data_model() == DataModelKind::kNull) return;
  // A variable whose value is in error exists all the same (section 5.3.3).
  if (const Evaluated<void> empty = model_.declare(data.id, {}); !empty && empty.error().is_bound) {
    report(empty.error(), "data", data.line, data.column);
  }
}

void Run::run_macrostep() {
  microsteps_ = 0;
  idle_events_ = 0;
  while (!broken_) {
    while (session_.running && !broken_) {
      select_transitions(nullptr);
      if (enabled_.empty()) {
        if (internal_.empty()) break;
        internal_event_ = internal_.pop();
        model_.set_event(internal_event_);
        select_transitions(&internal_event_.event);
        // An eventless condition that fails raises its error anew with every event it sees: that never rests.
        if (enabled_.empty() && ++idle_events_ > limits_.queued_events) {
          return break_off(Reason::kStepLimitExceeded, std::to_string(limits_.queued_events));
        }
        if (enabled_.empty()) continue;
      }
      if (!broken_) microstep();
    }
    if (!session_.running || broken_) break;
    start_invocations();
    if (internal_.empty()) break;
  }
  if (!session_.running && !broken_) exit_interpreter();
}

Result<Step> Run::external(const Input& event) {
  if (!session_.running) return conclude();
  outside_event_ = true;
  take_external(event);
  outside_event_ = false;
  if (!broken_) drain();
  return conclude();
}

void Run::take_external(const Input& event) {
  microsteps_ = 0;
  const auto& all = session_.invocations;
  // What a finished child sent last still counts after the state that invoked it was left.
  const bool can_be_stale = !event.invokeid.empty() && event.event != "done.invoke." + event.invokeid;
  const bool is_stale = can_be_stale && std::none_of(all.begin(), all.end(), [&](const Invocation& one) {
    return one.invokeid == event.invokeid;
  });
  if (is_stale) return;
  model_.set_event(event);
  meet_invocations(event);
  if (broken_) return;
  select_transitions(&event.event);
  if (broken_) return;
  if (outside_event_) step_.record.accepted = !enabled_.empty();
  if (!enabled_.empty()) microstep();
  if (!broken_) run_macrostep();
}

Result<Step> Run::fire(std::uint64_t number) {
  const auto found = std::find_if(session_.delayed.begin(), session_.delayed.end(),
                                  [number](const DelayedSend& send) { return send.number == number; });
  if (found == session_.delayed.end()) return fail(Reason::kNotFound, std::to_string(number));
  Message message = std::move(found->message);
  session_.delayed.erase(found);
  const bool is_own = message.type.empty() || message.type == kScxmlEventProcessor || message.type == "scxml";
  if (is_own && (message.target.empty() || message.target == address())) return external(event_of(std::move(message)));
  deliver(std::move(message), {"send", 0, 0});
  if (!broken_) run_macrostep();
  if (!broken_) drain();
  return conclude();
}

Result<Step> Run::stop() {
  if (!session_.running) return conclude();
  session_.running = false;
  session_.invokeid.clear();
  exit_interpreter();
  return conclude();
}

void Run::drain() {
  for (std::uint32_t macrosteps = 1; session_.running && !external_.empty() && !broken_; ++macrosteps) {
    if (macrosteps > limits_.macrosteps) {
      return break_off(Reason::kStepLimitExceeded, std::to_string(limits_.macrosteps));
    }
    external_event_ = external_.pop();
    take_external(external_event_);
  }
}

void Run::exit_interpreter() {
  step_.record.final_reached = true;
  const StateSet ended_in = session_.configuration;
  ended_in.each_backwards([&](StateIndex state) {
    if (broken_) return;
    leave(state);
    session_.configuration.erase(state);
  });
  session_.configuration = ended_in;
  for (const DelayedSend& send : session_.delayed) step_.effects.emplace_back(CancelEffect{send.number});
  session_.delayed.clear();
  external_.clear();
  internal_.clear();
  if (session_.invokeid.empty()) return;
  Message done;
  done.event = "done.invoke." + session_.invokeid;
  done.target = "#_parent";
  done.data_json = step_.record.done_data_json;
  step_.effects.emplace_back(SendEffect{std::move(done), address()});
}

Result<Step> Run::conclude() {
  if (!broken_) {
    if (const Evaluated<void> kept = model_.finish(); !kept) break_off(Reason::kExpressionFailed, kept.error().reason);
  }
  if (broken_) {
    model_.abandon();
    return tl::unexpected<Error>(*broken_);
  }
  return std::move(step_);
}

}  // namespace norma::statechart
