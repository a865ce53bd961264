#include "server/runtime/background_work.h"

#include <chrono>
#include <utility>

namespace norma::server {
namespace {

constexpr std::chrono::milliseconds kTryAgainAfter{500};

}  // namespace

BackgroundWork::BackgroundWork(Work work, std::size_t most_in_flight)
    : work_(std::move(work)), most_in_flight_(most_in_flight), thread_([this] { run(); }) {}

BackgroundWork::~BackgroundWork() { stop(); }

void BackgroundWork::kick() {
  const std::lock_guard lock(mutex_);
  kicked_ = true;
  changed_.notify_all();
}

void BackgroundWork::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
    changed_.notify_all();
  }
  if (thread_.joinable()) thread_.join();
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return in_flight_ == 0; });
}

void BackgroundWork::run() {
  std::unique_lock lock(mutex_);
  bool left = false;
  while (!stopping_) {
    const auto woken = [this] { return stopping_ || kicked_; };
    if (left) {
      changed_.wait_for(lock, kTryAgainAfter, woken);
    } else {
      changed_.wait(lock, woken);
    }
    if (stopping_) return;
    kicked_ = false;
    lock.unlock();
    // What an attempt before this left behind is settled first.
    left = !settle() || !work_(*this);
    lock.lock();
  }
}

bool BackgroundWork::submit(Sequencer& sequencer, acts::Command command, Judge judge) {
  {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return stopping_ || in_flight_ < most_in_flight_; });
    if (stopping_ || undone_) return false;
    ++in_flight_;
  }
  sequencer.submit(std::move(command), [this, judge = std::move(judge)](const Outcome& outcome) {
    const bool done = judge(outcome);
    const std::lock_guard lock(mutex_);
    --in_flight_;
    undone_ = undone_ || !done;
    changed_.notify_all();
  });
  return true;
}

bool BackgroundWork::settle() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return in_flight_ == 0; });
  return !std::exchange(undone_, false) && !stopping_;
}

acts::Command command_by_service(std::string key) {
  acts::Command command;
  command.actor = PersonId("system");
  command.internal = true;
  command.id = key;
  command.cause = key;
  command.payload_fingerprint = key;
  command.idempotency_key = std::move(key);
  return command;
}

}  // namespace norma::server
