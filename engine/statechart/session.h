#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/instant.h"
#include "engine/result.h"
#include "engine/statechart/chart.h"

namespace norma::statechart {

/// One variable of the data model.
///
/// Tagged JSON is JSON in which an object with exactly one member `$undef`, `$num` ("NaN", "Infinity",
/// "-Infinity", "-0"), `$date` (ms since 1970), `$xml` (markup), `$again` (a function: evaluate the declaring
/// expression again) or `$object` (an object that looks like one of these) stands for a value JSON lacks.
/// Values only: two variables that shared an object hold copies after a step.
struct Variable {
  std::string name;
  std::string value;  ///< Tagged JSON.

  bool operator==(const Variable&) const = default;
};

/// A message that waits for its moment, or, when already due, for its turn in the external queue.
struct PendingSend {
  std::uint64_t number = 0;  ///< Unique in the session, ascending in the order sent.
  Instant due;
  std::string send_id;
  bool named = false;  ///< The author gave the id: it shows in `_event.sendid`.
  std::string event;
  std::string target;  ///< Empty: this session.
  std::string type;    ///< Empty: the SCXML event processor.
  std::string data;    ///< Tagged JSON; empty: undefined.
  bool from_content = false;

  bool operator==(const PendingSend&) const = default;
};

/// A running <invoke>.
struct Invocation {
  std::string id;
  StateIndex state = 0;
  std::uint16_t ordinal = 0;  ///< Which <invoke> of the state, from 0.

  bool operator==(const Invocation&) const = default;
};

/// Everything the next step needs: a value that may be stored, and thrown away, after each step.
struct Session {
  std::string id;             ///< `_sessionid`.
  std::string http_location;  ///< Address of the BasicHTTP processor; empty: not offered.
  StateSet configuration;     ///< All active states; after the end, those it ended in.
  std::map<StateIndex, StateSet> history;  ///< By history state.
  StateSet initialised;                    ///< States whose data was bound (binding="late").
  std::vector<Variable> data;
  std::vector<PendingSend> pending;  ///< Ascending by number.
  std::vector<Invocation> invocations;
  std::uint64_t counter = 0;  ///< Source of generated ids and numbers.
  bool ended = false;

  bool operator==(const Session&) const = default;
};

/// The session as bytes: the same value always gives the same bytes, and states appear by id.
///
///   session  = "S1" field*
///   field    = tag length ":" bytes          ; length: bytes in decimal; tag: one letter
///   I id, H http location, N counter in decimal, E "1" ended   ; each at most once, absent when empty
///   C id                                     ; each atomic active state, document order
///   R history-id *( " " state-id )           ; recorded history, document order
///   L state-id                               ; state with bound data, document order
///   V name "=" tagged-json                   ; variable, in order of creation
///   P field*                                 ; pending send: n number, u due (RFC 3339), s sendid, k "1" named,
///                                            ;   e event, t target, y type, d data, b "1" from content
///   X ordinal " " state-id " " invoke-id     ; running invocation
///
/// Fields come in the order of this list. Example, a session in two regions with one variable:
/// `S1I6:case_1C5:draftC7:opinionV8:rounds=2`.
[[nodiscard]] std::string encode(const Chart& chart, const Session& session);

/// Reads what encode wrote for the same chart, or one that has the same ids.
///
/// Errors: malformed_request (not the grammar, an unknown state, or a configuration that is not legal).
[[nodiscard]] Result<Session> decode(const Chart& chart, std::string_view bytes);

/// The next moment at which `Interpreter::fire` has something to do; nothing if no message is pending.
[[nodiscard]] std::optional<Instant> next_due(const Session& session);

/// Ids of the active atomic states, in document order.
[[nodiscard]] std::vector<std::string> atomic_configuration(const Chart& chart, const Session& session);

/// Whether a state of this id is active.
[[nodiscard]] bool is_active(const Chart& chart, const Session& session, std::string_view id);

/// Whether some transition of an active state has a descriptor that matches; conditions are not evaluated.
[[nodiscard]] bool accepts(const Chart& chart, const Session& session, std::string_view event);

/// The distinct event descriptors of the active states' transitions, in document order.
[[nodiscard]] std::vector<std::string> accepted_events(const Chart& chart, const Session& session);

}  // namespace norma::statechart
