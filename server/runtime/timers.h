#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <set>
#include <string>
#include <thread>

#include "server/runtime/clock.h"
#include "server/runtime/sequencer.h"
#include "storage/store.h"

namespace norma::server {

/// Turns terms whose due time has come into ordinary commands.
///
/// In the flow: reads the timers of the committed store, never a memory of its own, so that none is lost by a
/// restart; a term that is already gone when its command is decided is answered term_not_found and that is all.
/// Thread rule: any thread.
class Timers {
 public:
  Timers(PartitionId partition, const storage::Store& store, Sequencer& sequencer, const Clock& clock);
  ~Timers();
  Timers(const Timers&) = delete;
  Timers& operator=(const Timers&) = delete;

  /// Looks now instead of at the next second.
  void kick();

  /// Looks now and returns when no term that is due by the clock is left, at most `limit` rounds later.
  /// Returns whether none is left.
  bool settle(std::size_t limit);

  void stop();

 private:
  void run();
  std::size_t elapse_due();

  const PartitionId partition_;
  const storage::Store& store_;
  Sequencer& sequencer_;
  const Clock& clock_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::set<std::string> submitted_;  ///< Keys whose command is on its way.
  std::uint64_t rounds_ = 0;
  bool kicked_ = false;
  bool stopping_ = false;
  std::size_t left_ = 0;
  std::thread thread_;
};

}  // namespace norma::server
