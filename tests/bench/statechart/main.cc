// What the statechart engine costs, one JSON object a line; see tests/bench/README.md.

#include <malloc.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <optional>
#include <string>
#include <vector>

#include "engine/statechart/interpreter.h"
#include "tests/bench/statechart/charts.h"

namespace norma::bench {
namespace {

using statechart::Chart;
using statechart::Input;
using statechart::Interpreter;
using statechart::Session;
using statechart::Step;
using Clock = std::chrono::steady_clock;

constexpr std::string_view kFacts =
    R"({"pending_opinions":0,"open_rows":0,"aligned":true,"misaligned":false,"commenced":true,"open_findings":1,)"
    R"("open_questions":0,"cause_routes_to_amendment":false,"outcome":""})";

[[noreturn]] void stop(const std::string& why) {
  std::cerr << why << '\n';
  std::exit(1);
}

bool all_hold = true;

void print(const std::string& figure, double value, const std::string& unit, std::optional<double> target = {}) {
  std::array<char, 64> number{};
  std::snprintf(number.data(), number.size(), "%.3f", value);
  std::cout << "{\"figure\":\"" << figure << "\",\"value\":" << number.data() << ",\"unit\":\"" << unit << '"';
  if (target) std::cout << ",\"target\":" << *target << ",\"holds\":" << (value <= *target ? "true" : "false");
  all_hold = all_hold && value <= target.value_or(value);
  std::cout << "}" << std::endl;
}

/// Seconds that one call takes: the median of seven rounds of 60 ms each, after one that is not counted.
template <class Call>
double seconds_of(const Call& call) {
  std::vector<double> rounds;
  for (int round = 0; round < 8; ++round) {
    const Clock::time_point begin = Clock::now();
    const Clock::time_point end = begin + std::chrono::milliseconds(60);
    std::uint64_t calls = 0;
    Clock::time_point now = begin;
    while (now < end) {
      for (int i = 0; i < 32; ++i) call();
      calls += 32;
      now = Clock::now();
    }
    if (round > 0) rounds.push_back(std::chrono::duration<double>(now - begin).count() / static_cast<double>(calls));
  }
  std::sort(rounds.begin(), rounds.end());
  return rounds[rounds.size() / 2];
}

Input input_of(std::string_view event) {
  Input input;
  input.event = event;
  if (!event.empty()) input.data_json = kFacts;
  input.now = Instant(std::chrono::seconds(1'700'000'000));
  return input;
}

Step stepped(Interpreter& interpreter, const Chart& chart, const Session& session, std::string_view event) {
  Result<Step> step = interpreter.step(chart, session, input_of(event));
  if (!step || !step->record.accepted) stop("the event is not accepted: " + std::string(event));
  return std::move(*step);
}

Session started(Interpreter& interpreter, const Chart& chart) {
  Result<Step> step = interpreter.start(chart, input_of(""));
  if (!step) stop("a chart of the bench does not start");
  return std::move(step->session);
}

void measure_microsteps(const std::string& name, const Chart& chart) {
  Interpreter interpreter;
  const Session session = started(interpreter, chart);
  const Input input = input_of("go");
  const Step once = stepped(interpreter, chart, session, "go");
  const double seconds = seconds_of([&] {
    if (!interpreter.step(chart, session, input)) stop("a step of the bench fails");
  });
  print("statechart_microsteps_" + name, once.record.microsteps / seconds, "microsteps/s");
  print("statechart_transitions_" + name, static_cast<double>(once.record.taken.size()) / seconds, "transitions/s");
}

void measure_step(const std::string& name, const Chart& chart, const Session& session, std::string_view event, double target) {
  Interpreter interpreter;
  const Input input = input_of(event);
  const std::string bytes = encode(chart, session);
  stepped(interpreter, chart, session, event);
  const double alone = seconds_of([&] {
    if (!interpreter.step(chart, session, input)) stop("a step of the bench fails");
  });
  print("act_step_" + name, alone * 1e6, "us", target);
  const double whole = seconds_of([&] {
    const Result<Session> decoded = statechart::decode(chart, bytes);
    const Result<Step> step = interpreter.step(chart, *decoded, input);
    if (encode(chart, step->session).empty()) stop("a session is written as nothing");
  });
  print("act_step_" + name + "_with_codec", whole * 1e6, "us", target);
}

void measure_session(const Chart& chart, const Session& session) {
  const std::string bytes = encode(chart, session);
  print("act_decode", seconds_of([&] {
          if (!statechart::decode(chart, bytes)) stop("a session cannot be read");
        }) * 1e6, "us");
  print("act_encode", seconds_of([&] {
          if (encode(chart, session).empty()) stop("a session is written as nothing");
        }) * 1e6, "us");
  print("act_atomic_configuration", seconds_of([&] {
          if (atomic_configuration(chart, session).empty()) stop("a session is nowhere");
        }) * 1e6, "us");
  print("act_accepted_events", seconds_of([&] {
          if (accepted_events(chart, session).empty()) stop("a session accepts nothing");
        }) * 1e6, "us");
  print("act_accepts", seconds_of([&] {
          if (!accepts(chart, session, "repeal-act")) stop("an event is not accepted");
        }) * 1e6, "us");
}

/// What a case that waits takes: as bytes, as it lies in storage, and as a session in memory.
void measure_memory(const Chart& chart, const Session& session) {
  constexpr std::size_t kCases = 10'000;
  std::vector<Session> cases;
  cases.reserve(kCases);
  const std::string bytes = encode(chart, session);
  const std::size_t before = mallinfo2().uordblks;
  for (std::size_t i = 0; i < kCases; ++i) cases.push_back(*statechart::decode(chart, bytes));
  const std::size_t after = mallinfo2().uordblks;
  print("act_idle_case_written", static_cast<double>(bytes.size()), "bytes");
  print("act_idle_case_in_memory", static_cast<double>(after - before) / kCases + sizeof(Session), "bytes");
}

constexpr std::array<std::string_view, 6> kToForce = {"assign-drafter",   "submit-draft", "record-alignment",
                                                      "task.review_draft.accept", "adopt-act",    "publish-act"};

/// The whole way of an act into force, as one figure.
void measure_life(const Chart& chart) {
  Interpreter interpreter;
  std::vector<Input> inputs;
  for (const std::string_view event : kToForce) inputs.push_back(input_of(event));
  const Input begin = input_of("");
  std::uint32_t microsteps = 0;
  const double seconds = seconds_of([&] {
    Result<Step> step = interpreter.start(chart, begin);
    microsteps = step->record.microsteps;
    for (const Input& input : inputs) {
      step = interpreter.step(chart, step->session, input);
      microsteps += step->record.microsteps;
    }
  });
  print("statechart_microsteps_act", microsteps / seconds, "microsteps/s");
}

int run() {
  constexpr double kPlainTarget = 5;
  constexpr double kConditionTarget = 15;
  measure_microsteps("flat", *flat_chart(500));
  measure_microsteps("deep", *deep_chart(20, 40));
  measure_microsteps("wide_parallel", *wide_chart(64, 20));
  const std::shared_ptr<const Chart> act = act_chart();
  measure_life(*act);

  Interpreter interpreter;
  Session session = started(interpreter, *act);
  const auto walk = [&](std::size_t from, std::size_t to) {
    for (std::size_t i = from; i < to; ++i) session = stepped(interpreter, *act, session, kToForce[i]).session;
  };
  walk(0, 1);
  measure_step("submit_draft", *act, session, "submit-draft", kPlainTarget);
  walk(1, 5);
  measure_step("publish_with_condition", *act, session, "publish-act", kConditionTarget);
  walk(5, 6);
  measure_step("ask_question", *act, session, "ask-question", kPlainTarget);
  for (const std::string_view event : {"term.compliance", "record-finding"}) {
    session = stepped(interpreter, *act, session, event).session;
  }
  measure_step("close_finding_with_condition", *act, session, "close-finding", kConditionTarget);
  measure_session(*act, session);
  measure_memory(*act, session);
  return all_hold ? 0 : 1;
}

}  // namespace
}  // namespace norma::bench

int main() { return norma::bench::run(); }
