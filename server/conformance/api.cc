#include "server/conformance/api.h"

#include <utility>

#include "engine/acts/tables.h"
#include "server/conformance/requests.h"
#include "server/http/commands.h"
#include "server/runtime/head.h"
#include "workflows/rehearsal/rehearsal.h"

namespace norma::server {
namespace {

using workflows::Rehearsal;

constexpr int kMostSteps = 10'000;

Result<v1::CaseState> committed(const Service& service, const std::string& session) {
  const Result<std::optional<std::string>> stored = service.store().snapshot()->get(
      family_of(acts::Table::kCase), acts::case_key(kCasesPartition, session));
  if (!stored) return tl::unexpected(stored.error());
  if (!stored->has_value()) return fail(Reason::kCaseNotFound, session);
  v1::CaseState state;
  if (!state.ParseFromString(**stored)) return fail(Reason::kStorageCorrupt, session);
  return state;
}

/// Takes steps until nothing is left to do.
Task<Result<void>> settle(Service& service, const std::string& session) {
  for (int steps = 0; steps < kMostSteps; ++steps) {
    const Result<v1::CaseState> state = committed(service, session);
    if (!state) co_return tl::unexpected(state.error());
    if (Rehearsal::is_idle(*state)) co_return Result<void>{};
    acts::Command command = step_command(session);
    Outcome outcome = co_await submit_command(service, std::move(command));
    // Another request may have taken the last step meanwhile.
    const bool is_done = !outcome.result && outcome.result.error().reason == Reason::kNotFound;
    if (!outcome.result && !is_done) co_return tl::unexpected(outcome.result.error());
  }
  co_return fail(Reason::kLimitExceeded, "steps", std::to_string(kMostSteps));
}

Result<Response> tell(const Service& service, const std::string& session, int status) {
  const Result<v1::CaseState> state = committed(service, session);
  if (!state) return tl::unexpected(state.error());
  Rehearsal reader(false);
  Result<std::string> body = session_json(*state, reader);
  if (!body) return tl::unexpected(body.error());
  Response response;
  response.status = status;
  response.headers.emplace_back("ETag", "\"" + std::to_string(state->revision()) + "\"");
  response.body = std::move(*body);
  return response;
}

Task<Result<Response>> do_and_tell(Service& service, Result<acts::Command> command, int status) {
  if (!command) co_return tl::unexpected(command.error());
  Outcome outcome = co_await submit_command(service, std::move(*command));
  if (!outcome.result) co_return tl::unexpected(outcome.result.error());
  const std::string session = outcome.result->case_id();
  const Result<void> settled = co_await settle(service, session);
  if (!settled) co_return tl::unexpected(settled.error());
  co_return tell(service, session, status);
}

}  // namespace

Task<Result<Response>> answer_conformance(Edge& edge, const Request& request) {
  if (!edge.conformance) co_return fail(Reason::kNotFound, request.path);
  // v1, conformance, sessions, {id}, events
  const std::vector<std::string>& parts = request.segments;
  const std::size_t count = parts.size();
  const bool is_known = count >= 3 && count <= 5 && parts[2] == "sessions" && (count < 5 || parts[4] == "events");
  if (!is_known) co_return fail(Reason::kNotFound, request.path);
  const bool reads = count == 4;
  if (request.method != (reads ? "GET" : "POST")) co_return fail(Reason::kMethodNotAllowed, request.method);
  constexpr int kOk = 200;
  constexpr int kCreated = 201;
  if (reads) co_return tell(edge.service, parts[3], kOk);
  Result<acts::Command> command = count == 3 ? read_start(request) : read_event(request, parts[3]);
  Result<Response> told = co_await do_and_tell(edge.service, std::move(command), count == 3 ? kCreated : kOk);
  co_return told;
}

}  // namespace norma::server
