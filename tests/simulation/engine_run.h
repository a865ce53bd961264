#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "engine/statechart/interpreter.h"
#include "tests/simulation/chart_generator.h"

namespace norma::simulation {

/// Bounds that random charts reach soon.
[[nodiscard]] statechart::InterpreterLimits small_limits();

/// The plan's chart. Requires: the engine accepts it; a fault is thrown as std::runtime_error.
[[nodiscard]] std::shared_ptr<const statechart::Chart> compiled(const ChartPlan& plan);

/// Everything that a step gave, in a form to compare: what happened, what came out, and the session as bytes.
[[nodiscard]] std::string everything_of(const statechart::Chart& chart, const Result<statechart::Step>& step);

/// A session of the engine that things happen to, and when.
class EngineRun {
 public:
  EngineRun(statechart::Interpreter& interpreter, std::shared_ptr<const statechart::Chart> chart)
      : interpreter_(interpreter), chart_(std::move(chart)) {}

  Result<statechart::Step> start();
  /// Requires: the last step was no error.
  Result<statechart::Step> next(const Happening& happening);
  /// Whether something is there to be fired.
  [[nodiscard]] bool can_fire() const { return !session_.delayed.empty(); }

  /// Writes the session and goes on with what is read; whether that is the same.
  bool restore();

  [[nodiscard]] const statechart::Session& session() const { return session_; }
  [[nodiscard]] const statechart::Chart& chart() const { return *chart_; }
  [[nodiscard]] std::int64_t now_ms() const { return now_ms_; }

 private:
  [[nodiscard]] statechart::Input input_of(const std::string& event) const;
  Result<statechart::Step> kept(Result<statechart::Step> step);

  statechart::Interpreter& interpreter_;
  std::shared_ptr<const statechart::Chart> chart_;
  statechart::Session session_;
  std::int64_t now_ms_ = 0;
};

}  // namespace norma::simulation
