#include "storage/rocksdb/rocksdb_storage.h"

#include <gmock/gmock.h>
#include <rocksdb/db.h>

#include <fstream>

#include "storage/rocksdb/database.h"
#include "storage/rocksdb/keys.h"
#include "tests/storage/contract.h"
#include "tests/storage/faulty_file_system.h"

namespace norma::storage {
namespace {

using ::testing::HasSubstr;
namespace fs = std::filesystem;

class RocksDbStorageTest : public ::testing::Test {
 protected:
  [[nodiscard]] fs::path data() const { return directory_.path() / "data"; }

  static std::unique_ptr<RocksDbStorage> must_open(const fs::path& path, const RocksDbOptions& options = {}) {
    auto opened = RocksDbStorage::open(path, options);
    if (!opened) throw std::runtime_error(opened.error().details.front());
    return std::move(*opened);
  }

  // Copies the files of an open storage: what a killed process leaves behind.
  fs::path killed_copy(const std::string& name) {
    const fs::path copy = directory_.path() / name;
    fs::copy(data(), copy, fs::copy_options::recursive);
    fs::remove(copy / "LOCK");
    return copy;
  }

  static fs::path newest_wal(const fs::path& path) {
    fs::path newest;
    for (const auto& entry : fs::directory_iterator(path)) {
      if (entry.path().extension() == ".log" && entry.path() > newest) newest = entry.path();
    }
    return newest;
  }

  static void append_turns(RocksDbStorage& storage, Position first, Position last) {
    for (Position position = first; position <= last; ++position) {
      ASSERT_TRUE(append_and_wait(storage, batch_of(1, position, {std::string(200, 'a')},
                                                    {put(Family::kState, "k", std::to_string(position))}))
                      .has_value());
    }
  }

  TemporaryDirectory directory_;
};

TEST_F(RocksDbStorageTest, MakesADirectoryForItsOwnerAlone) {
  const auto storage = must_open(data());
  EXPECT_EQ(fs::status(data()).permissions(), fs::perms::owner_all);
}

TEST_F(RocksDbStorageTest, SurvivesAKillWithoutClose) {
  const auto storage = must_open(data());
  append_turns(*storage, 1, 20);
  const auto recovered = must_open(killed_copy("copy"));
  EXPECT_EQ(recovered->head(PartitionId{1}).value(), 20U);
  EXPECT_EQ(recovered->snapshot()->get(Family::kState, "k").value(), "20");
  EXPECT_EQ(recovered->epoch(), storage->epoch());
}

TEST_F(RocksDbStorageTest, RefusesASecondOwner) {
  const auto storage = must_open(data());
  const auto second = RocksDbStorage::open(data());
  ASSERT_FALSE(second.has_value());
  EXPECT_EQ(second.error().reason, Reason::kStorageUnavailable);
  EXPECT_THAT(second.error().details.front(), HasSubstr("in use"));
}

TEST_F(RocksDbStorageTest, ForgetsOnlyAnIncompleteLastRecord) {
  const auto storage = must_open(data());
  append_turns(*storage, 1, 20);
  const fs::path copy = killed_copy("torn");
  const fs::path wal = newest_wal(copy);
  fs::resize_file(wal, fs::file_size(wal) - 3);
  const auto recovered = must_open(copy);
  EXPECT_EQ(recovered->head(PartitionId{1}).value(), 19U);
  EXPECT_EQ(recovered->snapshot()->get(Family::kState, "k").value(), "19");
}

TEST_F(RocksDbStorageTest, RefusesAFlippedByteInTheLog) {
  const auto storage = must_open(data());
  append_turns(*storage, 1, 20);
  const fs::path copy = killed_copy("flipped");
  const fs::path wal = newest_wal(copy);
  std::fstream file(wal, std::ios::in | std::ios::out | std::ios::binary);
  const auto middle = static_cast<std::streamoff>(fs::file_size(wal) / 2);
  file.seekg(middle);
  const int byte = file.get();
  file.seekp(middle);
  file.put(static_cast<char>(byte ^ 1));
  file.close();
  const auto refused = RocksDbStorage::open(copy);
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().reason, Reason::kStorageCorrupt);
}

TEST_F(RocksDbStorageTest, RefusesANewerFormat) {
  must_open(data()).reset();
  {
    auto database = Database::open(data(), {}, Database::Access::kReadWrite);
    ASSERT_TRUE(database.has_value());
    const std::string newer = keys::format_value(keys::kFormat + 1);
    ASSERT_TRUE((*database)->db().Put({}, (*database)->default_family(), "format", newer).ok());
  }
  const auto refused = RocksDbStorage::open(data());
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().reason, Reason::kStorageUnavailable);
  EXPECT_THAT(refused.error().details.front(), HasSubstr("newer"));
}

TEST_F(RocksDbStorageTest, RefusesAJournalWithALostTurn) {
  auto storage = must_open(data());
  append_turns(*storage, 1, 5);
  storage.reset();
  {
    auto database = Database::open(data(), {}, Database::Access::kReadWrite);
    ASSERT_TRUE(database.has_value());
    for (const Position lost : {Position{3}, Position{5}}) {
      const keys::JournalKey key = keys::journal_key(PartitionId{1}, lost);
      const rocksdb::Slice slice(key.data(), key.size());
      if (lost == 5) {
        EXPECT_TRUE((*database)->heads().has_value());
      }
      ASSERT_TRUE((*database)->db().Delete({}, (*database)->family(Family::kJournal), slice).ok());
    }
    EXPECT_FALSE((*database)->heads().has_value());
  }
  const auto refused = RocksDbStorage::open(data());
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().reason, Reason::kStorageCorrupt);
}

TEST_F(RocksDbStorageTest, ReadingSaysWhichTurnIsLost) {
  auto storage = must_open(data());
  append_turns(*storage, 1, 5);
  storage.reset();
  {
    auto database = Database::open(data(), {}, Database::Access::kReadWrite);
    const keys::JournalKey key = keys::journal_key(PartitionId{1}, 3);
    ASSERT_TRUE(
        (*database)->db().Delete({}, (*database)->family(Family::kJournal), {key.data(), key.size()}).ok());
  }
  const auto page = must_open(data())->read(PartitionId{1}, 1, 10, 10'000);
  ASSERT_FALSE(page.has_value());
  EXPECT_EQ(page.error().reason, Reason::kStorageCorrupt);
  EXPECT_THAT(page.error().details.front(), HasSubstr("position 3"));
}

TEST_F(RocksDbStorageTest, StopsForGoodAfterAFailedSync) {
  const auto system = std::make_shared<FaultyFileSystem>();
  RocksDbOptions options;
  options.env = rocksdb::NewCompositeEnv(system);
  auto storage = must_open(data(), options);
  append_turns(*storage, 1, 2);
  system->fail_syncs();
  const Result<void> failed = append_and_wait(*storage, batch_of(1, 3, {"c"}));
  ASSERT_FALSE(failed.has_value());
  EXPECT_EQ(failed.error().reason, Reason::kOutcomeUnknown);
  for (const std::uint32_t partition : {1U, 2U}) {
    const Result<void> later = append_and_wait(*storage, batch_of(partition, partition == 1 ? 3 : 1, {"d"}));
    ASSERT_FALSE(later.has_value());
    EXPECT_EQ(later.error().reason, Reason::kStorageUnavailable);
  }
  EXPECT_EQ(storage->head(PartitionId{1}).value(), 2U);
  EXPECT_EQ(storage->stats().turns, 2U);
  storage.reset();
  EXPECT_GE(must_open(data())->head(PartitionId{1}).value(), 2U);
}

TEST_F(RocksDbStorageTest, KeepsWhatItAcknowledgedThroughAPowerCut) {
  const auto system = std::make_shared<FaultyFileSystem>();
  RocksDbOptions options;
  options.env = rocksdb::NewCompositeEnv(system);
  options.write_buffer_bytes = 64 * 1024;
  auto storage = must_open(data(), options);
  append_turns(*storage, 1, 500);
  storage.reset();
  system->cut_power();
  const auto recovered = must_open(data());
  EXPECT_EQ(recovered->head(PartitionId{1}).value(), 500U);
  EXPECT_EQ(recovered->read(PartitionId{1}, 1, 1000, 1'000'000).value().size(), 500U);
  EXPECT_EQ(recovered->snapshot()->get(Family::kState, "k").value(), "500");
}

// The power cut above shows something only if losing a sync would lose turns.
TEST_F(RocksDbStorageTest, APowerCutTakesWhatWasNotSynced) {
  const auto system = std::make_shared<FaultyFileSystem>();
  RocksDbOptions options;
  options.env = rocksdb::NewCompositeEnv(system);
  auto storage = must_open(data(), options);
  append_turns(*storage, 1, 3);
  system->stop_syncing();
  append_turns(*storage, 4, 6);
  storage.reset();
  system->cut_power();
  EXPECT_EQ(must_open(data())->head(PartitionId{1}).value(), 3U);
}

TEST_F(RocksDbStorageTest, ReadOnlyShowsAndChangesNothing) {
  {
    const auto missing = RocksDbStorage::open_read_only(data());
    ASSERT_FALSE(missing.has_value());
    EXPECT_EQ(missing.error().reason, Reason::kStorageUnavailable);
    EXPECT_FALSE(fs::exists(data()));
  }
  auto storage = must_open(data());
  append_turns(*storage, 1, 3);
  storage.reset();
  const auto opened = RocksDbStorage::open_read_only(data());
  ASSERT_TRUE(opened.has_value()) << opened.error().details.front();
  EXPECT_EQ((*opened)->head(PartitionId{1}).value(), 3U);
  EXPECT_EQ((*opened)->read(PartitionId{1}, 1, 10, 10'000).value().size(), 3U);
  EXPECT_EQ((*opened)->snapshot()->get(Family::kState, "k").value(), "3");
  const Result<void> refused = append_and_wait(**opened, batch_of(1, 4, {"d"}));
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().reason, Reason::kStorageUnavailable);
}

TEST_F(RocksDbStorageTest, RefusesWhatDoesNotFitTheQueue) {
  RocksDbOptions options;
  options.queue = {.max_batches = 8, .max_bytes = 1'000};
  const auto storage = must_open(data(), options);
  const Result<void> refused = append_and_wait(*storage, batch_of(1, 1, {std::string(1'001, 'a')}));
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().reason, Reason::kOverloaded);
  EXPECT_TRUE(append_and_wait(*storage, batch_of(1, 1, {std::string(1'000, 'a')})).has_value());
}

TEST_F(RocksDbStorageTest, RenewsTheEpochOfARestoredBackup) {
  const std::string before = must_open(data())->epoch();
  RocksDbOptions options;
  options.renew_epoch = true;
  const std::string renewed = must_open(data(), options)->epoch();
  EXPECT_NE(renewed, before);
  EXPECT_EQ(must_open(data())->epoch(), renewed);
}

TEST(RocksDbKeys, MatchTheWorkedExample) {
  const keys::JournalKey key = keys::journal_key(PartitionId{7}, 258);
  EXPECT_EQ(std::string(key.begin(), key.end()), std::string("\0\0\0\7\0\0\0\0\0\0\1\2", 12));
  const keys::AppliedKey applied = keys::applied_key(PartitionId{7});
  EXPECT_EQ(std::string(applied.begin(), applied.end()), std::string("applied\0\0\0\7", 11));
  const auto address = keys::parse_journal_key({key.data(), key.size()});
  ASSERT_TRUE(address.has_value());
  EXPECT_EQ(address->partition, PartitionId{7});
  EXPECT_EQ(address->position, 258U);
  EXPECT_EQ(keys::parse_applied_key({applied.data(), applied.size()}), PartitionId{7});
  EXPECT_EQ(keys::parse_journal_key("short"), std::nullopt);
}

}  // namespace
}  // namespace norma::storage
