#include "tests/bench/load/closed_loop.h"

#include <sys/epoll.h>
#include <sys/socket.h>

#include <array>
#include <cerrno>
#include <stdexcept>
#include <system_error>
#include <vector>

namespace norma::bench {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int kEventsPerWait = 256;
constexpr std::chrono::seconds kSilenceLimit{30};
constexpr std::size_t kReceiveOctets = 64 * 1024;
constexpr std::size_t kMaxResponseOctets = 8 * 1024 * 1024;

struct Connection {
  FileDescriptor socket;
  std::unique_ptr<Script> script;
  ConnectionState state;
  std::string_view unsent;
  bool waits_to_write = false;
  std::vector<char> received = std::vector<char>(kReceiveOctets);
  std::size_t received_size = 0;
  Clock::time_point sent_at;
};

class ClosedLoop {
 public:
  ClosedLoop(const LoadPlan& plan, const ScriptFactory& make_script);
  LoadResult run();

 private:
  void serve(Connection& connection, std::uint32_t events);
  void send_next(Connection& connection);
  void send_rest(Connection& connection);
  void receive(Connection& connection);
  void judge(Connection& connection, const HttpResponse& response);
  void watch_for_writing(Connection& connection, bool writing);

  const LoadPlan& plan_;
  FileDescriptor epoll_;
  std::vector<Connection> connections_;
  bool measuring_ = false;
  LoadResult result_;
};

ClosedLoop::ClosedLoop(const LoadPlan& plan, const ScriptFactory& make_script)
    : plan_(plan), epoll_(::epoll_create1(EPOLL_CLOEXEC)), connections_(plan.connections) {
  if (epoll_.number() < 0) throw std::system_error(errno, std::generic_category(), "epoll_create1");
  for (std::uint32_t i = 0; i < plan.connections; ++i) {
    auto& connection = connections_[i];
    connection.socket = connect_to(plan.server);
    connection.script = make_script(i);
    connection.state.index = i;
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.ptr = &connection;
    if (::epoll_ctl(epoll_.number(), EPOLL_CTL_ADD, connection.socket.number(), &event) != 0) {
      throw std::system_error(errno, std::generic_category(), "epoll_ctl");
    }
  }
}

LoadResult ClosedLoop::run() {
  auto phase_ends = Clock::now() + plan_.warm_up;
  auto measuring_began = phase_ends;
  auto last_heard = Clock::now();
  for (auto& connection : connections_) send_next(connection);

  std::array<epoll_event, kEventsPerWait> events;
  while (result_.error.empty()) {
    const int ready = ::epoll_wait(epoll_.number(), events.data(), kEventsPerWait, 20);
    if (ready < 0 && errno != EINTR) throw std::system_error(errno, std::generic_category(), "epoll_wait");
    for (int i = 0; i < ready && result_.error.empty(); ++i) {
      const auto& event = events[static_cast<std::size_t>(i)];
      serve(*static_cast<Connection*>(event.data.ptr), event.events);
    }
    const auto now = Clock::now();
    if (ready > 0) last_heard = now;
    if (now - last_heard > kSilenceLimit) result_.error = "the server is silent";
    if (now < phase_ends) continue;
    if (measuring_) {
      result_.seconds = std::chrono::duration<double>(now - measuring_began).count();
      plan_.on_measuring_ends();
      break;
    }
    plan_.on_measuring_starts();
    measuring_ = true;
    measuring_began = Clock::now();
    phase_ends = measuring_began + plan_.measured;
  }
  return result_;
}

void ClosedLoop::serve(Connection& connection, std::uint32_t events) {
  if ((events & EPOLLOUT) != 0) send_rest(connection);
  if ((events & (EPOLLIN | EPOLLHUP | EPOLLERR)) != 0) receive(connection);
}

void ClosedLoop::send_next(Connection& connection) {
  connection.unsent = connection.script->next_request(connection.state);
  ++connection.state.requests;
  connection.sent_at = Clock::now();
  send_rest(connection);
}

void ClosedLoop::send_rest(Connection& connection) {
  const auto sent = ::send(connection.socket.number(), connection.unsent.data(), connection.unsent.size(),
                           MSG_DONTWAIT | MSG_NOSIGNAL);
  if (sent < 0 && errno != EAGAIN) {
    result_.error = "send: " + std::generic_category().message(errno);
    return;
  }
  if (sent > 0) connection.unsent.remove_prefix(static_cast<std::size_t>(sent));
  const bool must_wait = !connection.unsent.empty();
  if (must_wait != connection.waits_to_write) watch_for_writing(connection, must_wait);
}

void ClosedLoop::watch_for_writing(Connection& connection, bool writing) {
  connection.waits_to_write = writing;
  epoll_event event{};
  event.events = writing ? EPOLLIN | EPOLLOUT : EPOLLIN;
  event.data.ptr = &connection;
  if (::epoll_ctl(epoll_.number(), EPOLL_CTL_MOD, connection.socket.number(), &event) != 0) {
    throw std::system_error(errno, std::generic_category(), "epoll_ctl");
  }
}

void ClosedLoop::receive(Connection& connection) {
  if (connection.received_size == connection.received.size()) {
    if (connection.received.size() >= kMaxResponseOctets) {
      result_.error = "a response larger than 8 MiB";
      return;
    }
    connection.received.resize(connection.received.size() * 2);
  }
  const auto got = ::recv(connection.socket.number(), connection.received.data() + connection.received_size,
                          connection.received.size() - connection.received_size, MSG_DONTWAIT);
  if (got < 0 && errno == EAGAIN) return;
  if (got <= 0) {
    result_.error = got == 0 ? "the server closed a connection" : "recv: " + std::generic_category().message(errno);
    return;
  }
  connection.received_size += static_cast<std::size_t>(got);
  HttpResponse response;
  switch (parse_response({connection.received.data(), connection.received_size}, response)) {
    case ParseState::kIncomplete: return;
    case ParseState::kInvalid: result_.error = "not an HTTP/1.1 response with Content-Length"; return;
    case ParseState::kComplete: judge(connection, response); return;
  }
}

void ClosedLoop::judge(Connection& connection, const HttpResponse& response) {
  const auto latency = Clock::now() - connection.sent_at;
  const auto outcome = connection.script->on_response(connection.state, response);
  if (outcome == Outcome::kFailed || !response.keeps_alive || response.size != connection.received_size) {
    result_.error = "the script cannot go on after status " + std::to_string(response.status) + ": " +
                    std::string(response.body.substr(0, 500));
    return;
  }
  if (measuring_ && outcome == Outcome::kAccepted) {
    ++result_.accepted;
    result_.accepted_latency.record_corrected(latency, plan_.expected_interval);
  } else if (measuring_) {
    ++(outcome == Outcome::kRejected ? result_.rejected : result_.not_counted);
  }
  connection.received_size = 0;
  send_next(connection);
}

}  // namespace

LoadResult run_closed_loop(const LoadPlan& plan, const ScriptFactory& make_script) {
  return ClosedLoop(plan, make_script).run();
}

}  // namespace norma::bench
