#pragma once

#include <chrono>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/instant.h"
#include "engine/result.h"
#include "engine/statechart/interpreter.h"
#include "norma/v1/event.pb.h"
#include "norma/v1/rehearsal.pb.h"
#include "norma/v1/state.pb.h"
#include "workflows/rehearsal/charts.h"

namespace norma::workflows {

/// Bounds of a rehearsal beside those of the interpreter.
struct RehearsalLimits {
  int sessions = 64;                                 ///< At a time; a further <invoke> is an error.communication.
  int waiting = 1000;                                ///< Events on their way, and arrivals.
  std::chrono::hours ahead{100 * 8766};                ///< How far one arrival may move the clock.
};

/// What one session did in one step, for showing; the events say the same for keeping.
struct RehearsedStep {
  std::string session;
  std::optional<std::string> event;  ///< What it was given; none at a start, at an end from outside, for a send that fell due.
  Instant now;
  std::shared_ptr<const statechart::Chart> chart;
  statechart::Step step;
};

/// What a rehearsal does next.
///
/// events: to be folded together, before anything else is decided. Empty when nothing is left to do.
struct RehearsalDecision {
  std::vector<v1::Event> events;
  std::vector<RehearsedStep> steps;
};

/// Decides the steps of rehearsals: sessions that send to each other, on a clock of their own.
///
/// A rehearsal is a case: everything the next step needs is in its state, which the fold of engine/acts changes by the
/// events decided here. So the bench runs in memory what a service runs through its journal. Each step takes, in this
/// order: the first event on its way; the first timer, if it is due no later than the first arrival; the first arrival,
/// to which the clock moves. BasicHTTP is a loopback between the sessions, whose deliveries are events on their way.
/// An ended first session ends the rehearsal. Documents are not linted.
/// Thread rule: one thread. What it keeps between calls is only ever saved work: the same arguments give the same result.
class Rehearsal {
 public:
  /// keeps_sessions: a session is not read again while its bytes are those of its last step.
  explicit Rehearsal(bool keeps_sessions, RehearsalLimits limits = {});
  Rehearsal(const Rehearsal&) = delete;
  Rehearsal& operator=(const Rehearsal&) = delete;

  /// What a rehearsal starts with. `resources` are kept with it, for what is read later.
  struct Opening {
    std::string case_id;
    std::string session_id;  ///< `_sessionid` of the first session.
    std::string document;
    std::vector<v1::RehearsalResource> resources;
    Instant now;
  };

  /// Opens a rehearsal and starts its first session.
  ///
  /// Errors: limit_exceeded, definition_invalid with "line:column: message", and those of the interpreter's start.
  Result<RehearsalDecision> open(const Opening& opening, const ReadResource& read);

  /// Has an event come from outside so long after everything that was scheduled before; an empty one moves the clock.
  ///
  /// `data_json` is tagged JSON, or empty. Errors: malformed_request (the data), limit_exceeded.
  Result<v1::Event> schedule(const v1::CaseState& state, std::chrono::microseconds after, const std::string& event,
                             const std::string& data_json) const;

  /// The next step. Errors: limit_exceeded (events on their way), storage_corrupt, those of the interpreter's step.
  Result<RehearsalDecision> step(const v1::CaseState& state, const ReadResource& read);

  /// Whether step() has nothing to do before something is scheduled.
  [[nodiscard]] static bool is_idle(const v1::CaseState& state);

  /// Whether the first session has ended.
  [[nodiscard]] static bool is_ended(const v1::CaseState& state);

  /// The chart and the session of the first session. Errors: storage_corrupt, and those of compiling.
  Result<std::pair<std::shared_ptr<const statechart::Chart>, statechart::Session>> first_session(
      const v1::CaseState& state);

 private:
  friend class RehearsalTurn;

  const bool keeps_sessions_;
  const RehearsalLimits limits_;
  RehearsalCharts charts_;
  std::map<std::string, std::pair<std::string, statechart::Session>> kept_;  ///< By the session's id, with its bytes.
  const v1::RehearsalState* shown_ = nullptr;  ///< What the interpreter is told of other sessions, during a turn.
  statechart::Interpreter interpreter_;
};

}  // namespace norma::workflows
