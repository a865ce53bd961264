#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <thread>

#include "server/runtime/sequencer.h"

namespace norma::server {

/// A thread that gives commands of the service for as long as something is undone, a bounded number at a time.
///
/// In the flow: it looks once at the start, for what a stop left undone, then whenever it is kicked, and again after a
/// while if the work said that something is left. What is undone is read from the journal's projections by the work
/// itself: nothing is remembered here.
/// Thread rule: kick() and stop() from any thread; submit() and settle() from the work alone.
class BackgroundWork {
 public:
  /// Does what it finds; false when something is left to be tried again.
  using Work = std::function<bool(BackgroundWork&)>;
  /// Whether an answer means that nothing is left to be done about the command.
  using Judge = std::function<bool(const Outcome&)>;

  /// Requires: what the work uses outlives this.
  BackgroundWork(Work work, std::size_t most_in_flight);
  ~BackgroundWork();
  BackgroundWork(const BackgroundWork&) = delete;
  BackgroundWork& operator=(const BackgroundWork&) = delete;

  /// Something is to be done: looks at once.
  void kick();

  /// Ends the thread and waits until every command given is answered. Requires: answers still come. Idempotent.
  void stop();

  /// Gives a command once fewer than the most are unanswered; false when stopping, or when an answer since the last
  /// settle() left something undone.
  bool submit(Sequencer& sequencer, acts::Command command, Judge judge = accepted);

  /// Waits for every answer; whether all of them were judged done and nothing is stopping.
  bool settle();

  static bool accepted(const Outcome& outcome) { return outcome.result.has_value(); }

 private:
  void run();

  const Work work_;
  const std::size_t most_in_flight_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::size_t in_flight_ = 0;
  bool undone_ = false;
  bool kicked_ = true;
  bool stopping_ = false;
  std::thread thread_;
};

/// A command of the service itself under a key of its own: given twice it is done once.
[[nodiscard]] acts::Command command_by_service(std::string key);

}  // namespace norma::server
