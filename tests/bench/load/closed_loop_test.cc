#include "tests/bench/load/closed_loop.h"

#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <cstdlib>
#include <cstring>
#include <thread>
#include <vector>

namespace norma::bench {
namespace {

// Serves each connection on a thread of its own with one response after another, then closes after `limit` of them.
class CannedServer {
 public:
  CannedServer(std::vector<std::string> responses, std::size_t limit) : responses_(std::move(responses)), limit_(limit) {
    listener_ = FileDescriptor(::socket(AF_INET, SOCK_STREAM, 0));
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    sockaddr generic{};
    std::memcpy(&generic, &address, sizeof address);
    EXPECT_EQ(::bind(listener_.number(), &generic, sizeof generic), 0);
    EXPECT_EQ(::listen(listener_.number(), 16), 0);
    socklen_t size = sizeof generic;
    EXPECT_EQ(::getsockname(listener_.number(), &generic, &size), 0);
    std::memcpy(&address, &generic, sizeof address);
    endpoint_ = {"127.0.0.1", ntohs(address.sin_port)};
    acceptor_ = std::thread([this] { accept_all(); });
  }

  ~CannedServer() {
    ::shutdown(listener_.number(), SHUT_RDWR);
    acceptor_.join();
    for (auto& thread : threads_) thread.join();
  }

  const Endpoint& endpoint() const { return endpoint_; }

 private:
  void accept_all() {
    for (;;) {
      FileDescriptor socket(::accept(listener_.number(), nullptr, nullptr));
      if (socket.number() < 0) return;
      threads_.emplace_back([this, socket = std::move(socket)] { serve(socket.number()); });
    }
  }

  void serve(int socket) const {
    char request[4096];
    for (std::size_t i = 0; i < limit_ && ::recv(socket, request, sizeof request, 0) > 0; ++i) {
      const auto& response = responses_[i % responses_.size()];
      const auto half = response.size() / 2;
      ::send(socket, response.data(), half, MSG_NOSIGNAL);
      ::send(socket, response.data() + half, response.size() - half, MSG_NOSIGNAL);
    }
  }

  const std::vector<std::string> responses_;
  const std::size_t limit_;
  FileDescriptor listener_;
  Endpoint endpoint_;
  std::vector<std::thread> threads_;
  std::thread acceptor_;
};

constexpr std::size_t kEndless = SIZE_MAX;
const std::string kAccepted = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}";
const std::string kRefused = "HTTP/1.1 409 Conflict\r\nContent-Length: 0\r\n\r\n";

LoadPlan short_plan(const CannedServer& server) {
  LoadPlan plan;
  plan.server = server.endpoint();
  plan.connections = 3;
  plan.warm_up = std::chrono::milliseconds(20);
  plan.measured = std::chrono::milliseconds(200);
  return plan;
}

ScriptFactory fixed_script() { return find_script("fixed", {}); }

TEST(ClosedLoop, CountsAcceptedAndRejectedApart) {
  const CannedServer server({kAccepted, kAccepted, kRefused}, kEndless);

  const auto result = run_closed_loop(short_plan(server), fixed_script());

  EXPECT_EQ(result.error, "");
  EXPECT_GT(result.rejected, 0U);
  // Each connection is answered in turn, so where the measuring starts and ends moves its count by at most two.
  const auto off = static_cast<std::int64_t>(result.accepted) - 2 * static_cast<std::int64_t>(result.rejected);
  EXPECT_LE(std::abs(off), 2 * 3);
  EXPECT_EQ(result.accepted_latency.count(), result.accepted);
  EXPECT_GE(result.seconds, 0.2);
}

TEST(ClosedLoop, EndsWithAnErrorWhenTheServerCloses) {
  const CannedServer server({kAccepted}, 2);

  const auto result = run_closed_loop(short_plan(server), fixed_script());

  EXPECT_NE(result.error, "");
}

TEST(ClosedLoop, ReadsTheCounterAroundTheMeasuring) {
  const CannedServer server({kAccepted}, kEndless);
  std::string calls;
  auto plan = short_plan(server);
  plan.on_measuring_starts = [&] { calls += "starts "; };
  plan.on_measuring_ends = [&] { calls += "ends "; };

  run_closed_loop(plan, fixed_script());

  EXPECT_EQ(calls, "starts ends ");
}

TEST(FindScript, KnowsTheFixedOneAndNoOther) {
  EXPECT_TRUE(find_script("fixed", {}));
  EXPECT_FALSE(find_script("no such script", {}));
}

}  // namespace
}  // namespace norma::bench
