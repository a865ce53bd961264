#include "server/conformance/requests.h"

#include <boost/json.hpp>
#include <optional>

#include "engine/statechart/interpreter.h"
#include "storage/merkle/sha256.h"

namespace norma::server {
namespace {

namespace json = boost::json;

constexpr std::size_t kMaxKeyBytes = 200;
constexpr double kLongestMilliseconds = 100.0 * 365 * 24 * 3600 * 1000;

auto expected(std::string_view what) { return fail(Reason::kMalformedRequest, "expected " + std::string(what)); }

Result<json::object> read_object(const std::string& body) {
  boost::system::error_code error;
  json::value value = json::parse(json::string_view(body), error);
  if (error) return fail(Reason::kMalformedRequest, error.message());
  if (!value.is_object()) return expected("an object");
  return std::move(value.get_object());
}

/// A member that is a string, or nothing. Errors: malformed_request.
Result<std::optional<std::string>> text_member(const json::object& object, std::string_view name) {
  const json::value* value = object.if_contains(name);
  if (value == nullptr) return std::optional<std::string>{};
  if (!value->is_string()) return expected("a string in " + std::string(name));
  return std::optional<std::string>(value->get_string());
}

Result<acts::Command> begin_command(const Request& request) {
  if (request.idempotency_key.size() > kMaxKeyBytes) {
    return fail(Reason::kLimitExceeded, "Idempotency-Key", std::to_string(kMaxKeyBytes));
  }
  acts::Command command;
  command.id = request.idempotency_key;
  command.actor = PersonId("conformance");
  command.cause = request.trace;
  command.internal = true;
  command.idempotency_key = request.idempotency_key;
  command.payload_fingerprint = storage::sha256_concat(request.path + '\n', request.body);
  return command;
}

Result<std::uint64_t> read_after(const json::object& body) {
  const json::value* after = body.if_contains("after");
  if (after == nullptr) return 0;
  boost::system::error_code error;
  const auto milliseconds = after->to_number<double>(error);
  if (error || !(milliseconds >= 0) || milliseconds > kLongestMilliseconds) {
    return expected("milliseconds, at most a hundred years, in after");
  }
  return static_cast<std::uint64_t>(milliseconds * 1000 + 0.5);
}

}  // namespace

Result<acts::Command> read_start(const Request& request) {
  Result<acts::Command> command = begin_command(request);
  if (!command) return command;
  const Result<json::object> body = read_object(request.body);
  if (!body) return tl::unexpected(body.error());
  v1::StartRehearsal& start = *command->body.mutable_start_rehearsal();
  const Result<std::optional<std::string>> document = text_member(*body, "document");
  if (!document) return tl::unexpected(document.error());
  if (!*document) return fail(Reason::kMissingField, "document");
  start.set_document(**document);
  const Result<std::optional<std::string>> now = text_member(*body, "now");
  if (!now) return tl::unexpected(now.error());
  if (*now) {
    const std::optional<Instant> time = parse_instant(**now);
    if (!time) return fail(Reason::kInvalidField, "now", **now);
    *start.mutable_now() = to_timestamp(*time);
  }
  const json::value* resources = body->if_contains("resources");
  if (resources == nullptr) return command;
  if (!resources->is_object()) return expected("an object in resources");
  for (const auto& [uri, text] : resources->get_object()) {
    if (!text.is_string()) return expected("strings in resources");
    v1::RehearsalResource& resource = *start.add_resources();
    resource.set_uri(std::string(uri));
    resource.set_text(std::string(text.get_string()));
  }
  return command;
}

Result<acts::Command> read_event(const Request& request, const std::string& session) {
  Result<acts::Command> command = begin_command(request);
  if (!command) return command;
  const Result<json::object> body = read_object(request.body);
  if (!body) return tl::unexpected(body.error());
  v1::ScheduleRehearsal& schedule = *command->body.mutable_schedule_rehearsal();
  schedule.set_case_id(session);
  const Result<std::uint64_t> after = read_after(*body);
  if (!after) return tl::unexpected(after.error());
  schedule.set_after_us(*after);
  const json::value* event = body->if_contains("event");
  if (event == nullptr) return command;
  if (!event->is_object()) return expected("an object in event");
  const Result<std::optional<std::string>> name = text_member(event->get_object(), "name");
  if (!name) return tl::unexpected(name.error());
  if (!*name || (*name)->empty()) return fail(Reason::kMissingField, "event.name");
  schedule.set_event(**name);
  const json::value* data = event->get_object().if_contains("data");
  if (data != nullptr) schedule.set_data_json(json::serialize(*data));
  return command;
}

acts::Command step_command(const std::string& session) {
  acts::Command command;
  command.id = "step:" + session;
  command.cause = command.id;
  command.actor = PersonId("system");
  command.internal = true;
  command.body.mutable_step_rehearsal()->set_case_id(session);
  return command;
}

Result<std::string> session_json(const v1::CaseState& state, workflows::Rehearsal& reader) {
  const auto first = reader.first_session(state);
  if (!first) return tl::unexpected(first.error());
  const auto& [chart, session] = *first;
  std::string body = "{\"session\":" + json_string(state.case_id()) + ",\"configuration\":[";
  for (const std::string& id : statechart::atomic_configuration(*chart, session)) {
    body += (body.back() == '[' ? "" : ",") + json_string(id);
  }
  body += "],\"running\":" + std::string(session.running ? "true" : "false");
  body += ",\"idle\":" + std::string(workflows::Rehearsal::is_idle(state) ? "true" : "false");
  body += ",\"now\":" + json_string(format_instant(from_timestamp(state.rehearsal().now())));
  body += ",\"steps\":" + std::to_string(state.rehearsal().steps()) + ",\"data\":{";
  for (const statechart::Variable& one : session.data) {
    body += (body.back() == '{' ? "" : ",") + json_string(one.name) + ":" + (one.json.empty() ? "null" : one.json);
  }
  return body + "}}";
}

}  // namespace norma::server
