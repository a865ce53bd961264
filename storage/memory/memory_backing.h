#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "storage/journal.h"

namespace norma::storage {

/// The medium under MemoryStorage: what a disk is to a process, so that it outlives the adapter.
///
/// Every value is kept with the version that wrote it for as long as a reader of an older version lives.
/// Thread rule: every member may be called from any thread.
class MemoryBacking {
 public:
  using Version = std::uint64_t;
  using Entries = std::vector<std::pair<std::string, std::string>>;

  explicit MemoryBacking(std::string epoch) : epoch_(std::move(epoch)) {}

  /// Writes the batch as one new version. Errors: position_conflict (nothing is written).
  Result<void> commit(Batch batch);

  [[nodiscard]] Position head(PartitionId partition) const;
  [[nodiscard]] std::vector<StoredTurn> read(PartitionId partition, Position from, std::size_t max_turns,
                                             std::size_t max_bytes) const;
  [[nodiscard]] const std::string& epoch() const { return epoch_; }

  /// Holds the newest version for a reader until release().
  [[nodiscard]] Version acquire();
  void release(Version version);

  [[nodiscard]] std::optional<std::string> get(Version version, Family family, std::string_view key) const;
  /// At most `limit` entries with keys that begin with `prefix` and are greater than `after`, where given.
  [[nodiscard]] Entries list(Version version, Family family, std::string_view prefix,
                             std::optional<std::string_view> after, std::size_t limit) const;
  [[nodiscard]] Position applied(Version version, PartitionId partition) const;

 private:
  struct Versioned {
    Version version = 0;
    std::optional<std::string> value;
  };
  using History = std::vector<Versioned>;
  using Table = std::map<std::string, History, std::less<>>;
  struct Partition {
    std::vector<std::string> turns;
    std::vector<std::pair<Version, Position>> applied;
  };

  Table& table(Family family) { return tables_.at(static_cast<std::size_t>(family)); }
  const Table& table(Family family) const { return tables_.at(static_cast<std::size_t>(family)); }
  void put(Write write);
  static const std::string* visible(const History& history, Version version);

  const std::string epoch_;
  mutable std::mutex mutex_;
  Version newest_ = 0;
  std::multiset<Version> readers_;
  std::map<PartitionId, Partition> partitions_;
  std::array<Table, 5> tables_;
};

}  // namespace norma::storage
