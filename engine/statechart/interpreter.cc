#include "engine/statechart/interpreter.h"

#include <utility>

#include "engine/statechart/ecmascript_model.h"
#include "engine/statechart/null_data_model.h"
#include "engine/statechart/run.h"

namespace norma::statechart {

struct Interpreter::Parts {
  explicit Parts(InterpreterLimits given) : limits(std::move(given)) {}

  Run run(const Chart& chart, Session session, const Input& input) {
    return Run(chart, std::move(session), limits, model(chart), input);
  }
  DataModel& model(const Chart& chart) {
    if (chart.data_model() == DataModelKind::kNull) return nothing;
    return ecmascript;
  }

  InterpreterLimits limits;
  NullDataModel nothing;
  EcmascriptModel ecmascript;
};

Interpreter::Interpreter(InterpreterLimits limits) : parts_(std::make_unique<Parts>(std::move(limits))) {}
Interpreter::~Interpreter() = default;
Interpreter::Interpreter(Interpreter&&) noexcept = default;
Interpreter& Interpreter::operator=(Interpreter&&) noexcept = default;

Result<Step> Interpreter::start(const Chart& chart, const Input& input) {
  return parts_->run(chart, Session{}, input).start(input);
}

Result<Step> Interpreter::step(const Chart& chart, const Session& session, const Input& input) {
  return parts_->run(chart, session, input).external(input);
}

Result<Step> Interpreter::fire(const Chart& chart, const Session& session, std::uint64_t number, const Input& input) {
  return parts_->run(chart, session, input).fire(number);
}

Result<Step> Interpreter::adopt(const Chart& chart, const MappedSession& mapped, const Input& input) {
  return parts_->run(chart, mapped.session, input).adopt(mapped.completed);
}

Result<Step> Interpreter::stop(const Chart& chart, const Session& session, const Input& input) {
  return parts_->run(chart, session, input).stop();
}

}  // namespace norma::statechart
