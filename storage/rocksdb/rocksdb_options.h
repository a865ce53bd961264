#pragma once

#include <cstddef>
#include <memory>

#include "storage/batch_bounds.h"

namespace rocksdb {
class Env;
}

namespace norma::storage {

/// How much memory and disk RocksDbStorage may take. Units: bytes, unless the name says otherwise.
struct RocksDbOptions {
  /// What recovery may have to replay; about 30 MiB take a second on a slow core.
  std::size_t max_wal_bytes = std::size_t{64} << 20U;
  /// One memtable of one family; a family holds up to four while they are flushed.
  std::size_t write_buffer_bytes = std::size_t{32} << 20U;
  std::size_t block_cache_bytes = std::size_t{64} << 20U;
  int max_open_files = 512;
  QueueBounds queue{};
  /// What one synced write may hold; a larger batch is written alone.
  std::size_t max_group_bytes = std::size_t{8} << 20U;
  /// Begins a new history: for the first open of a restored backup.
  bool renew_epoch = false;
  /// The system RocksDB runs on; null: this machine's. Must outlive the storage; for fault tests.
  std::shared_ptr<rocksdb::Env> env;
};

}  // namespace norma::storage
