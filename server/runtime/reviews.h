#pragma once

#include <condition_variable>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "server/runtime/registry_board.h"
#include "server/runtime/sequencer.h"
#include "storage/store.h"

namespace norma::server {

/// Raises a review of every act at an object that ended (pu2-6.md 3.5), in the background and in bounded batches.
///
/// In the flow: the registers say which objects ended and have no completed review; for each, one command per act goes
/// to the cases' sequencer, under a key that the act and the ending make, so that a repetition after a restart does
/// nothing twice; when all are answered the registry is told. Nothing is remembered here.
/// Thread rule: any thread.
class Reviews {
 public:
  Reviews(const RegistryBoard& registry, const storage::Store& store, Sequencer& registry_sequencer,
          Sequencer& cases_sequencer);
  ~Reviews();
  Reviews(const Reviews&) = delete;
  Reviews& operator=(const Reviews&) = delete;

  /// An object ended: looks at once.
  void kick();

  void stop();

 private:
  void run();
  bool review(const acts::RegisteredObject& object);
  bool submit(Sequencer& sequencer, acts::Command command);
  bool settle();

  const RegistryBoard& registry_;
  const storage::Store& store_;
  Sequencer& registry_sequencer_;
  Sequencer& cases_sequencer_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::size_t in_flight_ = 0;
  bool refused_ = false;
  bool kicked_ = true;  ///< Looks once at the start, for what a stop left undone.
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace norma::server
