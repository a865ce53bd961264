#include "storage/memory/memory_storage.h"

#include <cassert>
#include <string_view>
#include <utility>

namespace norma::storage {
namespace {

// Entries copied out at a time, so that a visitor runs without the backing's lock.
constexpr std::size_t kScanPage = 64;

class MemorySnapshot final : public Snapshot {
 public:
  explicit MemorySnapshot(std::shared_ptr<MemoryBacking> backing)
      : backing_(std::move(backing)), version_(backing_->acquire()) {}
  ~MemorySnapshot() override { backing_->release(version_); }

  Result<std::optional<std::string>> get(Family family, std::string_view key) const override {
    assert(family != Family::kJournal);
    return backing_->get(version_, family, key);
  }

  Result<void> scan(Family family, std::string_view prefix, std::string_view after,
                    const Visitor& visit) const override {
    assert(family != Family::kJournal);
    std::optional<std::string> last;
    if (!after.empty()) last.emplace(after);
    while (true) {
      MemoryBacking::Entries page = backing_->list(version_, family, prefix, last, kScanPage);
      for (const auto& [key, value] : page) {
        if (!visit(key, value)) return {};
      }
      if (page.size() < kScanPage) return {};
      last = std::move(page.back().first);
    }
  }

  Result<Position> applied(PartitionId partition) const override { return backing_->applied(version_, partition); }

 private:
  const std::shared_ptr<MemoryBacking> backing_;
  const MemoryBacking::Version version_;
};

}  // namespace

MemoryStorage::MemoryStorage(Delivery delivery, std::shared_ptr<MemoryBacking> backing, QueueBounds bounds)
    : delivery_(delivery),
      bounds_(bounds),
      backing_(backing ? std::move(backing) : std::make_shared<MemoryBacking>("memory")) {
  if (delivery_ == Delivery::kOwnThread) worker_ = std::thread([this] { run(); });
}

MemoryStorage::~MemoryStorage() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  if (worker_.joinable()) worker_.join();
  while (std::optional<Pending> pending = take()) pending->done(fail(Reason::kOutcomeUnknown));
}

void MemoryStorage::append(Batch batch, Completion done) {
  assert(is_well_formed(batch));
  const std::size_t bytes = byte_size(batch);
  {
    const std::lock_guard lock(mutex_);
    if (!stopping_ && queue_.size() < bounds_.max_batches && queued_bytes_ + bytes <= bounds_.max_bytes) {
      queued_bytes_ += bytes;
      queue_.push_back({std::move(batch), std::move(done), bytes, next_number_++});
      wake_.notify_one();
      return;
    }
  }
  done(fail(Reason::kOverloaded));
}

Result<std::vector<StoredTurn>> MemoryStorage::read(PartitionId partition, Position from, std::size_t max_turns,
                                                    std::size_t max_bytes) const {
  return backing_->read(partition, from, max_turns, max_bytes);
}

std::unique_ptr<Snapshot> MemoryStorage::snapshot() const { return std::make_unique<MemorySnapshot>(backing_); }

std::size_t MemoryStorage::pump(std::size_t limit) {
  assert(delivery_ == Delivery::kPumped);
  std::size_t settled = 0;
  while (settled < limit) {
    std::optional<Pending> pending = take();
    if (!pending) break;
    pending->done(settle(*pending));
    ++settled;
  }
  return settled;
}

std::size_t MemoryStorage::queued() const {
  const std::lock_guard lock(mutex_);
  return queue_.size();
}

void MemoryStorage::fail_next_append(Error error, Fate fate) {
  const std::lock_guard lock(mutex_);
  failures_.push_back({std::move(error), fate});
}

std::optional<MemoryStorage::Pending> MemoryStorage::take() {
  const std::lock_guard lock(mutex_);
  if (queue_.empty()) return std::nullopt;
  std::optional<Pending> pending(std::move(queue_.front()));
  queue_.pop_front();
  queued_bytes_ -= pending->bytes;
  return pending;
}

Result<void> MemoryStorage::settle(Pending& pending) {
  std::optional<Failure> failure;
  const PartitionId partition = pending.batch.partition;
  {
    const std::lock_guard lock(mutex_);
    if (closed_.contains(partition)) return fail(Reason::kStorageUnavailable, "closed after a failed append");
    const auto refused = refused_below_.find(partition);
    if (refused != refused_below_.end() && pending.number < refused->second) {
      return fail(Reason::kPositionConflict, std::to_string(pending.batch.first));
    }
    if (!failures_.empty()) {
      failure = std::move(failures_.front());
      failures_.pop_front();
      if (failure->error.reason != Reason::kPositionConflict) closed_.insert(partition);
    }
  }
  if (!failure) return commit(std::move(pending.batch));
  if (failure->fate == Fate::kWritten) {
    const Result<void> written = commit(std::move(pending.batch));
    assert(written.has_value());
  } else if (failure->error.reason == Reason::kPositionConflict) {
    refuse_outstanding(partition);
  }
  return tl::unexpected(std::move(failure->error));
}

Result<void> MemoryStorage::commit(Batch batch) {
  const PartitionId partition = batch.partition;
  Result<void> written = backing_->commit(std::move(batch));
  if (!written) refuse_outstanding(partition);
  return written;
}

// Until its completion runs nobody knows of a conflict, so whatever has been appended by now was built on it.
void MemoryStorage::refuse_outstanding(PartitionId partition) {
  const std::lock_guard lock(mutex_);
  refused_below_[partition] = next_number_;
}

void MemoryStorage::run() {
  while (true) {
    {
      std::unique_lock lock(mutex_);
      wake_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
      if (queue_.empty()) return;
    }
    std::optional<Pending> pending = take();
    pending->done(settle(*pending));
  }
}

}  // namespace norma::storage
