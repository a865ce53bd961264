#include <algorithm>
#include <chrono>
#include <iostream>
#include <thread>

#include "server/cli/commands.h"
#include "server/cli/stream_client.h"
#include "server/cli/turn_lines.h"

namespace norma::server::cli {
namespace {

constexpr std::chrono::seconds kConnectDeadline{30};
constexpr std::chrono::seconds kLongestPause{10};

void print_frame(const v1::Frame& frame, const std::string& json, bool as_json) {
  if (as_json) {
    std::cout << json << std::endl;
    return;
  }
  for (const v1::Turn& turn : frame.turns().turns()) std::cout << turn_line(turn) << '\n';
  if (frame.has_reset()) std::cerr << "norma: the stream starts anew: " << frame.reset().reason() << '\n';
  std::cout.flush();
}

}  // namespace

Outcome<void> watch(const ClientOptions& options, const std::string& after) {
  const Outcome<Endpoint> server = parse_endpoint(options.server);
  if (!server) return tl::unexpected(server.error());
  const Outcome<std::string> token = find_token(options);
  if (!token) return tl::unexpected(token.error());
  StreamClient stream(*server, *token, [&](const v1::Frame& frame, const std::string& json) {
    print_frame(frame, json, options.json());
  });
  stream.set_cursor(after);
  Outcome<void> connected = stream.connect(kConnectDeadline);
  if (!connected) return connected;
  auto pause = std::chrono::milliseconds(250);
  for (;;) {
    const Failure end = stream.wait_for_end();
    std::cerr << "norma: " << end.message << "; resuming\n";
    stream.disconnect();
    while (!(connected = stream.connect(kConnectDeadline))) {
      if (connected.error().status != ExitStatus::kUnavailable) return connected;
      std::this_thread::sleep_for(pause);
      pause = std::min<std::chrono::milliseconds>(pause * 2, kLongestPause);
    }
    pause = std::chrono::milliseconds(250);
  }
}

}  // namespace norma::server::cli
