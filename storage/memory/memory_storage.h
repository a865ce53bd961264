#pragma once

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "storage/batch_bounds.h"
#include "storage/journal.h"
#include "storage/memory/memory_backing.h"
#include "storage/store.h"

namespace norma::storage {

/// The ports kept in memory, for tests: behaves as RocksDbStorage does, without a disk and without chance.
///
/// Several adapters may share one backing: a second one stands for a restarted process or another owner.
/// Thread rule: every member may be called from any thread; pump() from one at a time.
class MemoryStorage final : public Journal, public Store {
 public:
  /// Who makes appends durable and calls their completions.
  enum class Delivery {
    kOwnThread,  ///< A thread of the adapter's own, as soon as it can.
    kPumped,     ///< The caller of pump(), which decides when.
  };

  /// What becomes of an append that is made to fail.
  enum class Fate { kLost, kWritten };

  explicit MemoryStorage(Delivery delivery = Delivery::kOwnThread, std::shared_ptr<MemoryBacking> backing = nullptr,
                         QueueBounds bounds = {});
  /// kOwnThread: what is queued is written first. kPumped: it is lost and completes with outcome_unknown.
  ~MemoryStorage() override;

  /// As the port says, and: overloaded, given on the calling thread before this returns.
  void append(Batch batch, Completion done) override;
  Result<Position> head(PartitionId partition) const override { return backing_->head(partition); }
  Result<std::vector<StoredTurn>> read(PartitionId partition, Position from, std::size_t max_turns,
                                       std::size_t max_bytes) const override;
  std::string epoch() const override { return backing_->epoch(); }
  /// The snapshot may outlive this adapter, not the promise of the port.
  std::unique_ptr<Snapshot> snapshot() const override;

  /// Makes up to `limit` queued appends durable and calls their completions; how many there were.
  ///
  /// Requires: kPumped. Appends made by the completions wait for their turn within the same limit.
  std::size_t pump(std::size_t limit = 1'000'000);

  /// How many appends wait.
  [[nodiscard]] std::size_t queued() const;

  /// The next append not yet begun completes with this error; several calls queue up, one for each append.
  ///
  /// After outcome_unknown or storage_unavailable its partition is closed until the adapter is made anew.
  void fail_next_append(Error error, Fate fate = Fate::kLost);

  [[nodiscard]] std::shared_ptr<MemoryBacking> backing() const { return backing_; }

 private:
  struct Pending {
    Batch batch;
    Completion done;
    std::size_t bytes = 0;
    std::uint64_t number = 0;
  };
  struct Failure {
    Error error;
    Fate fate;
  };

  std::optional<Pending> take();
  Result<void> settle(Pending& pending);
  Result<void> commit(Batch batch);
  void refuse_outstanding(PartitionId partition);
  void run();

  const Delivery delivery_;
  const QueueBounds bounds_;
  const std::shared_ptr<MemoryBacking> backing_;
  mutable std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<Pending> queue_;
  std::uint64_t next_number_ = 1;
  std::size_t queued_bytes_ = 0;
  std::deque<Failure> failures_;
  std::set<PartitionId> closed_;
  // Appends of a partition with a smaller number were built on one that conflicted.
  std::map<PartitionId, std::uint64_t> refused_below_;
  bool stopping_ = false;
  std::thread worker_;
};

}  // namespace norma::storage
