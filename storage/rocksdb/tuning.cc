#include "storage/rocksdb/tuning.h"

#include <rocksdb/convenience.h>
#include <rocksdb/filter_policy.h>
#include <rocksdb/memtablerep.h>
#include <rocksdb/slice_transform.h>
#include <rocksdb/table.h>

#include <algorithm>
#include <vector>

#include "storage/rocksdb/keys.h"

namespace norma::storage {
namespace {

constexpr std::size_t kMiB = std::size_t{1} << 20U;

rocksdb::CompressionType compression() {
  const std::vector<rocksdb::CompressionType> supported = rocksdb::GetSupportedCompressions();
  const bool lz4 = std::find(supported.begin(), supported.end(), rocksdb::kLZ4Compression) != supported.end();
  return lz4 ? rocksdb::kLZ4Compression : rocksdb::kNoCompression;
}

rocksdb::BlockBasedTableOptions tables(const std::shared_ptr<rocksdb::Cache>& cache) {
  rocksdb::BlockBasedTableOptions table;
  table.block_cache = cache;
  table.cache_index_and_filter_blocks = true;
  table.cache_index_and_filter_blocks_with_high_priority = true;
  table.pin_l0_filter_and_index_blocks_in_cache = true;
  table.format_version = 5;
  return table;
}

// One bucket for 64 bytes of memtable, so that the table of buckets itself takes an eighth of it at most.
std::size_t hash_buckets(std::size_t write_buffer_bytes) {
  return std::clamp<std::size_t>(write_buffer_bytes / 64, 64, std::size_t{1} << 16U);
}

rocksdb::ColumnFamilyOptions ordered_family(const RocksDbOptions& options) {
  rocksdb::ColumnFamilyOptions family;
  family.write_buffer_size = options.write_buffer_bytes;
  family.max_write_buffer_number = 4;
  family.compression = compression();
  family.level_compaction_dynamic_level_bytes = true;
  return family;
}

}  // namespace

rocksdb::DBOptions database_tuning(const RocksDbOptions& options) {
  rocksdb::DBOptions database;
  database.create_if_missing = true;
  database.create_missing_column_families = true;
  if (options.env) database.env = options.env.get();
  database.paranoid_checks = true;
  database.wal_recovery_mode = rocksdb::WALRecoveryMode::kTolerateCorruptedTailRecords;
  database.track_and_verify_wals_in_manifest = true;
  database.max_total_wal_size = options.max_wal_bytes;
  database.max_open_files = options.max_open_files;
  database.max_background_jobs = 2;
  // Written back little by little: one large fsync of a new table would hold up the journal's.
  database.bytes_per_sync = kMiB;
  // The hashed memtable of kState allows one writer only, and there is only one.
  database.allow_concurrent_memtable_write = false;
  database.enable_write_thread_adaptive_yield = false;
  database.info_log_level = rocksdb::InfoLogLevel::WARN_LEVEL;
  database.max_log_file_size = 4 * kMiB;
  database.keep_log_file_num = 4;
  return database;
}

rocksdb::ColumnFamilyOptions family_tuning(Family family, const RocksDbOptions& options,
                                           const std::shared_ptr<rocksdb::Cache>& cache) {
  rocksdb::ColumnFamilyOptions tuned = ordered_family(options);
  rocksdb::BlockBasedTableOptions table = tables(cache);
  switch (family) {
    case Family::kJournal:
      table.block_size = 16 * 1024;
      // A partition's turns arrive in the order of their keys: with the hint each finds its place next to the last.
      tuned.memtable_insert_with_hint_prefix_extractor.reset(
          rocksdb::NewFixedPrefixTransform(keys::kJournalKeySize - sizeof(Position)));
      break;
    case Family::kState:
      // The whole key is its own prefix: hashing it finds the entry without walking a skiplist.
      tuned.prefix_extractor.reset(rocksdb::NewNoopTransform());
      tuned.memtable_factory.reset(
          rocksdb::NewHashLinkListRepFactory(hash_buckets(options.write_buffer_bytes), 0, 0, false));
      table.filter_policy.reset(rocksdb::NewBloomFilterPolicy(10));
      break;
    case Family::kText:
      table.filter_policy.reset(rocksdb::NewBloomFilterPolicy(10));
      break;
    case Family::kIndex:
      break;
  }
  tuned.table_factory.reset(rocksdb::NewBlockBasedTableFactory(table));
  return tuned;
}

rocksdb::ColumnFamilyOptions default_family_tuning(const RocksDbOptions& options,
                                                   const std::shared_ptr<rocksdb::Cache>& cache) {
  rocksdb::ColumnFamilyOptions tuned = ordered_family(options);
  tuned.write_buffer_size = std::min(options.write_buffer_bytes, 4 * kMiB);
  tuned.table_factory.reset(rocksdb::NewBlockBasedTableFactory(tables(cache)));
  return tuned;
}

rocksdb::ReadOptions ordered_reads() {
  rocksdb::ReadOptions reads;
  reads.total_order_seek = true;
  return reads;
}

}  // namespace norma::storage
