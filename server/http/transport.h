#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/basic_stream.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/string_body.hpp>
#include <chrono>

namespace norma::server {

namespace net = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;

/// One io_context with one thread serves every connection: it is each connection's strand, without its cost.
using Executor = net::io_context::executor_type;
using Stream = beast::basic_stream<net::ip::tcp, Executor>;
using Acceptor = net::basic_socket_acceptor<net::ip::tcp, Executor>;
template <class T>
using Task = net::awaitable<T, Executor>;
inline constexpr net::use_awaitable_t<Executor> kUseAwaitable;

using HttpRequest = http::request<http::string_body>;
using HttpResponse = http::response<http::string_body>;

/// Bounds of the edge.
struct EdgeLimits {
  std::size_t connections = 20'000;
  std::size_t header_bytes = 8 * 1024;
  std::size_t body_bytes = 2 << 20;
  std::chrono::seconds idle{75};
  std::chrono::seconds write{30};
  std::chrono::seconds heartbeat{25};
  std::size_t stream_message_bytes = 64 * 1024;  ///< Of one message to a subscriber, unless one turn is larger.
  std::size_t stream_incoming_bytes = 16 * 1024;
};

}  // namespace norma::server
