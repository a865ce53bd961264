#pragma once

#include <cstddef>
#include <string>
#include <tl/expected.hpp>

#include "engine/statechart/chart.h"
#include "engine/statechart/session.h"
#include "engine/statechart/step.h"

namespace norma::statechart {

struct InterpreterLimits;

/// Why an expression gave no value.
struct Fault {
  std::string reason;
  bool is_bound = false;  ///< A bound was reached: the step cannot go on, unlike after any other fault.
};

template <class T>
using Evaluated = tl::expected<T, Fault>;

/// What a data model works on during one step; all of it outlives the step.
struct Scope {
  const Chart* chart = nullptr;
  Session* session = nullptr;  ///< Its configuration is what In() sees; its data are what the model changes.
  const InterpreterLimits* limits = nullptr;
  Instant now;
  std::uint64_t seed = 0;
  bool is_start = false;  ///< The session has not run before; its global script is still to come.
};

/// A language for conditions, locations, values and scripts (section 5.1 and appendix B).
///
/// Calls come between begin and finish or abandon, from one thread.
class DataModel {
 public:
  DataModel() = default;
  DataModel(const DataModel&) = delete;
  DataModel& operator=(const DataModel&) = delete;
  virtual ~DataModel() = default;

  virtual void begin(const Scope& scope) = 0;
  /// Writes the variables back into the session.
  virtual Evaluated<void> finish() = 0;
  /// Forgets the step.
  virtual void abandon() = 0;

  /// What `_event` is from now on. Requires: the input stays as it is until the next event or the end of the step.
  virtual void set_event(const Input& event) = 0;
  virtual Evaluated<bool> condition(ExpressionIndex expression) = 0;
  /// The value as tagged JSON.
  virtual Evaluated<std::string> value(ExpressionIndex expression) = 0;
  /// The value as text: a string as it is, anything else as the language prints it.
  virtual Evaluated<std::string> text(ExpressionIndex expression) = 0;
  /// Gives a place that exists a value.
  virtual Evaluated<void> assign(ExpressionIndex location, const ValueSource& source) = 0;
  /// Makes a variable; without value it is undefined.
  virtual Evaluated<void> declare(const std::string& name, const ValueSource& source) = 0;
  virtual Evaluated<void> run(ExpressionIndex program) = 0;

  /// Takes a copy of a collection to go through and tells its size; loops may be nested.
  virtual Evaluated<std::size_t> open_loop(const Foreach& loop) = 0;
  /// Sets item and index of the innermost loop.
  virtual Evaluated<void> enter_loop(const Foreach& loop, std::size_t position) = 0;
  virtual void close_loop() = 0;
};

}  // namespace norma::statechart
