#include "workflows/rehearsal/rehearsal.h"

#include <algorithm>
#include <utility>

#include "engine/statechart/json_text.h"
#include "workflows/rehearsal/inputs.h"
#include "workflows/rehearsal/loopback.h"
#include "workflows/rehearsal/turn.h"

namespace norma::workflows {
namespace {

statechart::InterpreterLimits limits_of(std::function<bool(std::string_view)> exists) {
  statechart::InterpreterLimits limits;
  limits.io_processors = {{std::string(kBasicHttpProcessor), "basichttp", std::string(kLoopbackLocation)}};
  limits.session_exists = std::move(exists);
  // What a session sends itself waits behind what reached it before, BasicHTTP's deliveries included.
  limits.own_sends_are_effects = true;
  return limits;
}

/// What is asked for first stands in the case; the caller's files come after.
template <class Uploads>
ReadResource with_uploads(const Uploads& uploads, const ReadResource& read) {
  return [&uploads, &read](std::string_view uri) -> Result<std::string> {
    for (const v1::RehearsalResource& one : uploads) {
      if (one.uri() == uri) return one.text();
    }
    if (read) return read(uri);
    return fail(Reason::kNotFound, uri);
  };
}

bool timer_is_next(const v1::RehearsalState& rehearsal) {
  if (rehearsal.timers_size() == 0 || rehearsal.arrivals_size() == 0) return false;
  return from_timestamp(rehearsal.timers(0).due()) <= from_timestamp(rehearsal.arrivals(0).at());
}

}  // namespace

Rehearsal::Rehearsal(bool keeps_sessions, RehearsalLimits limits)
    : keeps_sessions_(keeps_sessions), limits_(limits), interpreter_(limits_of([this](std::string_view id) {
        if (shown_ == nullptr) return false;
        return std::any_of(shown_->sessions().begin(), shown_->sessions().end(),
                           [&](const v1::RehearsalSession& one) { return one.id() == id && !one.ended(); });
      })) {}

Result<RehearsalDecision> Rehearsal::open(const Opening& opening, const ReadResource& read) {
  v1::CaseState state;
  state.set_case_id(opening.case_id);
  v1::Event opened;
  for (const v1::RehearsalResource& one : opening.resources) *opened.mutable_rehearsal_opened()->add_uploads() = one;
  *opened.mutable_rehearsal_opened()->mutable_now() = to_timestamp(opening.now);
  const ReadResource known = with_uploads(opening.resources, read);
  RehearsalTurn turn(*this, std::move(state), known);
  turn.emit(std::move(opened));
  const Result<v1::RehearsalDocument> document = charts_.read(opening.document, known);
  if (!document) return tl::unexpected(document.error());
  v1::RehearsalStart start;
  start.mutable_chart()->set_document(0);
  *start.mutable_document() = *document;
  if (const Result<void> started = turn.start(opening.session_id, std::move(start), {}); !started) {
    return tl::unexpected(started.error());
  }
  return std::move(turn).take();
}

Result<v1::Event> Rehearsal::schedule(const v1::CaseState& state, std::chrono::microseconds after,
                                      const std::string& event, const std::string& data_json) const {
  const v1::RehearsalState& rehearsal = state.rehearsal();
  if (!data_json.empty() && !statechart::json_compact(data_json)) {
    return fail(Reason::kMalformedRequest, "the data of the event are not JSON");
  }
  if (rehearsal.arrivals_size() >= limits_.waiting) {
    return fail(Reason::kLimitExceeded, "arrivals", std::to_string(limits_.waiting));
  }
  if (after.count() < 0 || after > limits_.ahead) {
    return fail(Reason::kLimitExceeded, "after", std::to_string(limits_.ahead.count()) + " h");
  }
  const int arrivals = rehearsal.arrivals_size();
  const Instant last = from_timestamp(arrivals == 0 ? rehearsal.now() : rehearsal.arrivals(arrivals - 1).at());
  v1::Event scheduled;
  scheduled.set_case_id(state.case_id());
  v1::RehearsalArrival& arrival = *scheduled.mutable_rehearsal_scheduled()->mutable_arrival();
  *arrival.mutable_at() = to_timestamp(last + after);
  arrival.set_event(event);
  arrival.set_data_json(data_json);
  return scheduled;
}

Result<RehearsalDecision> Rehearsal::step(const v1::CaseState& state, const ReadResource& read) {
  if (is_idle(state)) return RehearsalDecision{};
  const ReadResource known = with_uploads(state.rehearsal().uploads(), read);
  RehearsalTurn turn(*this, state, known);
  const v1::RehearsalState& rehearsal = state.rehearsal();
  v1::RehearsalStepped stepped;
  Result<void> done;
  if (rehearsal.queue_size() > 0) {
    stepped.set_session(rehearsal.queue(0).session());
    stepped.set_queued(true);
    done = turn.give(std::move(stepped), input_of(rehearsal.queue(0)));
  } else if (timer_is_next(rehearsal)) {
    done = turn.fire(rehearsal.timers(0));
  } else if (rehearsal.arrivals(0).event().empty()) {
    v1::Event moved;
    *moved.mutable_rehearsal_clock_moved()->mutable_to() = rehearsal.arrivals(0).at();
    turn.emit(std::move(moved));
  } else {
    turn.move_clock(rehearsal.arrivals(0).at());
    stepped.set_session(rehearsal.sessions(0).id());
    stepped.set_arrived(true);
    statechart::Input input;
    input.event = rehearsal.arrivals(0).event();
    input.data_json = rehearsal.arrivals(0).data_json();
    done = turn.give(std::move(stepped), std::move(input));
  }
  if (!done) return tl::unexpected(done.error());
  return std::move(turn).take();
}

bool Rehearsal::is_ended(const v1::CaseState& state) {
  return state.rehearsal().sessions_size() > 0 && state.rehearsal().sessions(0).ended();
}

bool Rehearsal::is_idle(const v1::CaseState& state) {
  const v1::RehearsalState& rehearsal = state.rehearsal();
  if (rehearsal.sessions_size() == 0 || is_ended(state)) return true;
  return rehearsal.queue_size() == 0 && rehearsal.arrivals_size() == 0;
}

Result<std::pair<std::shared_ptr<const statechart::Chart>, statechart::Session>> Rehearsal::first_session(
    const v1::CaseState& state) {
  const v1::RehearsalState& rehearsal = state.rehearsal();
  if (rehearsal.sessions_size() == 0) return fail(Reason::kStorageCorrupt, state.case_id());
  Result<std::shared_ptr<const statechart::Chart>> chart = charts_.chart(rehearsal, rehearsal.sessions(0).chart());
  if (!chart) return tl::unexpected(chart.error());
  Result<statechart::Session> session = statechart::decode(**chart, rehearsal.sessions(0).session());
  if (!session) return tl::unexpected(session.error());
  return std::pair(std::move(*chart), std::move(*session));
}

}  // namespace norma::workflows
