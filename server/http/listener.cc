#include "server/http/listener.h"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <charconv>

#include "server/http/session.h"

namespace norma::server {

Result<Acceptor> bind_listener(net::io_context& io, const std::string& address) {
  const std::size_t colon = address.rfind(':');
  std::uint16_t port = 0;
  if (colon == std::string::npos) return fail(Reason::kInvalidField, "listen", address);
  const auto [end, bad] = std::from_chars(address.data() + colon + 1, address.data() + address.size(), port);
  boost::system::error_code error;
  const net::ip::address host = net::ip::make_address(address.substr(0, colon), error);
  if (error || bad != std::errc{} || end != address.data() + address.size()) {
    return fail(Reason::kInvalidField, "listen", address);
  }
  Acceptor acceptor(io.get_executor());
  const net::ip::tcp::endpoint endpoint(host, port);
  acceptor.open(endpoint.protocol(), error);
  if (!error) acceptor.set_option(net::socket_base::reuse_address(true), error);
  if (!error) acceptor.bind(endpoint, error);
  if (!error) acceptor.listen(net::socket_base::max_listen_connections, error);
  if (error) return fail(Reason::kStorageUnavailable, address + ": " + error.message());
  return acceptor;
}

Task<void> accept_loop(Acceptor& acceptor, Edge& edge) {
  const auto token = net::as_tuple(kUseAwaitable);
  while (acceptor.is_open()) {
    auto [error, socket] = co_await acceptor.async_accept(token);
    if (error == net::error::operation_aborted || error == net::error::bad_descriptor) co_return;
    if (error) continue;
    if (edge.connections.load() >= edge.limits.connections) continue;
    boost::system::error_code ignored;
    socket.set_option(net::ip::tcp::no_delay(true), ignored);
    Stream stream(std::move(socket));
    Task<void> session = serve_connection(std::move(stream), edge);
    net::co_spawn(acceptor.get_executor(), std::move(session), net::detached);
  }
}

std::string bound_address(const Acceptor& acceptor) {
  boost::system::error_code error;
  const net::ip::tcp::endpoint endpoint = acceptor.local_endpoint(error);
  return endpoint.address().to_string() + ":" + std::to_string(endpoint.port());
}

}  // namespace norma::server
