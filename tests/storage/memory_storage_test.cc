#include "storage/memory/memory_storage.h"

#include <gtest/gtest.h>

#include "tests/storage/contract.h"

namespace norma::storage {
namespace {

using Outcomes = std::vector<std::optional<Reason>>;

class PumpedMemoryStorage : public ::testing::Test {
 protected:
  void append(Journal& journal, Position first) {
    journal.append(batch_of(1, first, {"t" + std::to_string(first)}), [this](const Result<void>& result) {
      outcomes_.push_back(result ? std::nullopt : std::optional(result.error().reason));
    });
  }

  Outcomes outcomes_;
  MemoryStorage storage_{MemoryStorage::Delivery::kPumped};
};

TEST_F(PumpedMemoryStorage, IsDurableOnlyWhenPumped) {
  append(storage_, 1);
  append(storage_, 2);
  EXPECT_EQ(storage_.head(PartitionId{1}).value(), 0U);
  EXPECT_TRUE(outcomes_.empty());
  EXPECT_EQ(storage_.pump(1), 1U);
  EXPECT_EQ(storage_.head(PartitionId{1}).value(), 1U);
  EXPECT_EQ(outcomes_, (Outcomes{std::nullopt}));
  EXPECT_EQ(storage_.queued(), 1U);
}

TEST_F(PumpedMemoryStorage, UnknownOutcomeClosesThePartition) {
  for (const auto fate : {MemoryStorage::Fate::kLost, MemoryStorage::Fate::kWritten}) {
    outcomes_.clear();
    MemoryStorage storage(MemoryStorage::Delivery::kPumped);
    storage.fail_next_append({Reason::kOutcomeUnknown, {}}, fate);
    append(storage, 1);
    append(storage, 2);
    EXPECT_EQ(storage.pump(), 2U);
    EXPECT_EQ(outcomes_, (Outcomes{Reason::kOutcomeUnknown, Reason::kStorageUnavailable}));
    EXPECT_EQ(storage.head(PartitionId{1}).value(), fate == MemoryStorage::Fate::kWritten ? 1U : 0U);
  }
}

TEST_F(PumpedMemoryStorage, AnotherOwnerFencesThisOne) {
  MemoryStorage rival(MemoryStorage::Delivery::kPumped, storage_.backing());
  append(storage_, 1);
  append(storage_, 2);
  append(rival, 1);
  rival.pump();
  storage_.pump();
  EXPECT_EQ(outcomes_, (Outcomes{std::nullopt, Reason::kPositionConflict, Reason::kPositionConflict}));
}

TEST_F(PumpedMemoryStorage, LosesWhatWasNotPumped) {
  {
    MemoryStorage ending(MemoryStorage::Delivery::kPumped, storage_.backing());
    append(ending, 1);
  }
  EXPECT_EQ(outcomes_, (Outcomes{Reason::kOutcomeUnknown}));
  EXPECT_EQ(storage_.head(PartitionId{1}).value(), 0U);
}

TEST_F(PumpedMemoryStorage, RefusesWhatDoesNotFitTheQueue) {
  MemoryStorage small(MemoryStorage::Delivery::kPumped, nullptr, {.max_batches = 1, .max_bytes = 100});
  append(small, 1);
  append(small, 2);
  EXPECT_EQ(outcomes_, (Outcomes{Reason::kOverloaded}));
  EXPECT_EQ(small.pump(), 1U);
}

}  // namespace
}  // namespace norma::storage
