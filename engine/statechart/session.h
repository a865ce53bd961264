#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/instant.h"
#include "engine/result.h"
#include "engine/statechart/chart.h"
#include "engine/statechart/state_set.h"

namespace norma::statechart {

/// A variable of the data model and its value as tagged JSON.
///
/// Tagged JSON is JSON in which an object with one of these single members stands for what JSON cannot say:
/// `{"$undef":1}` undefined; `{"$num":"NaN"}`, `"Infinity"`, `"-Infinity"`, `"-0"`; `{"$date":ms since 1970}`;
/// `{"$xml":[name, {attribute: value}, [child or text], namespace]}` an element, the namespace only where it is not
/// its parent's; `{"$fn":1}` the function of the <data> element of that name; `{"$obj":{..}}` an object that would
/// otherwise read as one of these.
/// Values are kept, not references: two variables that shared one object hold equal copies in the next step.
struct Variable {
  std::string name;
  std::string json;
  bool operator==(const Variable&) const = default;
};

struct HistoryValue {
  StateIndex history = 0;
  std::vector<StateIndex> states;
  bool operator==(const HistoryValue&) const = default;
};

/// A message, to this session or another, with what the SCXML Event I/O Processor says about it.
struct Message {
  std::string event;
  std::string target;  ///< Empty: this session.
  std::string type;    ///< URI of the event I/O processor; empty: SCXML's.
  std::string sendid;
  bool sendid_is_generated = false;
  std::vector<Variable> parameters;  ///< `namelist` and <param> of the <send>, in order.
  std::string data_json;             ///< What `_event.data` will be, as tagged JSON; empty: undefined.
  bool operator==(const Message&) const = default;
};

/// A message that waits for its time; the caller keeps the clock and calls Interpreter::fire.
struct DelayedSend {
  std::uint64_t number = 0;
  Instant due;
  Message message;
  bool operator==(const DelayedSend&) const = default;
};

/// A running invocation.
struct Invocation {
  StateIndex state = 0;
  std::uint16_t position = 0;  ///< Which <invoke> of the state.
  std::string invokeid;
  bool operator==(const Invocation&) const = default;
};

/// Everything the next step needs to know of a running chart.
struct Session {
  std::string id;        ///< `_sessionid`.
  std::string invokeid;  ///< Of the invocation that this session is; empty when nothing invoked it.
  bool running = false;
  StateSet configuration;  ///< Active states with all ancestors, the root included.
  StateSet initialised;    ///< Late binding: states whose data have been given their first values.
  std::vector<HistoryValue> history;    ///< By history state.
  std::vector<Variable> data;           ///< By name.
  std::vector<DelayedSend> delayed;     ///< By number.
  std::vector<Invocation> invocations;  ///< In the order they started.
  std::uint64_t next_number = 1;        ///< For sends and generated identifiers.
  bool operator==(const Session&) const = default;
};

/// Writes a session as bytes: compact, the same for equal sessions, with state IDs instead of numbers.
///
///     session    = "n1" flag text<id> text<invokeid> number<next> list(text)<atomic configuration>
///                  list(text)<initialised> list(text list(text))<history> list(text text)<data>
///                  list(number<number> number<due, microseconds since 1970> message)<delayed>
///                  list(text<state> number<position> text<invokeid>)<invocations>
///     message    = text<event> text<target> text<type> text<sendid> flag<generated> list(text text)<parameters>
///                  text<data>
///     list(item) = number item*;  flag = "+" | "-";  number = ["-"] digits ";";  text = digits ":" bytes
///
/// A running session "s1" in state "draft" with one variable: `n1+2:s10:1;1;5:draft0;0;1;5:count1:30;0;`
[[nodiscard]] std::string encode(const Chart& chart, const Session& session);

/// Whether these bytes are a session that has ended; only the first of them are looked at.
[[nodiscard]] bool has_ended(std::string_view bytes);

/// Reads what `encode` wrote, with this chart or another that has the same state IDs.
///
/// Errors: storage_corrupt when the bytes are not of that form; definition_invalid when a state is not in the chart, the
/// configuration is not legal in it (section 3.11), or a history cannot have recorded what is there.
[[nodiscard]] Result<Session> decode(const Chart& chart, std::string_view bytes);

}  // namespace norma::statechart
