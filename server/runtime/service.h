#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "server/runtime/registry_board.h"
#include "server/runtime/clock.h"
#include "server/runtime/publisher.h"
#include "server/runtime/reviews.h"
#include "server/runtime/suspects.h"
#include "server/runtime/sequencer.h"
#include "server/runtime/partitions.h"
#include "server/runtime/timers.h"
#include "server/runtime/cursor.h"
#include "storage/journal.h"
#include "storage/rocksdb/storage_stats.h"
#include "storage/store.h"

namespace norma::server {

/// Journal and projections behind one owner.
struct Storage {
  std::unique_ptr<storage::Journal> owner;
  storage::Journal* journal = nullptr;
  storage::Store* store = nullptr;
  std::function<storage::StorageStats()> stats;  ///< What has become durable; empty when nobody counts.
};

/// What the program brings, before the registry has recorded any.
struct BuiltIn {
  std::shared_ptr<const workflows::Registry> definitions;
  acts::LegalTime legal_time;
};

struct ServiceOptions {
  std::string cursor_key;  ///< Seals cursors; kept beside the data so that they outlive a restart.
  unsigned drop_every = 0;
  SequencerLimits sequencer;
  acts::DecideFunction decide = acts::decide;
};

/// The running service without its edges: sequencers, timers, publisher and what they share.
///
/// In the flow: edges submit commands here and read snapshots; everything durable comes out through `post`.
/// Thread rule: any thread. Drain before destruction.
class Service {
 public:
  /// Runs a function on the edge's executor, in the order given; must not block, may be called from any thread.
  using Post = std::function<void(std::function<void()>)>;

  /// Recovers the registry and the heads from the journal and starts. Lives no longer than `clock`; what the journal
  /// recorded comes on top of what is built in.
  /// Errors: storage_corrupt, storage_unavailable, and those of reading a deployed definition.
  static Result<std::unique_ptr<Service>> start(Storage storage, BuiltIn built_in, ShiftedClock& clock, Post post,
                                                const ServiceOptions& options = {});
  ~Service();
  Service(const Service&) = delete;
  Service& operator=(const Service&) = delete;

  /// Submits to the partition the command belongs to; the handler runs by `post`.
  void submit(acts::Command command, OutcomeHandler handler);

  [[nodiscard]] const storage::Journal& journal() const { return *storage_.journal; }
  [[nodiscard]] const storage::Store& store() const { return *storage_.store; }
  [[nodiscard]] storage::StorageStats storage_stats() const {
    return storage_.stats ? storage_.stats() : storage::StorageStats{};
  }
  [[nodiscard]] const RegistryBoard& registry() const { return registry_; }
  [[nodiscard]] Publisher& publisher() { return *publisher_; }
  [[nodiscard]] ShiftedClock& clock() { return clock_; }
  [[nodiscard]] Timers& timers() { return *timers_; }
  [[nodiscard]] const CursorSeal& cursors() const { return *cursors_; }
  [[nodiscard]] bool healthy() const;

  /// Authority with the moment of now. The pointer keeps it alive.
  [[nodiscard]] std::pair<std::shared_ptr<const acts::Authority>, acts::AuthorityMoment> authority_now() const;

  /// Stops timers, decides what has queued, waits until it is durable. Requires: `post` still runs. Idempotent.
  void drain();

 private:
  Service(Storage storage, ShiftedClock& clock, Post post, const ServiceOptions& options);
  Result<void> recover(BuiltIn built_in);
  void deliver(CommittedGroup group);

  Storage storage_;
  ShiftedClock& clock_;
  Post post_;
  ServiceOptions options_;
  RegistryBoard registry_;
  std::unique_ptr<Publisher> publisher_;
  std::vector<std::unique_ptr<Sequencer>> sequencers_;  ///< By partition number.
  std::unique_ptr<Timers> timers_;
  std::unique_ptr<Reviews> reviews_;
  std::unique_ptr<Suspects> suspects_;
  std::unique_ptr<CursorSeal> cursors_;
};

}  // namespace norma::server
