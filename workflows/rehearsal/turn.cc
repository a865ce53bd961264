#include "workflows/rehearsal/turn.h"

#include <algorithm>
#include <utility>

#include "engine/acts/apply.h"
#include "engine/statechart/json_text.h"
#include "workflows/rehearsal/inputs.h"
#include "workflows/rehearsal/loopback.h"

namespace norma::workflows {
namespace {

using statechart::Input;

void note(const statechart::Chart& chart, const statechart::Step& step, v1::RehearsalStepped& stepped) {
  for (const statechart::StateIndex state : step.record.exited) stepped.add_exited(chart.id(state));
  for (const statechart::StateIndex state : step.record.entered) stepped.add_entered(chart.id(state));
  for (const std::string& id : statechart::atomic_configuration(chart, step.session)) stepped.add_configuration(id);
  stepped.set_state(statechart::encode(chart, step.session));
  stepped.set_ended(!step.session.running);
  for (const statechart::Incident& one : step.record.incidents) {
    v1::RehearsalIncident& incident = *stepped.add_incidents();
    incident.set_event(one.event);
    incident.set_element(one.element);
    incident.set_line(one.line);
    incident.set_column(one.column);
    incident.set_reason(one.reason);
  }
  for (const statechart::LogLine& one : step.record.log) {
    v1::RehearsalLogLine& line = *stepped.add_log();
    line.set_label(one.label);
    line.set_text(one.text);
  }
}

Input communication_error(std::string_view element, std::string_view reason, const std::string& sendid = {}) {
  Input error;
  error.event = "error.communication";
  error.type = "platform";
  error.sendid = sendid;
  error.data_json = "{\"tagname\":" + statechart::json_quote(element) + ",\"reason\":" + statechart::json_quote(reason) + "}";
  return error;
}

}  // namespace

RehearsalTurn::RehearsalTurn(Rehearsal& rehearsal, v1::CaseState state, const ReadResource& read)
    : rehearsal_(rehearsal), state_(std::move(state)), read_(read) {
  rehearsal_.shown_ = &state_.rehearsal();
}

RehearsalTurn::~RehearsalTurn() { rehearsal_.shown_ = nullptr; }

void RehearsalTurn::emit(v1::Event event) {
  event.set_case_id(state_.case_id());
  acts::TurnHeader header;
  header.time = from_timestamp(state().now());
  acts::apply_event(state_, event, header);
  decision_.events.push_back(std::move(event));
}

const v1::RehearsalSession* RehearsalTurn::find(std::string_view id) const {
  for (const v1::RehearsalSession& one : state().sessions()) {
    if (one.id() == id) return &one;
  }
  return nullptr;
}

const v1::RehearsalSession* RehearsalTurn::find_child(std::string_view parent, std::string_view invokeid) const {
  for (const v1::RehearsalSession& one : state().sessions()) {
    if (one.parent() == parent && one.invokeid() == invokeid && !one.parent().empty()) return &one;
  }
  return nullptr;
}

Result<RehearsalTurn::Member> RehearsalTurn::load(const v1::RehearsalSession& session) {
  Member member;
  Result<std::shared_ptr<const statechart::Chart>> chart = rehearsal_.charts_.chart(state(), session.chart());
  if (!chart) return tl::unexpected(chart.error());
  member.chart = std::move(*chart);
  const auto kept = rehearsal_.kept_.find(session.id());
  if (kept != rehearsal_.kept_.end() && kept->second.first == session.session()) {
    member.session = kept->second.second;
    return member;
  }
  Result<statechart::Session> decoded = statechart::decode(*member.chart, session.session());
  if (!decoded) return tl::unexpected(decoded.error());
  member.session = std::move(*decoded);
  return member;
}

Input RehearsalTurn::at_now(Input input) const {
  input.now = from_timestamp(state().now());
  // Another number for each step, and the same for the same step.
  input.seed = state().steps() + 1;
  return input;
}

Result<void> RehearsalTurn::start(const std::string& id, v1::RehearsalStart start, const Input& input) {
  v1::RehearsalState after = state();
  if (start.has_document()) *after.add_documents() = start.document();
  Result<std::shared_ptr<const statechart::Chart>> chart = rehearsal_.charts_.chart(after, start.chart());
  if (!chart) return tl::unexpected(chart.error());
  Input first = at_now(input);
  first.session_id = id;
  first.invokeid = start.invokeid();
  v1::RehearsalStepped stepped;
  stepped.set_session(id);
  *stepped.mutable_start() = std::move(start);
  Result<statechart::Step> step = rehearsal_.interpreter_.start(**chart, first);
  return settle(std::move(stepped), std::move(*chart), std::move(step), std::nullopt);
}

Result<void> RehearsalTurn::give(v1::RehearsalStepped stepped, Input input) {
  const v1::RehearsalSession* session = find(stepped.session());
  if (session == nullptr || session->ended()) {
    *stepped.mutable_now() = state().now();
    v1::Event event;
    *event.mutable_rehearsal_stepped() = std::move(stepped);
    emit(std::move(event));
    return {};
  }
  Result<Member> member = load(*session);
  if (!member) return tl::unexpected(member.error());
  Result<statechart::Step> step = rehearsal_.interpreter_.step(*member->chart, member->session, at_now(input));
  return settle(std::move(stepped), std::move(member->chart), std::move(step), std::move(input.event));
}

Result<void> RehearsalTurn::fire(const v1::RehearsalTimer& timer) {
  v1::RehearsalStepped stepped;
  stepped.set_session(timer.session());
  stepped.set_fired(timer.number());
  const v1::RehearsalSession* session = find(timer.session());
  if (session == nullptr) return fail(Reason::kStorageCorrupt, "a timer of a rehearsal");
  Result<Member> member = load(*session);
  if (!member) return tl::unexpected(member.error());
  std::optional<std::string> event;
  for (const statechart::DelayedSend& send : member->session.delayed) {
    const bool is_own = send.message.target.empty() && send.message.type != kBasicHttpProcessor;
    if (send.number == timer.number() && is_own) event = send.message.event;
  }
  move_clock(timer.due());
  Result<statechart::Step> step =
      rehearsal_.interpreter_.fire(*member->chart, member->session, timer.number(), at_now({}));
  return settle(std::move(stepped), std::move(member->chart), std::move(step), std::move(event));
}

Result<void> RehearsalTurn::settle(v1::RehearsalStepped stepped, std::shared_ptr<const statechart::Chart> chart,
                                   Result<statechart::Step> step, std::optional<std::string> event) {
  if (!step) return tl::unexpected(step.error());
  const std::string id = stepped.session();
  const std::string parent = stepped.has_start() ? stepped.start().parent() : find(id)->parent();
  *stepped.mutable_now() = state().now();
  note(*chart, *step, stepped);
  if (rehearsal_.keeps_sessions_) rehearsal_.kept_[id] = {stepped.state(), step->session};
  for (const statechart::Effect& effect : step->effects) {
    if (const auto* sent = std::get_if<statechart::SendEffect>(&effect)) {
      send(id, step->session, *sent, stepped);
    } else if (const auto* delay = std::get_if<statechart::DelayEffect>(&effect)) {
      v1::RehearsalTimer& timer = *stepped.add_timers();
      timer.set_session(id);
      timer.set_number(delay->number);
      *timer.mutable_due() = to_timestamp(delay->due);
    } else if (const auto* cancel = std::get_if<statechart::CancelEffect>(&effect)) {
      stepped.add_cancelled(cancel->number);
    } else if (const auto* forward = std::get_if<statechart::ForwardEffect>(&effect)) {
      const v1::RehearsalSession* child = find_child(id, forward->invokeid);
      if (child == nullptr) continue;
      Input forwarded = forward->event;
      forwarded.invokeid.clear();
      *stepped.add_sent() = kept_input(child->id(), forwarded);
    }
  }
  v1::Event kept;
  *kept.mutable_rehearsal_stepped() = std::move(stepped);
  emit(std::move(kept));
  decision_.steps.push_back({id, std::move(event), from_timestamp(state().now()), chart, *step});
  for (const statechart::Effect& effect : step->effects) {
    Result<void> done;
    if (const auto* started = std::get_if<statechart::InvokeEffect>(&effect)) done = invoke(id, *chart, *started);
    if (const auto* ended = std::get_if<statechart::UninvokeEffect>(&effect)) {
      const v1::RehearsalSession* child = find_child(id, ended->invokeid);
      if (child != nullptr) done = stop(child->id());
    }
    if (!done) return done;
  }
  return check_bounds();
}

void RehearsalTurn::send(const std::string& from, const statechart::Session& session,
                         const statechart::SendEffect& effect, v1::RehearsalStepped& stepped) const {
  if (effect.message.type == kBasicHttpProcessor) return post(from, effect, stepped);
  const std::string parent = stepped.has_start() ? stepped.start().parent() : find(from)->parent();
  Input event;
  event.event = effect.message.event;
  event.data_json = effect.message.data_json;
  event.sendid = effect.message.sendid;
  event.origin = effect.origin;
  event.origintype = statechart::kScxmlEventProcessor;
  event.type = "external";
  const std::string& target = effect.message.target;
  std::string to;
  if (target.empty()) {
    to = from;
  } else if (target == "#_parent") {
    to = parent;
    event.invokeid = session.invokeid;
  } else if (target.starts_with("#_scxml_")) {
    to = target.substr(8);
    if (to == parent) event.invokeid = session.invokeid;
  } else if (const v1::RehearsalSession* child = find_child(from, target.substr(2)); child != nullptr) {
    to = child->id();
  }
  if (!to.empty()) *stepped.add_sent() = kept_input(to, event);
}

void RehearsalTurn::post(const std::string& from, const statechart::SendEffect& effect,
                         v1::RehearsalStepped& stepped) const {
  const std::optional<LoopbackPost> posted = post_to_loopback(effect.message);
  const bool is_known = posted && (posted->session == from || find(posted->session) != nullptr);
  if (is_known) {
    *stepped.add_sent() = kept_input(posted->session, posted->input);
    return;
  }
  const Input error = communication_error("send", "nothing listens at " + effect.message.target, effect.message.sendid);
  *stepped.add_sent() = kept_input(from, error);
}

Result<v1::RehearsalStart> RehearsalTurn::find_chart(const std::string& id, const statechart::Chart& chart,
                                                     const statechart::InvokeEffect& effect) {
  v1::RehearsalStart start;
  start.set_parent(id);
  start.set_invokeid(effect.invokeid);
  if (effect.child != nullptr) {
    *start.mutable_chart() = find(id)->chart();
    *start.mutable_chart()->add_within() = place_of(chart, *effect.child);
    return start;
  }
  std::string text = statechart::json_unquote(effect.content).value_or(effect.content);
  if (!effect.src.empty()) {
    Result<std::string> named = read_(effect.src.starts_with("file:") ? effect.src.substr(5) : effect.src);
    if (!named) return tl::unexpected(named.error());
    text = std::move(*named);
  }
  const Result<v1::RehearsalDocument> document = rehearsal_.charts_.read(text, read_);
  if (!document) return tl::unexpected(document.error());
  const std::string bytes = document->SerializeAsString();
  int index = 0;
  while (index < state().documents_size() && state().documents(index).SerializeAsString() != bytes) ++index;
  start.mutable_chart()->set_document(static_cast<std::uint32_t>(index));
  if (index == state().documents_size()) *start.mutable_document() = *document;
  return start;
}

Result<void> RehearsalTurn::invoke(const std::string& id, const statechart::Chart& chart,
                                   const statechart::InvokeEffect& effect) {
  Result<v1::RehearsalStart> start = fail(Reason::kLimitExceeded, "sessions", std::to_string(rehearsal_.limits_.sessions));
  if (state().sessions_size() < rehearsal_.limits_.sessions) start = find_chart(id, chart, effect);
  if (start) {
    Input input;
    input.data_json = effect.data_json;
    return this->start(state().sessions(0).id() + "." + std::to_string(state().started()), std::move(*start), input);
  }
  v1::Event failed;
  v1::RehearsalInvokeFailed& why = *failed.mutable_rehearsal_invoke_failed();
  why.set_session(id);
  why.set_invokeid(effect.invokeid);
  why.set_reason(reason_message(start.error().reason, Language::kEn, start.error().details));
  *why.mutable_sent() = kept_input(id, communication_error("invoke", why.reason()));
  emit(std::move(failed));
  return {};
}

Result<void> RehearsalTurn::stop(const std::string& id) {
  Result<Member> member = load(*find(id));
  if (!member) return tl::unexpected(member.error());
  v1::RehearsalStepped stepped;
  stepped.set_session(id);
  stepped.set_stopped(true);
  Result<statechart::Step> step = rehearsal_.interpreter_.stop(*member->chart, member->session, at_now({}));
  return settle(std::move(stepped), std::move(member->chart), std::move(step), std::nullopt);
}

Result<void> RehearsalTurn::check_bounds() const {
  if (state().queue_size() <= rehearsal_.limits_.waiting) return {};
  return fail(Reason::kLimitExceeded, "waiting events", std::to_string(rehearsal_.limits_.waiting));
}

}  // namespace norma::workflows
