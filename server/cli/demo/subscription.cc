#include "server/cli/demo/subscription.h"

#include <algorithm>

namespace norma::server::cli {

Subscription::Subscription(const Endpoint& server, std::string token)
    : stream_(server, std::move(token), [this](const v1::Frame& frame, const std::string&) { take(frame); }) {}

Outcome<void> Subscription::connect(std::chrono::milliseconds deadline) {
  const bool again = !stream_.cursor().empty();
  Outcome<void> connected = stream_.connect(deadline);
  if (connected && again) ++resumed_;
  return connected;
}

void Subscription::drop() { stream_.disconnect(); }

void Subscription::take(const v1::Frame& frame) {
  const std::lock_guard lock(mutex_);
  if (frame.has_reset()) ++resets_;
  for (const v1::Turn& turn : frame.turns().turns()) {
    if (!delivered_.emplace(turn.partition(), turn.position()).second) ++repeated_;
  }
  arrived_.notify_all();
}

bool Subscription::wait_for(const std::set<TurnPlace>& turns, std::chrono::steady_clock::time_point deadline) {
  std::unique_lock lock(mutex_);
  return arrived_.wait_until(lock, deadline, [&] {
    return std::includes(delivered_.begin(), delivered_.end(), turns.begin(), turns.end());
  });
}

std::set<TurnPlace> Subscription::delivered() const {
  const std::lock_guard lock(mutex_);
  return delivered_;
}

unsigned Subscription::repeated() const {
  const std::lock_guard lock(mutex_);
  return repeated_;
}

unsigned Subscription::resets() const {
  const std::lock_guard lock(mutex_);
  return resets_;
}

}  // namespace norma::server::cli
