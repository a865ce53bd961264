#include "server/http/commands.h"

#include <boost/asio/async_result.hpp>
#include <charconv>
#include <memory>

#include "engine/acts/commands/catalogue.h"
#include "engine/acts/commands/validate.h"
#include "server/http/json_reader.h"
#include "storage/merkle/sha256.h"

namespace norma::server {
namespace {

constexpr std::size_t kMaxKeyBytes = 200;

Result<std::optional<std::uint64_t>> read_revision(const std::string& if_match) {
  if (if_match.empty()) return std::optional<std::uint64_t>{};
  std::uint64_t revision = 0;
  const bool quoted = if_match.size() > 2 && if_match.front() == '"' && if_match.back() == '"';
  if (!quoted) return fail(Reason::kInvalidField, "If-Match", if_match);
  const char* last = if_match.data() + if_match.size() - 1;
  const auto [end, error] = std::from_chars(if_match.data() + 1, last, revision);
  if (error != std::errc{} || end != last) return fail(Reason::kInvalidField, "If-Match", if_match);
  return std::optional<std::uint64_t>{revision};
}

Result<void> read_body(const acts::CommandRow& row, std::string_view json, v1::CommandBody& body) {
  const auto* field = body.GetDescriptor()->FindFieldByNumber(static_cast<int>(row.kind));
  return read_json(json.empty() ? "{}" : json, *body.GetReflection()->MutableMessage(&body, field));
}

void append_list(std::string& json, std::string_view name, const google::protobuf::RepeatedPtrField<std::string>& ids) {
  if (ids.empty()) return;
  json.append(",\"").append(name).append("\":[");
  for (int i = 0; i < ids.size(); ++i) json.append(i == 0 ? "\"" : ",\"").append(ids[i]).append("\"");
  json += ']';
}

/// A reply as JSON (proto3 mapping): ids need no escaping, and every command is answered with one.
std::string reply_json(const v1::Reply& reply) {
  std::string json = "{\"caseId\":\"" + reply.case_id() + "\",\"revision\":\"" + std::to_string(reply.revision()) + "\"";
  append_list(json, "createdCases", reply.created_cases());
  append_list(json, "openedTasks", reply.opened_tasks());
  return json + "}";
}

}  // namespace

Result<acts::Command> read_command(const Request& request, std::string_view name) {
  const acts::CommandRow* row = acts::find_command(name);
  if (row == nullptr || !row->external) return fail(Reason::kUnknownCommand, name);
  if (request.idempotency_key.empty()) return fail(Reason::kIdempotencyKeyRequired);
  if (request.on_behalf_of.size() > kMaxKeyBytes) {
    return fail(Reason::kLimitExceeded, "Norma-On-Behalf-Of", std::to_string(kMaxKeyBytes));
  }
  if (request.idempotency_key.size() > kMaxKeyBytes) {
    return fail(Reason::kLimitExceeded, "Idempotency-Key", std::to_string(kMaxKeyBytes));
  }
  acts::Command command;
  const Result<std::optional<std::uint64_t>> revision = read_revision(request.if_match);
  if (!revision) return tl::unexpected(revision.error());
  command.expected_revision = *revision;
  if (const Result<void> read = read_body(*row, request.body, command.body); !read) {
    return tl::unexpected(read.error());
  }
  if (const Result<void> valid = acts::validate_command(command.body); !valid) return tl::unexpected(valid.error());
  command.id = request.idempotency_key;
  command.actor = request.person;
  command.on_behalf_of = PersonId(request.on_behalf_of);
  command.cause = request.trace;
  command.idempotency_key = request.idempotency_key;
  std::string head = std::string(name) + '\n' + request.if_match + '\n';
  if (!request.on_behalf_of.empty()) head += request.on_behalf_of + '\n';
  command.payload_fingerprint = storage::sha256_concat(head, request.body);
  return command;
}

Task<Outcome> submit_command(Service& service, acts::Command command) {
  auto initiate = [&service, &command](auto handler) {
    auto shared = std::make_shared<decltype(handler)>(std::move(handler));
    // The service runs handlers on the io thread, which is this coroutine's own.
    service.submit(std::move(command), [shared](Outcome outcome) { (*shared)(std::move(outcome)); });
  };
  Outcome outcome = co_await net::async_initiate<const net::use_awaitable_t<Executor>, void(Outcome)>(initiate,
                                                                                                      kUseAwaitable);
  co_return outcome;
}

Response command_response(const Outcome& outcome) {
  Response response;
  response.headers.emplace_back("ETag", "\"" + std::to_string(outcome.result->revision()) + "\"");
  if (outcome.repeated) response.headers.emplace_back("Idempotency-Replayed", "true");
  response.body = reply_json(*outcome.result);
  return response;
}

}  // namespace norma::server
