#pragma once

#include <rocksdb/write_batch.h>

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <unordered_map>
#include <vector>

#include "storage/journal.h"
#include "storage/rocksdb/database.h"
#include "storage/rocksdb/rocksdb_options.h"
#include "storage/rocksdb/storage_stats.h"

namespace norma::storage {

/// The one writer of a database: takes what has queued, of any partitions, and makes it durable with one sync.
///
/// After a write or sync that failed nobody knows what the disk holds: it takes nothing more until reopened.
/// Thread rule: public members from any thread; completions run on the writer's thread.
class GroupWriter {
 public:
  GroupWriter(Database& database, const RocksDbOptions& options, std::map<PartitionId, Position> heads);
  GroupWriter(const GroupWriter&) = delete;
  GroupWriter& operator=(const GroupWriter&) = delete;
  /// Writes what is queued, then ends.
  ~GroupWriter();

  /// As Journal::append; overloaded is given on the calling thread before this returns.
  void append(Batch batch, Journal::Completion done);

  [[nodiscard]] Position head(PartitionId partition) const;
  [[nodiscard]] StorageStats stats() const;

 private:
  struct Pending {
    Batch batch;
    Journal::Completion done;
    std::size_t bytes = 0;
    std::uint64_t number = 0;
    bool follows = false;
  };
  using Heads = std::unordered_map<PartitionId, Position>;
  using Numbers = std::unordered_map<PartitionId, std::uint64_t>;

  void run();
  bool take_group();
  void write_group();
  bool place(const Pending& pending);
  rocksdb::Status put_batch(const Batch& batch);
  rocksdb::Status write_synced();
  void publish_heads();
  void release_held();
  void refuse_outstanding();
  void complete(const rocksdb::Status& written);

  Database& database_;
  const RocksDbOptions options_;

  std::mutex queue_mutex_;
  std::condition_variable wake_;
  std::deque<Pending> queue_;
  std::uint64_t next_number_ = 1;
  std::size_t held_batches_ = 0;
  std::size_t held_bytes_ = 0;
  bool stopping_ = false;

  mutable std::mutex heads_mutex_;
  Heads heads_;

  // Of the writer's thread alone.
  std::vector<Pending> group_;
  rocksdb::WriteBatch write_batch_;
  Heads grown_;
  // Appends of a partition with a smaller number were built on one that conflicted.
  Numbers refused_below_;
  std::optional<std::string> broken_;

  std::atomic<std::uint64_t> appends_{0};
  std::atomic<std::uint64_t> turns_{0};
  std::atomic<std::uint64_t> syncs_{0};
  std::atomic<std::uint64_t> bytes_{0};

  std::thread thread_;
};

}  // namespace norma::storage
