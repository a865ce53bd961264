#pragma once

#include "server/runtime/background_work.h"
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

  /// An object ended: looks at once.
  void kick() { work_.kick(); }

  void stop() { work_.stop(); }

 private:
  bool review_all(BackgroundWork& work);
  bool review(BackgroundWork& work, const acts::RegisteredObject& object);

  const RegistryBoard& registry_;
  const storage::Store& store_;
  Sequencer& registry_sequencer_;
  Sequencer& cases_sequencer_;
  BackgroundWork work_;
};

}  // namespace norma::server
