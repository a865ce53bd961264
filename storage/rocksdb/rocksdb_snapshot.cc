#include "storage/rocksdb/rocksdb_snapshot.h"

#include <rocksdb/snapshot.h>

#include <algorithm>
#include <cassert>
#include <optional>
#include <string>
#include <string_view>

#include "storage/rocksdb/keys.h"
#include "storage/rocksdb/status.h"
#include "storage/rocksdb/tuning.h"

namespace norma::storage {
namespace {

class RocksDbSnapshot final : public Snapshot {
 public:
  explicit RocksDbSnapshot(const Database& database) : database_(database), held_(&database.db()), at_(held_.snapshot()) {}

  Result<std::optional<std::string>> get(Family family, std::string_view key) const override {
    assert(family != Family::kJournal);
    return read(database_.family(family), key);
  }

  Result<void> scan(Family family, std::string_view prefix, std::string_view after,
                    const Visitor& visit) const override {
    assert(family != Family::kJournal);
    rocksdb::ReadOptions reads = ordered_reads();
    reads.snapshot = at_;
    const std::optional<std::string> end = keys::end_of_prefix(prefix);
    const rocksdb::Slice bound = end ? to_slice(*end) : rocksdb::Slice();
    if (end) {
      if (after >= *end) return {};
      reads.iterate_upper_bound = &bound;
    }
    const std::unique_ptr<rocksdb::Iterator> entries(
        database_.db().NewIterator(reads, database_.family(family)));
    entries->Seek(to_slice(std::max(prefix, after)));
    if (!after.empty() && entries->Valid() && to_view(entries->key()) == after) entries->Next();
    for (; entries->Valid(); entries->Next()) {
      if (!visit(to_view(entries->key()), to_view(entries->value()))) return {};
    }
    if (!entries->status().ok()) return tl::unexpected(to_error(entries->status()));
    return {};
  }

  Result<Position> applied(PartitionId partition) const override {
    const keys::AppliedKey key = keys::applied_key(partition);
    const Result<std::optional<std::string>> value = read(database_.default_family(), {key.data(), key.size()});
    if (!value) return tl::unexpected(value.error());
    if (!*value) return Position{0};
    const std::optional<Position> position = keys::parse_position_value(**value);
    if (!position) return fail(Reason::kStorageCorrupt, "an applied position cannot be read");
    return *position;
  }

 private:
  Result<std::optional<std::string>> read(rocksdb::ColumnFamilyHandle* family, std::string_view key) const {
    rocksdb::ReadOptions reads;
    reads.snapshot = at_;
    std::string value;
    const rocksdb::Status status = database_.db().Get(reads, family, to_slice(key), &value);
    if (status.IsNotFound()) return std::optional<std::string>();
    if (!status.ok()) return tl::unexpected(to_error(status));
    return std::optional<std::string>(std::move(value));
  }

  const Database& database_;
  rocksdb::ManagedSnapshot held_;
  const rocksdb::Snapshot* const at_;
};

}  // namespace

std::unique_ptr<Snapshot> take_snapshot(const Database& database) {
  return std::make_unique<RocksDbSnapshot>(database);
}

}  // namespace norma::storage
