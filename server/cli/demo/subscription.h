#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <set>
#include <string>
#include <utility>

#include "server/cli/stream_client.h"

namespace norma::server::cli {

/// Where a turn stands: partition and position.
using TurnPlace = std::pair<std::uint32_t, std::uint64_t>;

/// A participant's live stream in the demo, and every turn that ever came over it.
///
/// Thread rule: one owning thread; frames are collected on the stream's own.
class Subscription {
 public:
  Subscription(const Endpoint& server, std::string token);

  /// Connects at the head, or after a drop goes on from where it was. Fails as StreamClient::connect.
  Outcome<void> connect(std::chrono::milliseconds deadline);

  /// Loses the connection, as a cut cable does.
  void drop();

  /// Waits until every one of these turns has come; false when the deadline was first.
  bool wait_for(const std::set<TurnPlace>& turns, std::chrono::steady_clock::time_point deadline);

  [[nodiscard]] std::set<TurnPlace> delivered() const;
  [[nodiscard]] unsigned resumed() const { return resumed_; }
  [[nodiscard]] unsigned repeated() const;  ///< Turns that came more than once.
  [[nodiscard]] unsigned resets() const;

 private:
  void take(const v1::Frame& frame);

  mutable std::mutex mutex_;
  std::condition_variable arrived_;
  std::set<TurnPlace> delivered_;
  unsigned repeated_ = 0;
  unsigned resets_ = 0;
  unsigned resumed_ = 0;
  StreamClient stream_;  ///< Last: its thread ends before what it writes to.
};

}  // namespace norma::server::cli
