#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "engine/instant.h"
#include "engine/result.h"
#include "engine/statechart/chart.h"
#include "engine/statechart/session.h"

namespace norma::statechart {

/// Bounds on one step.
struct Limits {
  std::size_t microsteps = 1'000;             ///< Per step.
  std::size_t queued_events = 10'000;         ///< Internal events per step.
  std::size_t pending_sends = 1'000;          ///< Per session.
  std::uint64_t instructions = 1'000'000;     ///< Per expression.
  std::uint64_t step_instructions = 4'000'000;  ///< Per step, all expressions together.
  std::size_t heap_bytes = 8 * 1024 * 1024;   ///< What expressions may allocate above the heap's own objects.
  std::size_t data_bytes = 256 * 1024;        ///< The session's data as tagged JSON.
  std::size_t cached_charts = 64;             ///< Charts whose compiled expressions are kept.
};

/// An event from outside, with the moment and the seed that make the step repeatable.
struct Input {
  std::string event;
  std::string data_json;  ///< Tagged JSON; empty: no data. For start: an object of values for top-level <data>.
  Instant now;
  std::uint64_t seed = 0;  ///< Of Math.random.
  std::string type = "external";  ///< `_event.type`; "platform" for errors that the host reports.
  std::string send_id;
  std::string origin;
  std::string origin_type;
  std::string invoke_id;
  std::string raw;            ///< `_event.raw`, for messages that came by HTTP.
  std::string session_id;     ///< start only: `_sessionid`.
  std::string http_location;  ///< start only: where the BasicHTTP processor listens; empty: not offered.
};

/// A platform error: the event it raised, where, and why.
struct Incident {
  std::string event;  ///< error.execution, error.communication, ..
  std::string tag;
  std::uint32_t line = 0;
  std::uint32_t column = 0;
  std::string reason;
};

struct LogLine {
  std::string label;
  std::string text;
};

/// What happened in a step, in order.
struct Record {
  std::vector<StateIndex> exited;
  std::vector<StateIndex> entered;
  std::vector<TransitionIndex> taken;
  bool accepted = false;       ///< The event itself enabled a transition.
  bool final_reached = false;  ///< The session ended in this step.
  std::string done_data;       ///< Tagged JSON of the top-level final's <donedata>; empty: none.
  std::vector<Incident> incidents;
  std::vector<LogLine> log;
  std::vector<std::string> internal_events;
};

/// Something the host is asked to do once the step is durable.
struct Effect {
  enum class Kind : std::uint8_t {
    kSend,          ///< Deliver now: `event` to `target` by `type`.
    kSchedule,      ///< A message now waits in the session until `due`.
    kCancel,        ///< The waiting message `number` is gone.
    kInvoke,        ///< Start `type` from `source` or `content` with `data`, as `id`.
    kCancelInvoke,  ///< End the invocation `id`.
    kForward,       ///< Hand the step's input on to the invocation `id` as it is.
  };
  Kind kind = Kind::kSend;
  std::uint64_t number = 0;
  Instant due;
  std::string id;  ///< Send id or invoke id.
  std::string event;
  std::string target;
  std::string type;
  std::string source;
  std::string content;        ///< kInvoke: what <content> holds, or the value of its expression.
  std::string data;           ///< Tagged JSON; empty: none.
  bool from_content = false;  ///< `data` came from <content>.

  bool operator==(const Effect&) const = default;
};

struct Step {
  Session session;
  Record record;
  std::vector<Effect> effects;
};

/// Runs charts: one macrostep per call, after W3C SCXML 1.0 Appendix D. Keeps no session between calls.
///
/// Deviation, on purpose: `done.state` goes on upwards through nested parallels (3.4, 3.7).
/// Errors of every step, in which case nothing changed: step_limit_exceeded (microsteps, queue, pending sends),
/// expression_failed (instruction budget or memory), limit_exceeded (data).
/// Threads: an object is confined to one thread.
class Interpreter {
 public:
  explicit Interpreter(const Limits& limits = {});
  ~Interpreter();
  Interpreter(const Interpreter&) = delete;
  Interpreter& operator=(const Interpreter&) = delete;

  /// Opens a session and enters the initial states.
  [[nodiscard]] Result<Step> start(const Chart& chart, const Input& input);

  /// Handles one external event. A session that has ended accepts nothing and stays as it is.
  [[nodiscard]] Result<Step> step(const Chart& chart, const Session& session, const Input& input);

  /// Handles the earliest pending message, if it is due: `input` gives the moment and the seed only.
  /// A message to somebody else becomes an effect; with none due, the step is empty.
  [[nodiscard]] Result<Step> fire(const Chart& chart, const Session& session, const Input& input);

  /// Ends a session from outside, as its invoker does: runs onexit of every active state.
  [[nodiscard]] Result<Step> stop(const Chart& chart, const Session& session, const Input& input);

  /// How often an expression was evaluated since construction.
  [[nodiscard]] std::uint64_t evaluations() const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace norma::statechart
