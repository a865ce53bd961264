#include "server/http/session.h"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/bind_executor.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/websocket/rfc6455.hpp>
#include <array>
#include <optional>

#include "engine/acts/policy.h"
#include "server/conformance/api.h"
#include "server/http/commands.h"
#include "server/http/endpoints.h"
#include "server/http/message.h"
#include "server/ws/stream_session.h"

namespace norma::server {
namespace {

constexpr std::string_view kCommandPrefix = "/v1/commands/";

std::string_view view(beast::string_view text) { return {text.data(), text.size()}; }

/// Counts a connection while it is served, and lets the server close it when it stops.
class Registration {
 public:
  Registration(Edge& edge, Stream& stream) : edge_(edge), stream_(stream) {
    ++edge_.connections;
    edge_.open.insert(&stream_);
  }
  ~Registration() {
    edge_.open.erase(&stream_);
    --edge_.connections;
  }
  Registration(const Registration&) = delete;
  Registration& operator=(const Registration&) = delete;

 private:
  Edge& edge_;
  Stream& stream_;
};

Result<Request> read_request(const HttpRequest& message) {
  Request request;
  request.method = std::string(view(message.method_string()));
  request.language = preferred_language(view(message[http::field::accept_language]));
  request.authorization = std::string(view(message[http::field::authorization]));
  request.idempotency_key = std::string(view(message["Idempotency-Key"]));
  request.if_match = std::string(view(message[http::field::if_match]));
  request.on_behalf_of = std::string(view(message["Norma-On-Behalf-Of"]));
  request.trace = std::string(view(message["traceparent"]));
  if (const Result<void> target = read_target(view(message.target()), request); !target) {
    return tl::unexpected(target.error());
  }
  return request;
}

Result<void> authenticate(const Edge& edge, Request& request) {
  const std::optional<PersonId> person = edge.tokens.person_of(request.authorization);
  if (!person) return fail(Reason::kUnauthenticated);
  request.person = *person;
  return {};
}

Result<void> permit(const Edge& edge, Permission permission, Request& request) {
  if (permission == Permission::kPublic) return {};
  if (permission == Permission::kDemo && !edge.demo) return fail(Reason::kNotFound, request.path);
  if (const Result<void> known = authenticate(edge, request); !known) return known;
  if (permission != Permission::kAuditor) return {};
  const auto [authority, moment] = edge.service.authority_now();
  const bool allowed = acts::is_auditor(*authority, moment, request.person) ||
                       authority->holds_anywhere(request.person, v1::ADMINISTRATOR, moment);
  return allowed ? Result<void>{} : fail(Reason::kRoleNotHeld, "auditor");
}

Task<Result<Response>> answer_command(Edge& edge, Request& request) {
  if (request.method != "POST") co_return fail(Reason::kMethodNotAllowed, request.method);
  if (const Result<void> known = authenticate(edge, request); !known) co_return tl::unexpected(known.error());
  Result<acts::Command> command = read_command(request, request.path.substr(kCommandPrefix.size()));
  if (!command) co_return tl::unexpected(command.error());
  Outcome outcome = co_await submit_command(edge.service, std::move(*command));
  if (!outcome.result) co_return tl::unexpected(outcome.result.error());
  co_return command_response(outcome);
}

Task<Result<Response>> answer_in_waiting_room(Edge& edge, const Endpoint& endpoint, const Request& request) {
  auto initiate = [&edge, &endpoint, &request](auto handler) {
    auto shared = std::make_shared<decltype(handler)>(std::move(handler));
    net::post(edge.waiting_room, [&edge, &endpoint, &request, shared] {
      auto answer = std::make_shared<Result<Response>>(endpoint.handler(edge.service, request));
      auto executor = net::get_associated_executor(*shared);
      net::post(executor, [shared, answer] { (*shared)(std::move(*answer)); });
    });
  };
  Result<Response> answer =
      co_await net::async_initiate<const net::use_awaitable_t<Executor>, void(Result<Response>)>(initiate,
                                                                                                 kUseAwaitable);
  co_return answer;
}

Task<Result<Response>> answer(Edge& edge, Request& request) {
  if (std::string_view(request.path).starts_with(kCommandPrefix)) {
    Result<Response> answered = co_await answer_command(edge, request);
    co_return answered;
  }
  if (std::string_view(request.path).starts_with(kConformancePath)) {
    Result<Response> answered = co_await answer_conformance(edge, request);
    co_return answered;
  }
  Result<const Endpoint*> endpoint = match_endpoint(request);
  if (!endpoint) co_return tl::unexpected(endpoint.error());
  if (const Result<void> permitted = permit(edge, (*endpoint)->permission, request); !permitted) {
    co_return tl::unexpected(permitted.error());
  }
  if ((*endpoint)->takes_long) {
    Result<Response> answered = co_await answer_in_waiting_room(edge, **endpoint, request);
    co_return answered;
  }
  co_return (*endpoint)->handler(edge.service, request);
}

Error read_error(const boost::system::error_code& error, const EdgeLimits& limits) {
  if (error == http::error::body_limit) return {Reason::kBodyTooLarge, {std::to_string(limits.body_bytes)}};
  return {Reason::kMalformedRequest, {error.message()}};
}

bool is_of_client(const boost::system::error_code& error) {
  return error.category() == http::make_error_code(http::error::bad_method).category() &&
         error != http::error::end_of_stream && error != http::error::partial_message;
}

/// Whether the request was given over to a stream session, which then ended with the connection.
Task<bool> serve_stream(Stream& stream, const HttpRequest& message, Edge& edge, Request& request) {
  if (request.path != "/v1/stream" || !beast::websocket::is_upgrade(message)) co_return false;
  if (!authenticate(edge, request)) co_return false;
  const Result<StreamStart> start = stream_start(edge, request);
  if (!start) co_return false;
  co_await serve_stream_session(stream, message, edge, *start);
  co_return true;
}

Result<Response> refuse_stream(Edge& edge, Request& request) {
  if (const Result<void> known = authenticate(edge, request); !known) return tl::unexpected(known.error());
  const Result<StreamStart> start = stream_start(edge, request);
  if (!start) return tl::unexpected(start.error());
  return fail(Reason::kMalformedRequest, "a WebSocket upgrade is required");
}

/// Reads away what a refused client still sends: closing on unread bytes would cost it the answer.
Task<void> linger(Stream& stream) {
  constexpr std::size_t kMostBytes = 16 << 20;
  constexpr std::chrono::seconds kLongest{2};
  const auto token = net::as_tuple(kUseAwaitable);
  boost::system::error_code ignored;
  stream.socket().shutdown(net::ip::tcp::socket::shutdown_send, ignored);
  stream.expires_after(kLongest);
  std::array<char, 16 * 1024> waste{};
  const auto buffer = net::buffer(waste);
  for (std::size_t total = 0; total < kMostBytes;) {
    const auto [error, bytes] = co_await stream.async_read_some(buffer, token);
    if (error) co_return;
    total += bytes;
  }
}

Task<bool> serve_one(Stream& stream, beast::flat_buffer& buffer, Edge& edge) {
  const auto token = net::as_tuple(kUseAwaitable);
  std::optional<http::request_parser<http::string_body>> parser(std::in_place);
  parser->header_limit(static_cast<std::uint32_t>(edge.limits.header_bytes));
  parser->body_limit(edge.limits.body_bytes);
  stream.expires_after(edge.limits.idle);
  const auto [error, bytes] = co_await http::async_read(stream, buffer, *parser, token);
  Response response;
  Framing framing;
  if (error) {
    if (!is_of_client(error)) co_return false;
    response = problem(read_error(error, edge.limits), Language::kLv);
  } else {
    HttpRequest message = parser->release();
    Result<Request> request = read_request(message);
    framing = {message.version(), message.keep_alive() && !edge.stopping};
    if (!request) {
      response = problem(request.error(), Language::kLv);
    } else {
      const bool streamed = co_await serve_stream(stream, message, edge, *request);
      if (streamed) co_return false;
      request->body = std::move(message.body());
      stream.expires_never();
      Result<Response> answered = fail(Reason::kInternal);
      if (request->path == "/v1/stream") {
        answered = refuse_stream(edge, *request);
      } else {
        answered = co_await answer(edge, *request);
      }
      response = answered ? std::move(*answered) : problem(answered.error(), request->language);
    }
  }
  stream.expires_after(edge.limits.write);
  const std::string head = response_head(response, framing);
  const std::array<net::const_buffer, 2> reply{net::buffer(head), net::buffer(response.body)};
  const auto [write_error, written] = co_await net::async_write(stream, reply, token);
  if (error && !write_error) co_await linger(stream);
  co_return !error && !write_error && framing.keep_alive;
}

}  // namespace

Task<void> serve_connection(Stream stream, Edge& edge) {
  const Registration registration(edge, stream);
  beast::flat_buffer buffer;
  bool open = true;
  while (open && !edge.stopping) open = co_await serve_one(stream, buffer, edge);
  boost::system::error_code ignored;
  stream.socket().shutdown(net::ip::tcp::socket::shutdown_both, ignored);
}

}  // namespace norma::server
