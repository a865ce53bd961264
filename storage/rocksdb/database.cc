#include "storage/rocksdb/database.h"

#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <random>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include "storage/rocksdb/keys.h"
#include "storage/rocksdb/status.h"
#include "storage/rocksdb/tuning.h"

namespace norma::storage {
namespace {

Result<void> make_directory(const std::filesystem::path& directory) {
  std::error_code error;
  if (directory.has_parent_path()) std::filesystem::create_directories(directory.parent_path(), error);
  if (error) return fail(Reason::kStorageUnavailable, directory.string() + ": " + error.message());
  if (::mkdir(directory.c_str(), S_IRWXU) == 0 || errno == EEXIST) return {};
  return fail(Reason::kStorageUnavailable, directory.string() + ": " + std::generic_category().message(errno));
}

Error open_error(const rocksdb::Status& status, const std::filesystem::path& directory) {
  // RocksDB has no code of its own for a lock that another holds.
  if (status.IsIOError() && status.ToString().find("lock") != std::string::npos) {
    return {Reason::kStorageUnavailable, {directory.string() + " is in use by another process: " + status.ToString()}};
  }
  return to_error(status);
}

Result<void> check_family_names(const std::filesystem::path& directory, const rocksdb::DBOptions& tuning) {
  std::vector<std::string> names;
  const rocksdb::Status listed = rocksdb::DB::ListColumnFamilies(tuning, directory.string(), &names);
  if (listed.IsPathNotFound() || listed.IsNotFound()) return {};
  if (!listed.ok()) {
    const bool fresh = !std::filesystem::exists(directory / "CURRENT");
    return fresh ? Result<void>{} : tl::unexpected(to_error(listed));
  }
  for (const std::string& name : names) {
    const bool known = name == rocksdb::kDefaultColumnFamilyName ||
                       std::any_of(keys::kFamilies.begin(), keys::kFamilies.end(),
                                   [&](const keys::FamilyName& family) { return family.name == name; });
    if (!known) return fail(Reason::kStorageUnavailable, "a newer program wrote the family " + name);
  }
  return {};
}

std::string random_epoch() {
  static constexpr std::string_view kDigits = "0123456789abcdef";
  std::random_device source;
  std::string epoch;
  for (int i = 0; i < 32; ++i) epoch += kDigits[source() % kDigits.size()];
  return epoch;
}

}  // namespace

Database::~Database() {
  if (!db_) return;
  for (rocksdb::ColumnFamilyHandle* handle : families_) {
    if (handle != nullptr) db_->DestroyColumnFamilyHandle(handle).PermitUncheckedError();
  }
  db_->Close().PermitUncheckedError();
}

Result<std::unique_ptr<Database>> Database::open(const std::filesystem::path& directory,
                                                 const RocksDbOptions& options, Access access) {
  std::unique_ptr<Database> database(new Database);
  database->env_ = options.env;
  if (access == Access::kReadWrite) {
    if (auto made = make_directory(directory); !made) return tl::unexpected(made.error());
  }
  if (auto opened = database->open_families(directory, options, access); !opened) {
    return tl::unexpected(opened.error());
  }
  if (auto checked = database->check_format(access, options.renew_epoch); !checked) {
    return tl::unexpected(checked.error());
  }
  return database;
}

Result<void> Database::open_families(const std::filesystem::path& directory, const RocksDbOptions& options,
                                     Access access) {
  rocksdb::DBOptions tuning = database_tuning(options);
  tuning.create_if_missing = access == Access::kReadWrite;
  if (auto known = check_family_names(directory, tuning); !known) return known;
  const std::shared_ptr<rocksdb::Cache> cache = rocksdb::NewLRUCache(options.block_cache_bytes);
  std::vector<rocksdb::ColumnFamilyDescriptor> descriptors;
  descriptors.emplace_back(rocksdb::kDefaultColumnFamilyName, default_family_tuning(options, cache));
  for (const auto& [family, name] : keys::kFamilies) {
    descriptors.emplace_back(std::string(name), family_tuning(family, options, cache));
  }
  std::vector<rocksdb::ColumnFamilyHandle*> handles;
  rocksdb::DB* db = nullptr;
  const rocksdb::Status opened =
      access == Access::kReadOnly
          ? rocksdb::DB::OpenForReadOnly(tuning, directory.string(), descriptors, &handles, &db)
          : rocksdb::DB::Open(tuning, directory.string(), descriptors, &handles, &db);
  if (!opened.ok()) return tl::unexpected(open_error(opened, directory));
  db_.reset(db);
  families_.front() = handles.front();
  for (std::size_t i = 0; i < keys::kFamilies.size(); ++i) {
    families_.at(static_cast<std::size_t>(keys::kFamilies.at(i).family)) = handles.at(i + 1);
  }
  return {};
}

Result<void> Database::check_format(Access access, bool renew_epoch) {
  std::string value;
  const rocksdb::Status read = db_->Get({}, default_family(), to_slice(keys::kFormatKey), &value);
  if (!read.ok() && !read.IsNotFound()) return tl::unexpected(to_error(read));
  if (read.IsNotFound()) {
    const std::unique_ptr<rocksdb::Iterator> turns(db_->NewIterator(ordered_reads(), family(Family::kJournal)));
    turns->SeekToFirst();
    if (turns->Valid()) return fail(Reason::kStorageCorrupt, "the journal has turns but no format number");
    if (access == Access::kReadOnly) return fail(Reason::kStorageUnavailable, "the directory holds no journal yet");
    return begin_history(false);
  }
  const std::optional<std::uint32_t> format = keys::parse_format_value(value);
  if (!format || *format == 0) return fail(Reason::kStorageCorrupt, "the format number cannot be read");
  if (*format > keys::kFormat) {
    return fail(Reason::kStorageUnavailable, "format " + std::to_string(*format) + " is newer than " +
                                                 std::to_string(keys::kFormat) + ", the newest this program knows");
  }
  if (renew_epoch && access == Access::kReadWrite) return begin_history(true);
  Result<std::string> epoch = read_epoch();
  if (!epoch) return tl::unexpected(epoch.error());
  epoch_ = std::move(*epoch);
  return {};
}

Result<void> Database::begin_history(bool renew) {
  epoch_ = random_epoch();
  rocksdb::WriteBatch batch;
  rocksdb::Status put = batch.Put(default_family(), to_slice(keys::kEpochKey), epoch_);
  if (put.ok() && !renew) {
    put = batch.Put(default_family(), to_slice(keys::kFormatKey), keys::format_value(keys::kFormat));
  }
  rocksdb::WriteOptions synced;
  synced.sync = true;
  if (put.ok()) put = db_->Write(synced, &batch);
  if (!put.ok()) return tl::unexpected(to_error(put));
  return {};
}

Result<std::string> Database::read_epoch() const {
  std::string epoch;
  const rocksdb::Status read = db_->Get({}, default_family(), to_slice(keys::kEpochKey), &epoch);
  if (read.IsNotFound()) return fail(Reason::kStorageCorrupt, "the epoch is missing");
  if (!read.ok()) return tl::unexpected(to_error(read));
  return epoch;
}

Result<std::map<PartitionId, Position>> Database::journal_heads() const {
  std::map<PartitionId, Position> heads;
  const std::unique_ptr<rocksdb::Iterator> turns(db_->NewIterator(ordered_reads(), family(Family::kJournal)));
  turns->SeekToFirst();
  while (turns->Valid()) {
    const std::optional<keys::JournalAddress> first = keys::parse_journal_key(to_view(turns->key()));
    if (!first) return fail(Reason::kStorageCorrupt, "a journal key cannot be read");
    const keys::JournalKey end = keys::journal_key(first->partition, ~Position{0});
    turns->SeekForPrev({end.data(), end.size()});
    if (!turns->Valid()) break;
    const std::optional<keys::JournalAddress> last = keys::parse_journal_key(to_view(turns->key()));
    if (!last || last->partition != first->partition) return fail(Reason::kStorageCorrupt, "journal keys out of order");
    heads.emplace(last->partition, last->position);
    turns->Next();
  }
  if (!turns->status().ok()) return tl::unexpected(to_error(turns->status()));
  return heads;
}

Result<std::map<PartitionId, Position>> Database::applied_heads() const {
  std::map<PartitionId, Position> heads;
  const std::unique_ptr<rocksdb::Iterator> applied(db_->NewIterator(ordered_reads(), default_family()));
  for (applied->Seek(to_slice(keys::kAppliedPrefix));
       applied->Valid() && to_view(applied->key()).starts_with(keys::kAppliedPrefix); applied->Next()) {
    const std::optional<PartitionId> partition = keys::parse_applied_key(to_view(applied->key()));
    const std::optional<Position> position = keys::parse_position_value(to_view(applied->value()));
    if (!partition || !position) return fail(Reason::kStorageCorrupt, "an applied position cannot be read");
    heads.emplace(*partition, *position);
  }
  if (!applied->status().ok()) return tl::unexpected(to_error(applied->status()));
  return heads;
}

Result<std::map<PartitionId, Position>> Database::heads() const {
  Result<std::map<PartitionId, Position>> heads = journal_heads();
  if (!heads) return heads;
  const Result<std::map<PartitionId, Position>> applied = applied_heads();
  if (!applied) return applied;
  if (*heads == *applied) return heads;
  const auto [journal, projections] = std::mismatch(heads->begin(), heads->end(), applied->begin(), applied->end());
  const PartitionId partition = std::min(journal == heads->end() ? projections->first : journal->first,
                                         projections == applied->end() ? journal->first : projections->first);
  return fail(Reason::kStorageCorrupt, "journal and projections of partition " +
                                           std::to_string(static_cast<std::uint32_t>(partition)) +
                                           " do not end at the same position");
}

}  // namespace norma::storage
