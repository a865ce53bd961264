// Random charts and random events: what must hold of all of them. RC_PARAMS gives seed and number, as rapidcheck says;
// without it there are 10 000 charts for each property, and 100 000 in the full tier.

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <cmath>
#include <cstdlib>
#include <map>
#include <string>
#include <vector>

#include "tests/simulation/chart_generator.h"
#include "tests/simulation/chart_oracle.h"
#include "tests/simulation/engine_run.h"

namespace norma::simulation {
namespace {

using statechart::Interpreter;
using statechart::Step;

/// What rapidcheck reads when it is first used.
const bool kParametersAreSet = [] {
  const char* given = std::getenv("RC_PARAMS");
  std::string parameters = given == nullptr ? "" : given;
  const char* tier = std::getenv("NORMA_TIER");
  const bool is_full = tier != nullptr && std::string(tier) == "full";
  if (parameters.find("max_success") == std::string::npos) parameters += is_full ? " max_success=100000" : " max_success=10000";
  return setenv("RC_PARAMS", parameters.c_str(), 1) == 0;
}();

struct Drawn {
  ChartPlan plan;
  std::vector<Happening> trace;
};

Drawn draw() {
  // Two tapes, so that a large chart leaves something for its events.
  Choices for_chart(*rc::gen::scale(30.0, rc::gen::arbitrary<std::vector<std::uint8_t>>()));
  Choices for_trace(*rc::gen::scale(4.0, rc::gen::arbitrary<std::vector<std::uint8_t>>()));
  Drawn drawn;
  drawn.plan = draw_chart(for_chart);
  drawn.trace = draw_trace(for_trace, drawn.plan);
  RC_LOG() << text_of(document_of(drawn.plan));
  return drawn;
}

void log_happening(const Happening& happening) {
  RC_LOG() << (happening.fires ? "the first delayed message, or " : "") << happening.event << '\n';
}

std::string joined(const std::vector<std::string>& items) {
  std::string text;
  for (const std::string& item : items) text += item + ' ';
  return text;
}

std::vector<std::string> ids_of(const std::vector<std::size_t>& states) {
  std::vector<std::string> result;
  for (const std::size_t state : states) result.push_back(ChartPlan::id(state));
  return result;
}

std::string json_of(const ChartOracle::Value& value) {
  if (!value) return "{\"$undef\":1}";
  return std::isnan(*value) ? "{\"$num\":\"NaN\"}" : std::to_string(static_cast<long long>(*value));
}

/// What the oracle says the engine's step must have come to.
std::string told(const ChartOracle& oracle) {
  if (oracle.is_broken()) return "error step_limit_exceeded";
  std::string text = std::string(oracle.accepted() ? "accepted" : "not accepted") + (oracle.is_running() ? "" : ", ended") + '\n';
  text += "active " + joined(ids_of(oracle.configuration())) + '\n';
  text += "left " + joined(ids_of(oracle.exited())) + '\n';
  text += "entered " + joined(ids_of(oracle.entered())) + '\n';
  text += "log " + joined(oracle.log()) + '\n';
  for (const auto& [history, states] : oracle.history()) text += ChartPlan::id(history) + ": " + joined(ids_of(states)) + '\n';
  for (const ChartOracle::Value& value : oracle.data()) text += json_of(value) + '\n';
  for (const ChartOracle::Delayed& one : oracle.delayed()) {
    text += std::to_string(one.number) + " at " + std::to_string(one.due_ms) + " " + one.event + " " + one.sendid + '\n';
  }
  return text;
}

/// The same of the engine.
std::string told_as_oracle(const statechart::Chart& chart, const Result<Step>& step) {
  if (!step) return "error " + std::string(reason_code(step.error().reason));
  const statechart::Session& session = step->session;
  const auto ids = [&](const std::vector<statechart::StateIndex>& states) {
    std::vector<std::string> result;
    for (const statechart::StateIndex state : states) result.push_back(chart.id(state));
    return joined(result);
  };
  std::string text = std::string(step->record.accepted ? "accepted" : "not accepted") + (session.running ? "" : ", ended") + '\n';
  text += "active " + joined(active_states(chart, session)) + '\n';
  text += "left " + ids(step->record.exited) + '\n';
  text += "entered " + ids(step->record.entered) + '\n';
  text += "log ";
  for (const statechart::LogLine& line : step->record.log) text += line.label + ' ';
  text += '\n';
  for (const statechart::HistoryValue& value : session.history) text += chart.id(value.history) + ": " + ids(value.states) + '\n';
  for (const statechart::Variable& variable : session.data) text += variable.json + '\n';
  for (const statechart::DelayedSend& send : session.delayed) {
    const auto due = std::chrono::duration_cast<std::chrono::milliseconds>(send.due.time_since_epoch()).count();
    text += std::to_string(send.number) + " at " + std::to_string(due) + " " + send.message.event + " " + send.message.sendid + '\n';
  }
  return text;
}

/// Section 3.11, of the active states but the root: empty when the configuration is legal.
std::string fault_of(const ChartPlan& plan, const std::vector<std::string>& active) {
  std::map<std::string, std::size_t> numbers;
  for (std::size_t state = 1; state < plan.states.size(); ++state) numbers[ChartPlan::id(state)] = state;
  std::vector<bool> is_active(plan.states.size());
  is_active[0] = true;
  for (const std::string& id : active) is_active[numbers.at(id)] = true;
  for (std::size_t state = 0; state < plan.states.size(); ++state) {
    if (!is_active[state]) continue;
    const std::string id = ChartPlan::id(state);
    if (!is_active[plan.states[state].parent]) return id + " is active without its parent";
    if (plan.is_history(state)) return id + " is a history and active";
    std::size_t children = 0;
    std::size_t active_children = 0;
    for (const std::size_t child : plan.states[state].children) {
      if (plan.is_history(child)) continue;
      ++children;
      if (is_active[child]) ++active_children;
    }
    const bool is_parallel = plan.states[state].kind == StatePlan::Kind::kParallel;
    if (is_parallel && active_children != children) return "a region of " + id + " is not active";
    if (!is_parallel && children > 0 && active_children != 1) return id + " has " + std::to_string(active_children) + " active children";
  }
  return {};
}

TEST(RandomCharts, GoAsAppendixDSaysThroughLegalConfigurations) {
  Interpreter interpreter(small_limits());
  const bool held = rc::check("the engine does what the oracle does", [&] {
    const Drawn drawn = draw();
    EngineRun run(interpreter, compiled(drawn.plan));
    ChartOracle oracle(drawn.plan, {small_limits().microsteps, small_limits().macrosteps, small_limits().queued_events});
    Result<Step> step = run.start();
    oracle.start();
    RC_ASSERT(told_as_oracle(run.chart(), step) == told(oracle));
    std::size_t accepted = 0;
    for (const Happening& happening : drawn.trace) {
      if (!step) break;
      RC_ASSERT(fault_of(drawn.plan, active_states(run.chart(), run.session())) == "");
      log_happening(happening);
      const bool fires = happening.fires && run.can_fire();
      step = run.next(happening);
      if (fires) {
        oracle.fire(run.now_ms());
      } else {
        oracle.take(happening.event, run.now_ms());
      }
      RC_ASSERT(told_as_oracle(run.chart(), step) == told(oracle));
      if (step && step->record.accepted) ++accepted;
    }
    if (step) RC_ASSERT(fault_of(drawn.plan, active_states(run.chart(), run.session())) == "");
    RC_CLASSIFY(!step, "ended by a limit");
    RC_CLASSIFY(step && accepted >= 3, "three events accepted or more");
    RC_CLASSIFY(!run.session().history.empty(), "with recorded history");
  });
  EXPECT_TRUE(held);
}

TEST(RandomCharts, GoOnTheSameFromTheirBytesOnAnInterpreterThatRanOthers) {
  Interpreter interpreter(small_limits());
  Interpreter other(small_limits());
  std::vector<EngineRun> before;
  const bool held = rc::check("restoring after each step changes nothing", [&] {
    const Drawn drawn = draw();
    EngineRun run(interpreter, compiled(drawn.plan));
    EngineRun restored(other, compiled(drawn.plan));
    Result<Step> step = run.start();
    RC_ASSERT(everything_of(run.chart(), step) == everything_of(restored.chart(), restored.start()));
    for (const Happening& happening : drawn.trace) {
      if (!step) break;
      log_happening(happening);
      // What another session does between two steps is nothing to this one.
      if (!before.empty()) static_cast<void>(before.front().next(happening));
      RC_ASSERT(restored.restore());
      step = run.next(happening);
      RC_ASSERT(everything_of(run.chart(), step) == everything_of(restored.chart(), restored.next(happening)));
    }
    before.clear();
    if (step) before.push_back(std::move(restored));
  });
  EXPECT_TRUE(held);
}

/// What is written down of a step, and all that a fold may use.
struct Recorded {
  std::vector<statechart::StateIndex> exited, entered;
  std::string session;
};

TEST(RandomCharts, FoldTheirRecordsToWhatRunningThemAgainGives) {
  Interpreter interpreter(small_limits());
  Interpreter later(small_limits());
  const bool held = rc::check("fold and replay agree", [&] {
    const Drawn drawn = draw();
    EngineRun run(interpreter, compiled(drawn.plan));
    std::vector<Recorded> journal;
    Result<Step> step = run.start();
    const auto record = [&] {
      if (step) journal.push_back({step->record.exited, step->record.entered, encode(run.chart(), step->session)});
    };
    record();
    for (const Happening& happening : drawn.trace) {
      if (!step) break;
      step = run.next(happening);
      record();
    }
    // Replay: another interpreter runs the same again. Fold: nothing is run, states are counted in and out.
    EngineRun replay(later, compiled(drawn.plan));
    std::vector<int> active(replay.chart().state_count());
    for (std::size_t i = 0; i < journal.size(); ++i) {
      if (i > 0) log_happening(drawn.trace[i - 1]);
      const Result<Step> again = i == 0 ? replay.start() : replay.next(drawn.trace[i - 1]);
      RC_ASSERT(again.has_value());
      RC_ASSERT(encode(replay.chart(), again->session) == journal[i].session);
      for (const statechart::StateIndex state : journal[i].exited) --active[state];
      for (const statechart::StateIndex state : journal[i].entered) ++active[state];
      const Result<statechart::Session> folded = decode(replay.chart(), journal[i].session);
      RC_ASSERT(folded.has_value());
      RC_ASSERT(*folded == again->session);
      for (std::size_t state = 1; state < active.size(); ++state) {
        RC_ASSERT(active[state] == (folded->configuration.contains(static_cast<statechart::StateIndex>(state)) ? 1 : 0));
      }
    }
  });
  EXPECT_TRUE(held);
}

}  // namespace
}  // namespace norma::simulation
