#include "tests/bench/load/socket.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <cstring>
#include <stdexcept>
#include <system_error>

#include "tests/bench/load/http_response.h"

namespace norma::bench {
namespace {

constexpr std::size_t kMaxFetchOctets = 4 * 1024 * 1024;
constexpr time_t kFetchTimeoutSeconds = 10;

[[noreturn]] void throw_errno(const std::string& what) { throw std::system_error(errno, std::generic_category(), what); }

void send_all(int socket, std::string_view octets) {
  while (!octets.empty()) {
    const auto sent = ::send(socket, octets.data(), octets.size(), MSG_NOSIGNAL);
    if (sent < 0) throw_errno("send");
    octets.remove_prefix(static_cast<std::size_t>(sent));
  }
}

}  // namespace

Endpoint Endpoint::parse(std::string_view text) {
  const auto colon = text.rfind(':');
  Endpoint endpoint;
  if (colon != std::string_view::npos) {
    const auto port = text.substr(colon + 1);
    const auto [end, error] = std::from_chars(port.data(), port.data() + port.size(), endpoint.port);
    endpoint.host = text.substr(0, colon);
    if (error == std::errc{} && end == port.data() + port.size() && !endpoint.host.empty()) return endpoint;
  }
  throw std::invalid_argument("not HOST:PORT: " + std::string(text));
}

FileDescriptor& FileDescriptor::operator=(FileDescriptor&& other) noexcept {
  std::swap(number_, other.number_);
  return *this;
}

FileDescriptor::~FileDescriptor() {
  if (number_ >= 0) ::close(number_);
}

FileDescriptor connect_to(const Endpoint& server) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(server.port);
  if (::inet_pton(AF_INET, server.host.c_str(), &address.sin_addr) != 1) {
    throw std::invalid_argument("not a numeric IPv4 address: " + server.host);
  }
  FileDescriptor socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  if (socket.number() < 0) throw_errno("socket");
  sockaddr generic{};
  static_assert(sizeof generic == sizeof address);
  std::memcpy(&generic, &address, sizeof address);
  if (::connect(socket.number(), &generic, sizeof address) != 0) throw_errno("connect to " + server.text());
  const int on = 1;
  ::setsockopt(socket.number(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  return socket;
}

std::string fetch(const Endpoint& server, std::string_view path) {
  const auto socket = connect_to(server);
  const timeval timeout{kFetchTimeoutSeconds, 0};
  ::setsockopt(socket.number(), SOL_SOCKET, SO_RCVTIMEO, &timeout, sizeof timeout);
  send_all(socket.number(), "GET " + std::string(path) + " HTTP/1.1\r\nHost: " + server.text() + "\r\n\r\n");
  std::string received;
  while (received.size() < kMaxFetchOctets) {
    char chunk[16 * 1024];
    const auto got = ::recv(socket.number(), chunk, sizeof chunk, 0);
    if (got < 0) throw_errno("recv");
    received.append(chunk, static_cast<std::size_t>(got));
    HttpResponse response;
    switch (parse_response(received, response)) {
      case ParseState::kComplete:
        if (response.status != 200) throw std::runtime_error("GET " + std::string(path) + ": " + std::to_string(response.status));
        return std::string(response.body);
      case ParseState::kInvalid: throw std::runtime_error("GET " + std::string(path) + ": not an HTTP response");
      case ParseState::kIncomplete: break;
    }
    if (got == 0) break;
  }
  throw std::runtime_error("GET " + std::string(path) + ": the response ended early");
}

double read_metric(std::string_view text, std::string_view name) {
  for (auto at = text.find(name); at != std::string_view::npos; at = text.find(name, at + 1)) {
    const bool starts_word = at == 0 || text[at - 1] == '\n' || text[at - 1] == '"';
    const auto number = text.find_first_not_of("\": ", at + name.size());
    if (!starts_word || number == std::string_view::npos || number == at + name.size()) continue;
    double value = 0;
    const auto [end, error] = std::from_chars(text.data() + number, text.data() + text.size(), value);
    if (error == std::errc{}) return value;
  }
  throw std::runtime_error("no metric " + std::string(name));
}

}  // namespace norma::bench
