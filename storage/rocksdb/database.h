#pragma once

#include <rocksdb/db.h>

#include <array>
#include <filesystem>
#include <map>
#include <memory>
#include <string>

#include "storage/journal.h"
#include "storage/rocksdb/rocksdb_options.h"

namespace norma::storage {

/// An open RocksDB directory in Norma's format, with the families by number.
///
/// Thread rule: as rocksdb::DB, any thread.
class Database {
 public:
  enum class Access { kReadWrite, kReadOnly };

  /// Opens the directory; kReadWrite makes it (mode 0700) when it does not exist.
  ///
  /// Errors: storage_unavailable (in use, not reachable, or of a newer format), storage_corrupt.
  static Result<std::unique_ptr<Database>> open(const std::filesystem::path& directory, const RocksDbOptions& options,
                                                Access access);

  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;
  ~Database();

  [[nodiscard]] rocksdb::DB& db() const { return *db_; }
  [[nodiscard]] rocksdb::ColumnFamilyHandle* family(Family family) const {
    return families_.at(static_cast<std::size_t>(family));
  }
  [[nodiscard]] rocksdb::ColumnFamilyHandle* default_family() const { return families_.front(); }
  [[nodiscard]] const std::string& epoch() const { return epoch_; }

  /// The last position of every partition. Errors: storage_corrupt when journal and projections disagree.
  [[nodiscard]] Result<std::map<PartitionId, Position>> heads() const;

 private:
  Database() = default;
  Result<void> open_families(const std::filesystem::path& directory, const RocksDbOptions& options, Access access);
  Result<void> check_format(Access access, bool renew_epoch);
  Result<void> begin_history(bool renew);
  Result<std::string> read_epoch() const;
  Result<std::map<PartitionId, Position>> journal_heads() const;
  Result<std::map<PartitionId, Position>> applied_heads() const;

  std::shared_ptr<rocksdb::Env> env_;
  std::unique_ptr<rocksdb::DB> db_;
  // Indexed by the family's number; the default family is 0.
  std::array<rocksdb::ColumnFamilyHandle*, 5> families_{};
  std::string epoch_;
};

}  // namespace norma::storage
