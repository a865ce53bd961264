#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/result.h"
#include "engine/statechart/chart.h"
#include "engine/statechart/migration.h"
#include "engine/statechart/session.h"
#include "engine/statechart/step.h"

namespace norma::statechart {

inline constexpr std::string_view kScxmlEventProcessor = "http://www.w3.org/TR/scxml/#SCXMLEventProcessor";

/// An event I/O processor that the caller runs beside SCXML's own.
struct IoProcessor {
  std::string type;             ///< What `type` of <send> says.
  std::string key;              ///< Its name in `_ioprocessors`.
  std::string location_prefix;  ///< The session's address there is this and the session's id.
};

struct InterpreterLimits {
  std::uint32_t microsteps = 1000;               ///< In one macrostep.
  std::uint32_t macrosteps = 100;                ///< In one step: the event itself and what the session sends itself.
  std::uint64_t expression_instructions = 3'000'000;  ///< Of the data model, in one evaluation.
  std::uint64_t step_instructions = 12'000'000;  ///< Of the data model, in one step.
  std::size_t heap_bytes = std::size_t{8} << 20;  ///< Of the data model, above what it needs at rest.
  std::size_t data_bytes = std::size_t{1} << 20;   ///< All variables of a session as JSON.
  std::size_t queued_events = 1000;              ///< In each queue of a session.
  std::size_t delayed_sends = 1000;
  std::size_t log_lines = 1000;                  ///< In one step; later ones are not kept.
  std::size_t cached_charts = 16;                ///< Charts whose expressions stay compiled.

  std::vector<IoProcessor> io_processors = {};
  std::vector<std::string> invoke_types = {};  ///< Types beside `scxml` that the caller starts.
  std::function<bool(std::string_view session_id)> session_exists = {};  ///< Who `#_scxml_ID` reaches; none: only itself.
  bool own_sends_are_effects = false;  ///< Messages to the session itself go out as effects, not into the same step.
};

/// Runs charts: Appendix D of SCXML 1.0, with `done.state` going up through nested parallels.
///
/// An ended session keeps the configuration it ended in, so that it can be shown; its exit content has run.
/// Confined to one thread. Holds compiled expressions and scopes of the data model, nothing of a session: the same
/// arguments give the same result, whatever ran before. A step that meets no expression does not touch the data model.
class Interpreter {
 public:
  explicit Interpreter(InterpreterLimits limits = {});
  ~Interpreter();
  Interpreter(Interpreter&&) noexcept;
  Interpreter& operator=(Interpreter&&) noexcept;

  /// Enters the initial states and runs until the session waits for an event.
  ///
  /// Requires: the chart is held by a shared_ptr, as compile gives it.
  /// Errors: malformed_request when `data_json` is not tagged JSON; step_limit_exceeded; expression_failed when a bound
  /// of the data model is reached.
  [[nodiscard]] Result<Step> start(const Chart& chart, const Input& input);

  /// Takes one event from outside and runs until the session waits again; an ended session stays as it is.
  ///
  /// An event from an invocation that is over is dropped, but for its `done.invoke` (section 6.4). Errors: as for start.
  [[nodiscard]] Result<Step> step(const Chart& chart, const Session& session, const Input& input);

  /// Delivers the delayed message of this number; only `now` and `seed` of the input are used.
  ///
  /// Errors: not_found when it was delivered or cancelled; then as for start.
  [[nodiscard]] Result<Step> fire(const Chart& chart, const Session& session, std::uint64_t number, const Input& input);

  /// Takes up a session that map_session brought from another chart and runs until it waits.
  ///
  /// New variables get their first values; states that go on are not entered again; what a legal configuration lacks is
  /// entered as by a transition, its <onentry> included. The record tells what was entered, and left after that. Only
  /// `now` and `seed` of the input are used. Errors: as for start.
  [[nodiscard]] Result<Step> adopt(const Chart& chart, const MappedSession& mapped, const Input& input);

  /// Ends a session from outside, as its invoker does: runs the exit content of every active state (section 6.4.2).
  ///
  /// Only `now` and `seed` of the input are used. Errors: as for start.
  [[nodiscard]] Result<Step> stop(const Chart& chart, const Session& session, const Input& input);

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

/// Whether some transition of an active state has a descriptor that matches; conditions are not evaluated.
[[nodiscard]] bool accepts(const Chart& chart, const Session& session, std::string_view event);

/// The distinct event descriptors of the active states' transitions, in document order.
[[nodiscard]] std::vector<std::string> accepted_events(const Chart& chart, const Session& session);

/// Whether a state of this id is active.
[[nodiscard]] bool is_active(const Chart& chart, const Session& session, std::string_view id);

/// IDs of the active states without children, in document order.
[[nodiscard]] std::vector<std::string> atomic_configuration(const Chart& chart, const Session& session);

/// IDs of all active states in document order.
[[nodiscard]] std::vector<std::string> active_states(const Chart& chart, const Session& session);

}  // namespace norma::statechart
