#include "storage/rocksdb/group_writer.h"

#include <algorithm>
#include <cassert>
#include <utility>

#include "storage/batch_bounds.h"
#include "storage/rocksdb/keys.h"
#include "storage/rocksdb/status.h"

namespace norma::storage {
namespace {

constexpr std::size_t kReservedBytes = std::size_t{1} << 20U;
constexpr std::uint64_t kAllOutstanding = ~std::uint64_t{0};

}  // namespace

GroupWriter::GroupWriter(Database& database, const RocksDbOptions& options, std::map<PartitionId, Position> heads)
    : database_(database),
      options_(options),
      heads_(heads.begin(), heads.end()),
      write_batch_(std::min(options.max_group_bytes, kReservedBytes)),
      thread_([this] { run(); }) {}

GroupWriter::~GroupWriter() {
  {
    const std::lock_guard lock(queue_mutex_);
    stopping_ = true;
  }
  wake_.notify_one();
  thread_.join();
}

void GroupWriter::append(Batch batch, Journal::Completion done) {
  assert(is_well_formed(batch));
  const std::size_t bytes = byte_size(batch);
  {
    const std::lock_guard lock(queue_mutex_);
    if (!stopping_ && held_batches_ < options_.queue.max_batches && held_bytes_ + bytes <= options_.queue.max_bytes) {
      ++held_batches_;
      held_bytes_ += bytes;
      queue_.push_back({std::move(batch), std::move(done), bytes, next_number_++});
      if (queue_.size() == 1) wake_.notify_one();
      return;
    }
  }
  done(fail(Reason::kOverloaded));
}

Position GroupWriter::head(PartitionId partition) const {
  const std::lock_guard lock(heads_mutex_);
  const auto found = heads_.find(partition);
  return found == heads_.end() ? 0 : found->second;
}

StorageStats GroupWriter::stats() const {
  return {appends_.load(std::memory_order_relaxed), turns_.load(std::memory_order_relaxed),
          syncs_.load(std::memory_order_relaxed), bytes_.load(std::memory_order_relaxed)};
}

void GroupWriter::run() {
  while (take_group()) write_group();
}

bool GroupWriter::take_group() {
  group_.clear();
  std::unique_lock lock(queue_mutex_);
  wake_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
  std::size_t bytes = 0;
  while (!queue_.empty() && (group_.empty() || bytes + queue_.front().bytes <= options_.max_group_bytes)) {
    bytes += queue_.front().bytes;
    group_.push_back(std::move(queue_.front()));
    queue_.pop_front();
  }
  return !group_.empty();
}

void GroupWriter::write_group() {
  if (broken_) {
    release_held();
    for (Pending& pending : group_) pending.done(fail(Reason::kStorageUnavailable, *broken_));
    return;
  }
  write_batch_.Clear();
  grown_.clear();
  rocksdb::Status written;
  for (Pending& pending : group_) {
    pending.follows = place(pending);
    if (pending.follows && written.ok()) written = put_batch(pending.batch);
  }
  if (written.ok() && !grown_.empty()) written = write_synced();
  if (written.ok()) {
    publish_heads();
  } else {
    broken_ = "stopped after a failed write: " + written.ToString();
  }
  complete(written);
}

bool GroupWriter::place(const Pending& pending) {
  const PartitionId partition = pending.batch.partition;
  const auto refused = refused_below_.find(partition);
  if (refused != refused_below_.end() && pending.number < refused->second) return false;
  const auto grown = grown_.find(partition);
  // Only this thread changes heads_, so it reads them without the lock.
  const auto durable = heads_.find(partition);
  const Position last = grown != grown_.end() ? grown->second : durable != heads_.end() ? durable->second : 0;
  if (pending.batch.first != last + 1) {
    refused_below_[partition] = kAllOutstanding;
    return false;
  }
  grown_[partition] = last + pending.batch.turns.size();
  return true;
}

rocksdb::Status GroupWriter::put_batch(const Batch& batch) {
  rocksdb::Status status;
  Position position = batch.first;
  for (const std::string& turn : batch.turns) {
    const keys::JournalKey key = keys::journal_key(batch.partition, position++);
    status = write_batch_.Put(database_.family(Family::kJournal), {key.data(), key.size()}, turn);
    if (!status.ok()) return status;
  }
  for (const Write& write : batch.writes) {
    rocksdb::ColumnFamilyHandle* family = database_.family(write.family);
    status = write.value ? write_batch_.Put(family, write.key, *write.value) : write_batch_.Delete(family, write.key);
    if (!status.ok()) return status;
  }
  return status;
}

rocksdb::Status GroupWriter::write_synced() {
  for (const auto& [partition, position] : grown_) {
    const keys::AppliedKey key = keys::applied_key(partition);
    const keys::PositionValue value = keys::position_value(position);
    const rocksdb::Status put = write_batch_.Put(database_.default_family(), {key.data(), key.size()},
                                                 {value.data(), value.size()});
    if (!put.ok()) return put;
  }
  rocksdb::WriteOptions synced;
  synced.sync = true;
  return database_.db().Write(synced, &write_batch_);
}

void GroupWriter::publish_heads() {
  if (grown_.empty()) return;
  syncs_.fetch_add(1, std::memory_order_relaxed);
  const std::lock_guard lock(heads_mutex_);
  for (const auto& [partition, position] : grown_) heads_[partition] = position;
}

void GroupWriter::release_held() {
  const std::lock_guard lock(queue_mutex_);
  for (const Pending& pending : group_) held_bytes_ -= pending.bytes;
  held_batches_ -= group_.size();
}

// Until its completion runs nobody knows of a conflict, so whatever has been appended by now was built on it.
void GroupWriter::refuse_outstanding() {
  if (refused_below_.empty()) return;
  const std::lock_guard lock(queue_mutex_);
  const std::uint64_t oldest_queued = queue_.empty() ? next_number_ : queue_.front().number;
  std::erase_if(refused_below_, [&](const auto& entry) { return entry.second <= oldest_queued; });
  for (auto& [partition, number] : refused_below_) {
    if (number == kAllOutstanding) number = next_number_;
  }
}

void GroupWriter::complete(const rocksdb::Status& written) {
  // First, so that a completion may append again.
  release_held();
  refuse_outstanding();
  for (Pending& pending : group_) {
    if (!pending.follows) {
      pending.done(fail(Reason::kPositionConflict, std::to_string(pending.batch.first)));
    } else if (!written.ok()) {
      pending.done(fail(Reason::kOutcomeUnknown));
    } else {
      appends_.fetch_add(1, std::memory_order_relaxed);
      turns_.fetch_add(pending.batch.turns.size(), std::memory_order_relaxed);
      bytes_.fetch_add(pending.bytes, std::memory_order_relaxed);
      pending.done({});
    }
  }
  // One oversized batch must not keep its memory for good.
  if (write_batch_.GetDataSize() > 2 * options_.max_group_bytes) write_batch_ = rocksdb::WriteBatch(kReservedBytes);
}

}  // namespace norma::storage
