#include "tests/storage/contract.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <string_view>
#include <thread>
#include <type_traits>

namespace norma::storage {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using Pairs = std::vector<std::pair<std::string, std::string>>;

constexpr std::size_t kMany = 1'000;
constexpr std::size_t kMuch = std::size_t{1} << 30U;

template <class Subject>
class StorageContract : public ::testing::Test {
 protected:
  Result<void> append(std::uint32_t partition, Position first, std::vector<std::string> turns,
                      std::vector<Write> writes = {}) {
    return append_and_wait(subject_.journal(), batch_of(partition, first, std::move(turns), std::move(writes)));
  }

  std::vector<std::string> turns(std::uint32_t partition, Position from = 1, std::size_t max_turns = kMany,
                                 std::size_t max_bytes = kMuch) {
    const auto page = subject_.journal().read(PartitionId{partition}, from, max_turns, max_bytes);
    EXPECT_TRUE(page.has_value());
    std::vector<std::string> bytes;
    Position expected = std::max<Position>(from, 1);
    for (const StoredTurn& turn : page.value()) {
      EXPECT_EQ(turn.position, expected++);
      bytes.push_back(turn.bytes);
    }
    return bytes;
  }

  Position head(std::uint32_t partition) { return subject_.journal().head(PartitionId{partition}).value(); }

  static std::optional<std::string> get(const Snapshot& snapshot, Family family, std::string_view key) {
    return snapshot.get(family, key).value();
  }

  static Pairs scan(const Snapshot& snapshot, Family family, std::string_view prefix, std::string_view after = "",
                    std::size_t limit = kMany) {
    Pairs seen;
    const Result<void> scanned = snapshot.scan(family, prefix, after, [&](std::string_view key, std::string_view value) {
      seen.emplace_back(key, value);
      return seen.size() < limit;
    });
    EXPECT_TRUE(scanned.has_value());
    return seen;
  }

  Subject subject_;
};

using Subjects = ::testing::Types<MemorySubject, RocksDbSubject>;
class SubjectNames {
 public:
  template <class Subject>
  static std::string GetName(int) {
    return std::is_same_v<Subject, MemorySubject> ? "Memory" : "RocksDb";
  }
};
TYPED_TEST_SUITE(StorageContract, Subjects, SubjectNames);

TYPED_TEST(StorageContract, IsEmptyWhenFresh) {
  EXPECT_EQ(this->head(1), 0U);
  EXPECT_THAT(this->turns(1), IsEmpty());
  EXPECT_EQ(this->subject_.store().snapshot()->applied(PartitionId{1}).value(), 0U);
  EXPECT_EQ(this->get(*this->subject_.store().snapshot(), Family::kState, "k"), std::nullopt);
  EXPECT_FALSE(this->subject_.journal().epoch().empty());
}

TYPED_TEST(StorageContract, ReturnsTheIdenticalBytes) {
  std::string every_byte;
  for (int i = 0; i < 256; ++i) every_byte += static_cast<char>(i);
  const std::vector<std::string> given = {"", std::string(1, '\0'), every_byte, std::string(1U << 20U, '\xfe'), "last"};
  ASSERT_TRUE(this->append(3, 1, given).has_value());
  EXPECT_EQ(this->turns(3), given);
  this->subject_.reopen();
  EXPECT_EQ(this->turns(3), given);
}

TYPED_TEST(StorageContract, KeepsBinaryKeysAndEmptyValues) {
  const std::string key("\0\xff\n", 3);
  ASSERT_TRUE(this->append(1, 1, {"t"}, {put(Family::kState, key, ""), put(Family::kText, key, "x")}).has_value());
  const auto snapshot = this->subject_.store().snapshot();
  EXPECT_EQ(this->get(*snapshot, Family::kState, key), "");
  EXPECT_EQ(this->get(*snapshot, Family::kText, key), "x");
  EXPECT_EQ(this->get(*snapshot, Family::kIndex, key), std::nullopt);
}

TYPED_TEST(StorageContract, RefusesAWrongPositionAndWritesNothing) {
  ASSERT_TRUE(this->append(1, 1, {"one", "two"}).has_value());
  for (const Position wrong : {Position{0}, Position{1}, Position{2}, Position{4}}) {
    const Result<void> refused = this->append(1, wrong, {"other"}, {put(Family::kState, "k", "v")});
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().reason, Reason::kPositionConflict);
  }
  EXPECT_THAT(this->turns(1), ElementsAre("one", "two"));
  EXPECT_EQ(this->get(*this->subject_.store().snapshot(), Family::kState, "k"), std::nullopt);
  EXPECT_TRUE(this->append(1, 3, {"three"}).has_value());
}

TYPED_TEST(StorageContract, CompletesOutstandingAppendsInOrder) {
  // Shared: the last completion is still running when the waiting thread goes on.
  struct Record {
    std::vector<std::string> outcomes;
    std::promise<std::vector<std::string>> all;
  };
  const auto shared = std::make_shared<Record>();
  auto all = shared->all.get_future();
  const auto record = [&shared](const std::string& name) {
    return [shared, name](const Result<void>& result) {
      shared->outcomes.push_back(name + (result ? "+" : "-"));
      if (shared->outcomes.size() == 101) shared->all.set_value(shared->outcomes);
    };
  };
  std::vector<std::string> expected;
  for (Position position = 1; position <= 100; ++position) {
    const std::string name = std::to_string(position);
    this->subject_.journal().append(batch_of(1, position, {name}), record(name));
    expected.push_back(name + "+");
  }
  this->subject_.journal().append(batch_of(1, 102, {"gap"}), record("gap"));
  expected.emplace_back("gap-");
  ASSERT_EQ(all.wait_for(std::chrono::minutes(1)), std::future_status::ready);
  EXPECT_EQ(all.get(), expected);
  EXPECT_EQ(this->head(1), 100U);
  EXPECT_EQ(this->turns(1).size(), 100U);
}

// An append made before a conflict is known was decided on what conflicted, even if its position fits.
TYPED_TEST(StorageContract, RefusesWhatWasBuiltOnAConflict) {
  const auto release = std::make_shared<std::promise<void>>();
  const auto outcomes = std::make_shared<std::vector<bool>>();
  const auto all = std::make_shared<std::promise<void>>();
  std::future<void> done = all->get_future();
  const auto record = [outcomes, all](const Result<void>& result) {
    outcomes->push_back(result.has_value());
    if (outcomes->size() == 3) all->set_value();
  };
  this->subject_.journal().append(batch_of(1, 1, {"a"}), [release](const Result<void>&) { release->get_future().wait(); });
  this->subject_.journal().append(batch_of(1, 1, {"rival"}), record);
  this->subject_.journal().append(batch_of(1, 2, {"built on rival"}), record);
  this->subject_.journal().append(batch_of(2, 1, {"of another partition"}), record);
  release->set_value();
  ASSERT_EQ(done.wait_for(std::chrono::minutes(1)), std::future_status::ready);
  EXPECT_THAT(*outcomes, ElementsAre(false, false, true));
  EXPECT_TRUE(this->append(1, 2, {"b"}).has_value());
  EXPECT_THAT(this->turns(1), ElementsAre("a", "b"));
}

TYPED_TEST(StorageContract, SnapshotDoesNotSeeWhatComesLater) {
  ASSERT_TRUE(this->append(1, 1, {"a"}, {put(Family::kState, "changed", "old"), put(Family::kIndex, "i/1", "old"),
                                         put(Family::kState, "removed", "here")}).has_value());
  const auto before = this->subject_.store().snapshot();
  ASSERT_TRUE(this->append(1, 2, {"b"}, {put(Family::kState, "changed", "new"), removal(Family::kIndex, "i/1"),
                                         put(Family::kIndex, "i/2", "new"), removal(Family::kState, "removed")})
                  .has_value());
  const auto after = this->subject_.store().snapshot();
  EXPECT_EQ(this->get(*before, Family::kState, "changed"), "old");
  EXPECT_EQ(this->get(*before, Family::kState, "removed"), "here");
  EXPECT_EQ(this->scan(*before, Family::kIndex, "i/"), (Pairs{{"i/1", "old"}}));
  EXPECT_EQ(before->applied(PartitionId{1}).value(), 1U);
  EXPECT_EQ(this->get(*after, Family::kState, "changed"), "new");
  EXPECT_EQ(this->get(*after, Family::kState, "removed"), std::nullopt);
  EXPECT_EQ(this->scan(*after, Family::kIndex, "i/"), (Pairs{{"i/2", "new"}}));
  EXPECT_EQ(after->applied(PartitionId{1}).value(), 2U);
}

TYPED_TEST(StorageContract, AppliesWritesOfOneBatchInTheirOrder) {
  ASSERT_TRUE(this->append(1, 1, {"a"}, {put(Family::kState, "k", "1"), removal(Family::kState, "k"),
                                         put(Family::kState, "k", "2"), put(Family::kState, "gone", "1"),
                                         removal(Family::kState, "gone"), removal(Family::kState, "never")})
                  .has_value());
  const auto snapshot = this->subject_.store().snapshot();
  EXPECT_EQ(this->scan(*snapshot, Family::kState, ""), (Pairs{{"k", "2"}}));
}

TYPED_TEST(StorageContract, ScansAPrefixInByteOrderAfterAKey) {
  std::vector<Write> writes;
  for (const char* key : {"b/2", "a", "b/10", "c", "b/", "b", "b/\xff", "b0"}) {
    writes.push_back(put(Family::kIndex, key, "v"));
  }
  ASSERT_TRUE(this->append(1, 1, {"t"}, writes).has_value());
  const auto snapshot = this->subject_.store().snapshot();
  EXPECT_EQ(this->scan(*snapshot, Family::kIndex, "b/"),
            (Pairs{{"b/", "v"}, {"b/10", "v"}, {"b/2", "v"}, {"b/\xff", "v"}}));
  EXPECT_EQ(this->scan(*snapshot, Family::kIndex, "b/", "b/10"), (Pairs{{"b/2", "v"}, {"b/\xff", "v"}}));
  EXPECT_EQ(this->scan(*snapshot, Family::kIndex, "b/", "b/11"), (Pairs{{"b/2", "v"}, {"b/\xff", "v"}}));
  EXPECT_EQ(this->scan(*snapshot, Family::kIndex, "b/", "a").size(), 4U);
  EXPECT_EQ(this->scan(*snapshot, Family::kIndex, "b/", "c").size(), 0U);
  EXPECT_EQ(this->scan(*snapshot, Family::kIndex, "b/", "", 2), (Pairs{{"b/", "v"}, {"b/10", "v"}}));
  EXPECT_EQ(this->scan(*snapshot, Family::kIndex, "").size(), 8U);
  EXPECT_EQ(this->scan(*snapshot, Family::kIndex, "none").size(), 0U);
}

TYPED_TEST(StorageContract, ScansPrefixesOfTheHighestByte) {
  ASSERT_TRUE(this->append(1, 1, {"t"}, {put(Family::kIndex, "\xff\xff", "1"), put(Family::kIndex, "\xff\xff\x01", "2"),
                                         put(Family::kIndex, "\xfe", "0")}).has_value());
  EXPECT_EQ(this->scan(*this->subject_.store().snapshot(), Family::kIndex, "\xff\xff"),
            (Pairs{{"\xff\xff", "1"}, {"\xff\xff\x01", "2"}}));
}

TYPED_TEST(StorageContract, ScansTheWholeStateInOrder) {
  Pairs expected;
  for (int i = 1000; i < 1500; ++i) {
    expected.emplace_back("case/" + std::to_string(i), std::to_string(i));
  }
  std::vector<Write> writes;
  for (auto entry = expected.rbegin(); entry != expected.rend(); ++entry) {
    writes.push_back(put(Family::kState, entry->first, entry->second));
  }
  ASSERT_TRUE(this->append(1, 1, {"t"}, writes).has_value());
  EXPECT_EQ(this->scan(*this->subject_.store().snapshot(), Family::kState, ""), expected);
  EXPECT_EQ(this->scan(*this->subject_.store().snapshot(), Family::kState, "case/100").size(), 10U);
  this->subject_.reopen();
  EXPECT_EQ(this->scan(*this->subject_.store().snapshot(), Family::kState, ""), expected);
}

TYPED_TEST(StorageContract, VisitorMayReadTheSameSnapshot) {
  ASSERT_TRUE(this->append(1, 1, {"t"}, {put(Family::kIndex, "i", "k"), put(Family::kState, "k", "v")}).has_value());
  const auto snapshot = this->subject_.store().snapshot();
  std::optional<std::string> value;
  ASSERT_TRUE(snapshot->scan(Family::kIndex, "", "", [&](std::string_view, std::string_view key) {
    value = this->get(*snapshot, Family::kState, key);
    return true;
  }).has_value());
  EXPECT_EQ(value, "v");
}

TYPED_TEST(StorageContract, KeepsEverythingWhenReopened) {
  const std::string epoch = this->subject_.journal().epoch();
  ASSERT_TRUE(this->append(2, 1, {"a", "b"}, {put(Family::kState, "s", "1"), put(Family::kIndex, "i", "2"),
                                              put(Family::kText, "t", "3")}).has_value());
  this->subject_.reopen();
  EXPECT_EQ(this->subject_.journal().epoch(), epoch);
  EXPECT_EQ(this->head(2), 2U);
  EXPECT_THAT(this->turns(2), ElementsAre("a", "b"));
  const auto snapshot = this->subject_.store().snapshot();
  EXPECT_EQ(this->get(*snapshot, Family::kState, "s"), "1");
  EXPECT_EQ(this->get(*snapshot, Family::kIndex, "i"), "2");
  EXPECT_EQ(this->get(*snapshot, Family::kText, "t"), "3");
  EXPECT_EQ(snapshot->applied(PartitionId{2}).value(), 2U);
  const Result<void> stale = this->append(2, 2, {"c"});
  ASSERT_FALSE(stale.has_value());
  EXPECT_EQ(stale.error().reason, Reason::kPositionConflict);
  EXPECT_TRUE(this->append(2, 3, {"c"}).has_value());
}

TYPED_TEST(StorageContract, HeadsOfPartitionsAreIndependent) {
  ASSERT_TRUE(this->append(0, 1, {"r"}).has_value());
  ASSERT_TRUE(this->append(256, 1, {"x", "y", "z"}).has_value());
  ASSERT_TRUE(this->append(1, 1, {"p", "q"}).has_value());
  for (int pass = 0; pass < 2; ++pass) {
    EXPECT_EQ(this->head(0), 1U);
    EXPECT_EQ(this->head(1), 2U);
    EXPECT_EQ(this->head(2), 0U);
    EXPECT_EQ(this->head(256), 3U);
    EXPECT_THAT(this->turns(0), ElementsAre("r"));
    EXPECT_THAT(this->turns(1), ElementsAre("p", "q"));
    EXPECT_THAT(this->turns(256), ElementsAre("x", "y", "z"));
    EXPECT_EQ(this->subject_.store().snapshot()->applied(PartitionId{0}).value(), 1U);
    EXPECT_EQ(this->subject_.store().snapshot()->applied(PartitionId{256}).value(), 3U);
    this->subject_.reopen();
  }
}

TYPED_TEST(StorageContract, PagesByTurnsAndByBytes) {
  ASSERT_TRUE(this->append(1, 1, {"aaaa", "bbbb", "cccc", "dddd"}).has_value());
  EXPECT_THAT(this->turns(1, 2), ElementsAre("bbbb", "cccc", "dddd"));
  EXPECT_THAT(this->turns(1, 0, 2), ElementsAre("aaaa", "bbbb"));
  EXPECT_THAT(this->turns(1, 3, 1), ElementsAre("cccc"));
  EXPECT_THAT(this->turns(1, 1, kMany, 8), ElementsAre("aaaa", "bbbb"));
  EXPECT_THAT(this->turns(1, 1, kMany, 11), ElementsAre("aaaa", "bbbb"));
  EXPECT_THAT(this->turns(1, 2, kMany, 1), ElementsAre("bbbb"));
  EXPECT_THAT(this->turns(1, 2, 0), IsEmpty());
  EXPECT_THAT(this->turns(1, 5), IsEmpty());
  EXPECT_THAT(this->turns(1, 4), ElementsAre("dddd"));
}

TYPED_TEST(StorageContract, ManyThreadsAppendToPartitionsOfTheirOwn) {
  constexpr int kAppends = 50;
  std::vector<std::thread> threads;
  for (std::uint32_t partition = 1; partition <= 4; ++partition) {
    threads.emplace_back([this, partition] {
      for (Position position = 1; position <= kAppends; ++position) {
        const std::string value = std::to_string(position);
        EXPECT_TRUE(this->append(partition, position, {value},
                                 {put(Family::kState, "p" + std::to_string(partition), value)}).has_value());
        const auto snapshot = this->subject_.store().snapshot();
        EXPECT_EQ(this->get(*snapshot, Family::kState, "p" + std::to_string(partition)), value);
        EXPECT_EQ(snapshot->applied(PartitionId{partition}).value(), position);
        EXPECT_EQ(this->head(partition), position);
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
}

}  // namespace
}  // namespace norma::storage
