#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>

#include "norma/v1/push.pb.h"
#include "server/cli/endpoint.h"
#include "server/cli/outcome.h"

namespace norma::server::cli {

/// A live subscription to GET /v1/stream (subprotocol norma.v1.json) on a thread of its own.
///
/// Remembers the cursor of the last frame, so that a connection that was lost or dropped goes on where it was.
/// Its functions are for one owning thread; the sink is called on the stream's thread, one frame at a time, and
/// must not call the client.
class StreamClient {
 public:
  /// Gets each frame as parsed and as sent.
  using FrameSink = std::function<void(const v1::Frame& frame, const std::string& json)>;

  StreamClient(Endpoint server, std::string token, FrameSink sink);
  StreamClient(const StreamClient&) = delete;
  StreamClient& operator=(const StreamClient&) = delete;
  ~StreamClient();

  /// Connects after the remembered cursor, or at the head when there is none, and waits for the welcome.
  /// Requires: not connected. Fails with kUnavailable, kDenied or the server's refusal.
  Outcome<void> connect(std::chrono::milliseconds deadline);

  /// Drops the connection without a closing handshake, as a lost network does; the cursor stays.
  void disconnect();

  /// Waits until the connection ends by itself or is dropped, and tells why.
  Failure wait_for_end();

  [[nodiscard]] bool connected() const;
  [[nodiscard]] std::string cursor() const;
  void set_cursor(std::string cursor);

 private:
  struct Shared;
  class Session;

  std::shared_ptr<Shared> shared_;
  std::unique_ptr<Session> session_;
};

}  // namespace norma::server::cli
