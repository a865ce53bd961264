#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "storage/journal.h"
#include "storage/rocksdb/rocksdb_options.h"
#include "storage/rocksdb/storage_stats.h"
#include "storage/store.h"

namespace norma::storage {

class Database;
class GroupWriter;

/// Journal and projections in one RocksDB directory, owned by one process at a time.
///
/// How it lies on disk: storage/rocksdb/keys.h. Thread rule: every member may be called from any thread.
class RocksDbStorage final : public Journal, public Store {
 public:
  /// Opens the directory, making it (mode 0700) when it does not exist, and replays what a crash left.
  ///
  /// Errors: storage_unavailable (in use, not reachable, or of a newer format), storage_corrupt.
  static Result<std::unique_ptr<RocksDbStorage>> open(const std::filesystem::path& directory,
                                                      const RocksDbOptions& options = {});

  /// Opens for offline tools: shows what is there and changes nothing; append gives storage_unavailable.
  ///
  /// Errors: storage_unavailable, storage_corrupt.
  static Result<std::unique_ptr<RocksDbStorage>> open_read_only(const std::filesystem::path& directory,
                                                                const RocksDbOptions& options = {});

  /// Writes what is queued, completes it and closes. No snapshot may be held any more.
  ~RocksDbStorage() override;

  /// As the port says, and: overloaded, given on the calling thread before this returns. A failed write
  /// closes every partition, not only its own.
  void append(Batch batch, Completion done) override;
  Result<Position> head(PartitionId partition) const override;
  /// Errors: storage_corrupt (also for a missing position), storage_unavailable.
  Result<std::vector<StoredTurn>> read(PartitionId partition, Position from, std::size_t max_turns,
                                       std::size_t max_bytes) const override;
  std::string epoch() const override;
  std::unique_ptr<Snapshot> snapshot() const override;

  [[nodiscard]] StorageStats stats() const;

 private:
  RocksDbStorage(std::unique_ptr<Database> database, std::map<PartitionId, Position> heads);

  std::unique_ptr<Database> database_;
  std::map<PartitionId, Position> opened_heads_;
  std::unique_ptr<GroupWriter> writer_;  ///< Null when opened read-only.
};

}  // namespace norma::storage
