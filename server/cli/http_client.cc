#include "server/cli/http_client.h"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http.hpp>

namespace norma::server::cli {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;

namespace {

using Request = http::request<http::string_body>;
using ResponseParser = http::response_parser<http::string_body>;

tl::unexpected<Failure> network_failure(const Endpoint& server, const beast::error_code& error) {
  const bool oversized = error == http::error::body_limit || error == http::error::header_limit;
  const bool not_http = error.category() == make_error_code(http::error::bad_version).category();
  if (oversized) return failure(ExitStatus::kError, "the answer of " + server.authority() + " is too large");
  if (not_http && error != http::error::end_of_stream && error != http::error::partial_message) {
    return failure(ExitStatus::kError, server.authority() + " does not answer in HTTP: " + error.message());
  }
  const std::string why = error == beast::error::timeout ? "no answer in time" : error.message();
  return failure(ExitStatus::kUnavailable, "cannot reach " + server.authority() + ": " + why);
}

Request make_request(const Endpoint& server, const HttpRequest& from) {
  Request request(http::string_to_verb(from.method), from.target, 11);
  request.set(http::field::host, server.authority());
  request.set(http::field::user_agent, "norma");
  for (const auto& [name, value] : from.headers) request.set(name, value);
  request.body() = from.body;
  request.prepare_payload();
  request.keep_alive(true);
  return request;
}

HttpResponse take_response(ResponseParser& parser) {
  HttpResponse response;
  auto message = parser.release();
  response.status = message.result_int();
  response.content_type = std::string(message[http::field::content_type]);
  response.etag = std::string(message[http::field::etag]);
  response.body = std::move(message.body());
  return response;
}

}  // namespace

/// The socket and the loop its operations run on: asynchronous only so that each has a deadline.
struct HttpClient::Connection {
  asio::io_context io;
  beast::tcp_stream stream{io};
  beast::flat_buffer buffer;

  template <class Start>
  beast::error_code run(const Start& start) {
    beast::error_code result = asio::error::operation_aborted;
    start([&result](beast::error_code error, auto&&...) { result = error; });
    io.restart();
    io.run();
    return result;
  }

  beast::error_code open(const Endpoint& server) {
    beast::error_code error;
    asio::ip::tcp::resolver resolver(io);
    const auto addresses = resolver.resolve(server.host, server.port, error);
    if (error) return error;
    error = run([&](auto done) { stream.async_connect(addresses, std::move(done)); });
    if (error) return error;
    beast::error_code ignored;
    stream.socket().set_option(asio::ip::tcp::no_delay(true), ignored);
    return error;
  }

  beast::error_code exchange(Request& request, ResponseParser& parser) {
    const beast::error_code sent = run([&](auto done) { http::async_write(stream, request, std::move(done)); });
    if (sent) return sent;
    return run([&](auto done) { http::async_read(stream, buffer, parser, std::move(done)); });
  }
};

HttpClient::HttpClient(Endpoint server, HttpLimits limits) : server_(std::move(server)), limits_(limits) {}
HttpClient::HttpClient(HttpClient&&) noexcept = default;
HttpClient& HttpClient::operator=(HttpClient&&) noexcept = default;
HttpClient::~HttpClient() = default;

Outcome<HttpResponse> HttpClient::send(const HttpRequest& request) {
  const auto deadline = std::chrono::steady_clock::now() + limits_.deadline;
  Request message = make_request(server_, request);
  for (;;) {
    const bool kept = connection_ != nullptr;
    if (!kept) connection_ = std::make_unique<Connection>();
    connection_->stream.expires_at(deadline);
    beast::error_code error = kept ? beast::error_code{} : connection_->open(server_);
    ResponseParser parser;
    parser.body_limit(limits_.response_bytes);
    if (!error) error = connection_->exchange(message, parser);
    if (!error) {
      const bool keep = parser.keep_alive();
      HttpResponse response = take_response(parser);
      if (!keep) connection_.reset();
      return response;
    }
    connection_.reset();
    const bool closed_meanwhile = kept && !parser.got_some() && error != beast::error::timeout;
    if (!closed_meanwhile) return network_failure(server_, error);
  }
}

}  // namespace norma::server::cli
