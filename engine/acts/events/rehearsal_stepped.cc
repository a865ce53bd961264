#include <algorithm>
#include <functional>

#include "engine/acts/events/appliers.h"

namespace norma::acts {
namespace {

using Timers = google::protobuf::RepeatedPtrField<v1::RehearsalTimer>;

void drop_timers(Timers& timers, const std::function<bool(const v1::RehearsalTimer&)>& is_over) {
  timers.erase(std::remove_if(timers.begin(), timers.end(), is_over), timers.end());
}

/// By due time; a timer comes after those of its moment that were there before.
void add_timer(Timers& timers, const v1::RehearsalTimer& started) {
  *timers.Add() = started;
  for (int place = timers.size() - 1; place > 0; --place) {
    if (from_timestamp(timers[place - 1].due()) <= from_timestamp(started.due())) break;
    timers.SwapElements(place - 1, place);
  }
}

void take_cause(v1::RehearsalState& rehearsal, const v1::RehearsalStepped& event) {
  switch (event.cause_case()) {
    case v1::RehearsalStepped::kQueued:
      if (rehearsal.queue_size() > 0) rehearsal.mutable_queue()->DeleteSubrange(0, 1);
      return;
    case v1::RehearsalStepped::kArrived:
      if (rehearsal.arrivals_size() > 0) rehearsal.mutable_arrivals()->DeleteSubrange(0, 1);
      return;
    case v1::RehearsalStepped::kFired:
      return drop_timers(*rehearsal.mutable_timers(), [&](const v1::RehearsalTimer& timer) {
        return timer.session() == event.session() && timer.number() == event.fired();
      });
    case v1::RehearsalStepped::kStart: {
      const v1::RehearsalStart& start = event.start();
      v1::RehearsalSession& started = *rehearsal.add_sessions();
      started.set_id(event.session());
      started.set_parent(start.parent());
      started.set_invokeid(start.invokeid());
      *started.mutable_chart() = start.chart();
      if (start.has_document()) *rehearsal.add_documents() = start.document();
      rehearsal.set_started(rehearsal.started() + 1);
      return;
    }
    case v1::RehearsalStepped::kStopped:
    case v1::RehearsalStepped::CAUSE_NOT_SET:
      return;
  }
}

}  // namespace

void apply(v1::CaseState& state, const v1::RehearsalStepped& event, const TurnHeader&) {
  v1::RehearsalState& rehearsal = *state.mutable_rehearsal();
  *rehearsal.mutable_now() = event.now();
  rehearsal.set_steps(rehearsal.steps() + 1);
  take_cause(rehearsal, event);
  auto& sessions = *rehearsal.mutable_sessions();
  const auto found = std::find_if(sessions.begin(), sessions.end(),
                                  [&](const v1::RehearsalSession& one) { return one.id() == event.session(); });
  if (found == sessions.end()) return;
  const bool is_first = found == sessions.begin();
  found->set_session(event.state());
  found->set_ended(event.ended());
  if (is_first) *state.mutable_configuration() = event.configuration();
  // Who was started stays when it has ended, so that it can be looked at; what was invoked is gone.
  if (event.ended() && !is_first) sessions.erase(found);
  for (const v1::RehearsalInput& sent : event.sent()) *rehearsal.add_queue() = sent;
  for (const v1::RehearsalTimer& started : event.timers()) add_timer(*rehearsal.mutable_timers(), started);
  drop_timers(*rehearsal.mutable_timers(), [&](const v1::RehearsalTimer& timer) {
    const bool is_cancelled = std::find(event.cancelled().begin(), event.cancelled().end(), timer.number()) !=
                              event.cancelled().end();
    return timer.session() == event.session() && (is_cancelled || event.ended());
  });
}

}  // namespace norma::acts
