#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "engine/instant.h"
#include "engine/statechart/session.h"

namespace norma::statechart {

/// What reaches a session from outside; for a start, what it begins with.
struct Input {
  std::string event;      ///< Not used by start.
  std::string data_json;  ///< Tagged JSON, or empty. At start an object whose members give <data> of <scxml> its values.
  Instant now;            ///< The time that the step happens at; `Date` tells no other.
  std::uint64_t seed = 0;  ///< What Math.random starts from.

  std::string sendid = {};      ///< The four become fields of `_event` (section 5.10.1).
  std::string origin = {};
  std::string origintype = {};
  std::string invokeid = {};    ///< At start: the invocation that the new session is.
  std::string type = {};        ///< "platform", "internal" or "external"; empty: external.
  std::string session_id = {};  ///< Only at start: what `_sessionid` will be.
  std::string raw = {};         ///< `_event.raw`, where an I/O processor has something to show.
};

/// A fault inside a definition that ran: an `error.*` event, kept as evidence.
struct Incident {
  std::string event;  ///< error.execution or error.communication.
  std::string element;
  std::uint32_t line = 0;
  std::uint32_t column = 0;
  std::string reason;
  bool operator==(const Incident&) const = default;
};

struct LogLine {
  std::string label;
  std::string text;  ///< A string as it is, anything else as JSON.
  bool operator==(const LogLine&) const = default;
};

/// What happened in a step.
struct Record {
  std::vector<StateIndex> exited;   ///< In the order of leaving; a state may be there more than once.
  std::vector<StateIndex> entered;  ///< In the order of entering.
  bool accepted = false;            ///< A transition was taken for the event from outside.
  bool final_reached = false;       ///< The session ended in this step.
  std::string done_data_json;       ///< Of the final state that ended it; tagged JSON or empty.
  std::uint32_t microsteps = 0;
  std::vector<TransitionIndex> taken;
  std::vector<Incident> incidents;
  std::vector<LogLine> log;
};

/// A message for the outside, to be sent once the step is durable.
struct SendEffect {
  Message message;
  std::string origin;  ///< Where answers go.
};
/// A message has to wait: call Interpreter::fire with the number when it is due.
struct DelayEffect {
  std::uint64_t number = 0;
  Instant due;
};
/// A delayed message was cancelled and will not be found any more.
struct CancelEffect {
  std::uint64_t number = 0;
};
/// Something is to be started for this session; what it sends back carries `invokeid`.
struct InvokeEffect {
  std::string invokeid;
  std::string type;
  std::string src;
  std::string content;                 ///< Evaluated <content>: XML or other text; empty when `child` is there.
  std::shared_ptr<const Chart> child;  ///< The chart written inside the invoke.
  std::string data_json;               ///< Object of parameters, for `data_json` of the child's start.
};
/// What was invoked is to be ended.
struct UninvokeEffect {
  std::string invokeid;
};
/// The event from outside goes on to an invocation as it came.
struct ForwardEffect {
  std::string invokeid;
  Input event;
};
using Effect = std::variant<SendEffect, DelayEffect, CancelEffect, InvokeEffect, UninvokeEffect, ForwardEffect>;

struct Step {
  Session session;
  Record record;
  std::vector<Effect> effects;  ///< In the order they arose.
};

}  // namespace norma::statechart
