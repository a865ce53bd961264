#include "storage/rocksdb/rocksdb_storage.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "storage/rocksdb/database.h"
#include "storage/rocksdb/group_writer.h"
#include "storage/rocksdb/keys.h"
#include "storage/rocksdb/rocksdb_snapshot.h"
#include "storage/rocksdb/status.h"
#include "storage/rocksdb/tuning.h"

namespace norma::storage {
namespace {

Error gap_at(PartitionId partition, Position position) {
  return {Reason::kStorageCorrupt, {"partition " + std::to_string(static_cast<std::uint32_t>(partition)) +
                                    " has no turn at position " + std::to_string(position)}};
}

}  // namespace

RocksDbStorage::RocksDbStorage(std::unique_ptr<Database> database, std::map<PartitionId, Position> heads)
    : database_(std::move(database)), opened_heads_(std::move(heads)) {}

RocksDbStorage::~RocksDbStorage() = default;

Result<std::unique_ptr<RocksDbStorage>> RocksDbStorage::open(const std::filesystem::path& directory,
                                                             const RocksDbOptions& options) {
  Result<std::unique_ptr<Database>> database = Database::open(directory, options, Database::Access::kReadWrite);
  if (!database) return tl::unexpected(database.error());
  Result<std::map<PartitionId, Position>> heads = (*database)->heads();
  if (!heads) return tl::unexpected(heads.error());
  std::unique_ptr<RocksDbStorage> storage(new RocksDbStorage(std::move(*database), {}));
  storage->writer_ = std::make_unique<GroupWriter>(*storage->database_, options, std::move(*heads));
  return storage;
}

Result<std::unique_ptr<RocksDbStorage>> RocksDbStorage::open_read_only(const std::filesystem::path& directory,
                                                                       const RocksDbOptions& options) {
  Result<std::unique_ptr<Database>> database = Database::open(directory, options, Database::Access::kReadOnly);
  if (!database) return tl::unexpected(database.error());
  Result<std::map<PartitionId, Position>> heads = (*database)->heads();
  if (!heads) return tl::unexpected(heads.error());
  return std::unique_ptr<RocksDbStorage>(new RocksDbStorage(std::move(*database), std::move(*heads)));
}

void RocksDbStorage::append(Batch batch, Completion done) {
  if (!writer_) return done(fail(Reason::kStorageUnavailable, "opened read-only"));
  writer_->append(std::move(batch), std::move(done));
}

Result<Position> RocksDbStorage::head(PartitionId partition) const {
  if (writer_) return writer_->head(partition);
  const auto found = opened_heads_.find(partition);
  return found == opened_heads_.end() ? 0 : found->second;
}

Result<std::vector<StoredTurn>> RocksDbStorage::read(PartitionId partition, Position from, std::size_t max_turns,
                                                     std::size_t max_bytes) const {
  std::vector<StoredTurn> page;
  const Result<Position> last = head(partition);
  Position expected = std::max<Position>(from, 1);
  if (!last) return tl::unexpected(last.error());
  if (expected > *last || max_turns == 0) return page;
  const keys::JournalKey begin = keys::journal_key(partition, expected);
  const keys::JournalKey end = keys::journal_key(partition, *last + 1);
  const rocksdb::Slice bound(end.data(), end.size());
  rocksdb::ReadOptions reads = ordered_reads();
  reads.iterate_upper_bound = &bound;
  // A reader of the whole journal must not push hot state out of the cache.
  reads.fill_cache = false;
  const std::unique_ptr<rocksdb::Iterator> turns(
      database_->db().NewIterator(reads, database_->family(Family::kJournal)));
  std::size_t bytes = 0;
  for (turns->Seek({begin.data(), begin.size()}); turns->Valid(); turns->Next()) {
    const std::optional<keys::JournalAddress> address = keys::parse_journal_key(to_view(turns->key()));
    if (!address || address->position != expected) return tl::unexpected(gap_at(partition, expected));
    bytes += turns->value().size();
    if (!page.empty() && (bytes > max_bytes || page.size() == max_turns)) return page;
    page.push_back({expected++, turns->value().ToString()});
  }
  if (!turns->status().ok()) return tl::unexpected(to_error(turns->status()));
  if (expected != *last + 1) return tl::unexpected(gap_at(partition, expected));
  return page;
}

std::string RocksDbStorage::epoch() const { return database_->epoch(); }

std::unique_ptr<Snapshot> RocksDbStorage::snapshot() const { return take_snapshot(*database_); }

StorageStats RocksDbStorage::stats() const { return writer_ ? writer_->stats() : StorageStats{}; }

}  // namespace norma::storage
