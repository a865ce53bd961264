#include "server/runtime/sequencer.h"

#include <gtest/gtest.h>

#include <atomic>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "server/runtime/replay.h"
#include "storage/memory/memory_storage.h"
#include "storage/merkle/sha256.h"
#include "workflows/clocks.h"
#include "workflows/registry.h"

namespace norma::server {
namespace {

class SetClock final : public Clock {
 public:
  [[nodiscard]] Instant now() const override { return Instant(std::chrono::microseconds(microseconds.load())); }

  std::atomic<std::int64_t> microseconds{1'800'000'000'000'000};
};

/// The registry's sequencer over a journal in memory that is durable when the test says so.
class Bench {
 public:
  explicit Bench(const SequencerLimits& limits = {}) {
    RegistryAt registry;
    registry.legal_time = std::make_shared<const acts::LegalTime>(workflows::built_in_legal_time().value());
    registry.definitions = std::make_shared<const workflows::Registry>(storage::sha256);
    board.post(std::move(registry));
    const Sequencer::Ports ports{storage, storage, clock, board};
    sequencer.emplace(
        kRegistryPartition, ports, [this](CommittedGroup group) { deliver(std::move(group)); }, 0, Instant{}, limits, 1);
  }
  ~Bench() {
    std::atomic<bool> drained{false};
    std::thread drains([this, &drained] {
      sequencer->drain();
      drained = true;
    });
    while (!drained) storage.pump();
    drains.join();
  }
  Bench(const Bench&) = delete;
  Bench& operator=(const Bench&) = delete;

  /// Registers a person as the service does; what it was answered stands in answers() under this number.
  void register_person(std::size_t number, const std::string& person, const std::string& key = {}) {
    acts::Command command;
    command.idempotency_key = key;
    command.payload_fingerprint = person;
    command.body.mutable_register_person()->set_person(person);
    give(number, std::move(command));
  }

  /// Gives a command as the service does.
  void give(std::size_t number, acts::Command command) {
    command.actor = PersonId("system");
    command.internal = true;
    sequencer->submit(std::move(command), [this, number](const Outcome& outcome) {
      const std::lock_guard lock(mutex_);
      answers_.emplace_back(number, outcome.result ? "accepted" : std::string(reason_code(outcome.result.error().reason)));
    });
  }

  /// Waits for the sequencer's thread to have handed so many groups to the journal.
  void await_appended(std::size_t groups) const {
    while (storage.queued() < groups) std::this_thread::yield();
  }

  using Answers = std::vector<std::pair<std::size_t, std::string>>;
  [[nodiscard]] Answers answers() const {
    const std::lock_guard lock(mutex_);
    return answers_;
  }
  [[nodiscard]] std::vector<v1::Turn> turns() const {
    std::vector<v1::Turn> turns;
    const std::vector<storage::StoredTurn> all = storage.read(kRegistryPartition, 1, 100, 1 << 20).value();
    for (const storage::StoredTurn& stored : all) {
      turns.emplace_back().ParseFromString(stored.bytes);
    }
    return turns;
  }

  storage::MemoryStorage storage{storage::MemoryStorage::Delivery::kPumped};
  SetClock clock;
  RegistryBoard board;
  std::optional<Sequencer> sequencer;

 private:
  void deliver(CommittedGroup group) {
    for (PendingReply& reply : group.replies) reply.handler(std::move(reply.outcome));
  }

  mutable std::mutex mutex_;
  Answers answers_;
};

using Answers = Bench::Answers;

TEST(Sequencer, AnswersOnlyWhatIsDurable) {
  Bench bench;
  bench.register_person(1, "a");
  bench.await_appended(1);
  EXPECT_EQ(bench.answers(), Answers{});
  bench.storage.pump();
  EXPECT_EQ(bench.answers(), (Answers{{1, "accepted"}}));
}

TEST(Sequencer, HoldsBackARejectionUntilWhatItSawIsDurable) {
  // given a person whose registration is not durable yet
  Bench bench;
  bench.register_person(1, "a");
  bench.await_appended(1);
  // when the same person is registered again
  bench.register_person(2, "a");
  bench.await_appended(2);
  // then
  EXPECT_EQ(bench.answers(), Answers{});
  bench.storage.pump();
  EXPECT_EQ(bench.answers(), (Answers{{1, "accepted"}, {2, "person_exists"}}));
}

TEST(Sequencer, KnowsAnIdempotencyKeyBeforeItIsDurable) {
  Bench bench;
  bench.register_person(1, "a", "key");
  bench.await_appended(1);
  bench.register_person(2, "a", "key");
  bench.register_person(3, "b", "key");
  bench.register_person(4, "c");
  bench.await_appended(2);
  EXPECT_EQ(bench.answers(), Answers{});
  bench.storage.pump();
  EXPECT_EQ(bench.answers(),
            (Answers{{1, "accepted"}, {2, "accepted"}, {3, "idempotency_key_reused"}, {4, "accepted"}}));
  EXPECT_EQ(bench.turns().size(), 2U);
}

TEST(Sequencer, GivesOthersADefinitionOnceItIsDurable) {
  // given
  Bench bench;
  acts::Command deploy;
  deploy.body.mutable_deploy_definition()->set_document(
      "<scxml xmlns='http://www.w3.org/2005/07/scxml' version='1.0' name='need'><state id='a'/></scxml>");
  const std::shared_ptr<const workflows::Registry> before = bench.board.read().definitions;
  // when it is deployed, but not durable
  bench.give(1, deploy);
  bench.await_appended(1);
  // then nobody else sees it
  EXPECT_EQ(bench.board.read().definitions, before);
  // and once it is, everyone does; who read the registry before goes on with what they have
  bench.storage.pump();
  EXPECT_EQ(bench.answers(), (Answers{{1, "accepted"}}));
  const RegistryAt after = bench.board.read();
  EXPECT_EQ(after.position, 1U);
  ASSERT_NE(after.definitions->newest(v1::NEED), nullptr);
  EXPECT_EQ(after.definitions->newest(v1::NEED)->hash, storage::sha256(deploy.body.deploy_definition().document()));
  EXPECT_EQ(before->newest(v1::NEED), nullptr);
}

TEST(Sequencer, AnswersUnknownAfterAFailedAppendAndEndsForGood) {
  // given a group that fails and one built upon it
  Bench bench;
  bench.storage.fail_next_append({Reason::kOutcomeUnknown, {}});
  bench.register_person(1, "a");
  bench.await_appended(1);
  bench.register_person(2, "a");
  bench.await_appended(2);
  // when
  bench.storage.pump();
  bench.register_person(3, "b");
  // then neither is answered as if it were decided
  EXPECT_EQ(bench.answers(),
            (Answers{{1, "outcome_unknown"}, {2, "outcome_unknown"}, {3, "outcome_unknown"}}));
  EXPECT_FALSE(bench.sequencer->healthy());
  EXPECT_TRUE(bench.turns().empty());
}

TEST(Sequencer, RefusesWhatDoesNotFitInItsQueue) {
  // given a group in flight, and a full queue behind it
  SequencerLimits limits;
  limits.groups_in_flight = 1;
  limits.queued_commands = 1;
  Bench bench(limits);
  bench.register_person(1, "a");
  bench.await_appended(1);
  bench.register_person(2, "b");
  // when
  bench.register_person(3, "c");
  // then
  EXPECT_EQ(bench.answers(), (Answers{{3, "overloaded"}}));
}

TEST(Sequencer, RefusesNewCommandsWhileItStops) {
  Bench bench;
  bench.sequencer->drain();
  bench.register_person(1, "a");
  EXPECT_EQ(bench.answers(), (Answers{{1, "shutting_down"}}));
  EXPECT_TRUE(bench.sequencer->healthy());
}

TEST(Sequencer, NeverLetsATurnBeEarlierThanTheOneBefore) {
  Bench bench;
  bench.register_person(1, "a");
  bench.await_appended(1);
  bench.clock.microseconds -= 60'000'000;
  bench.register_person(2, "b");
  bench.await_appended(2);
  bench.storage.pump();
  const std::vector<v1::Turn> turns = bench.turns();
  ASSERT_EQ(turns.size(), 2U);
  EXPECT_EQ(from_timestamp(turns[1].time()), from_timestamp(turns[0].time()));
}

TEST(TurnAt, NamesAPositionThatTheJournalDoesNotHave) {
  const storage::MemoryStorage storage;
  const Result<v1::Turn> turn = turn_at(storage, kRegistryPartition, 1);
  ASSERT_FALSE(turn);
  EXPECT_EQ(reason_code(turn.error().reason), "position_unknown");
}

}  // namespace
}  // namespace norma::server
