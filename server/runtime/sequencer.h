#pragma once

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "engine/acts/context.h"
#include "engine/acts/decide.h"
#include "server/runtime/registry_board.h"
#include "server/runtime/clock.h"
#include "server/runtime/fresh_ids.h"
#include "server/runtime/group.h"
#include "server/runtime/head.h"
#include "server/runtime/rejection_budget.h"
#include "server/runtime/text_vault.h"
#include "storage/journal.h"
#include "storage/store.h"

namespace norma::server {

/// Bounds of a sequencer.
struct SequencerLimits {
  std::size_t queued_commands = 4096;
  std::size_t group_commands = 512;        ///< Decided into one append.
  std::size_t groups_in_flight = 2;        ///< Decided but not durable yet.
  std::size_t cached_cases = 100'000;
  std::uint32_t recorded_rejections = 60;  ///< Per person and minute; more are answered and only counted.
};

/// The one writer of a partition: decides commands in order, group by group, and answers when they are durable.
///
/// In the flow: sessions and timers submit commands; the sequencer's own thread decides and folds each on the
/// speculative head and appends whole groups; the journal's completion settles a group and hands it to deliver().
/// While one group is being synced the next is being decided. A failed append ends it for good: everything
/// undecided or not durable is answered outcome_unknown until the process starts again.
/// Thread rule: every public member may be called from any thread.
class Sequencer {
 public:
  /// Receives each durable group once, in order, on the journal's thread; must not block.
  using Deliver = std::function<void(CommittedGroup)>;

  struct Ports {
    storage::Journal& journal;
    const storage::Store& store;
    const Clock& clock;
    RegistryBoard& registry;
    acts::DecideFunction decide = acts::decide;
  };

  /// Requires: `start` is the journal's head of the partition, `last_time` the time of the turn there, and the board
  /// holds authority and legal time.
  Sequencer(PartitionId partition, Ports ports, Deliver deliver, Position start, Instant last_time,
            const SequencerLimits& limits = {}, std::uint64_t seed = entropy_seed());
  ~Sequencer();
  Sequencer(const Sequencer&) = delete;
  Sequencer& operator=(const Sequencer&) = delete;

  /// Queues a command; the handler is called exactly once, after what it tells is durable.
  ///
  /// Outcomes beside the decision's own: overloaded (queue full), outcome_unknown (repeat with the same key),
  /// idempotency_key_reused, shutting_down.
  void submit(acts::Command command, OutcomeHandler handler);

  /// Decides what has queued, waits until it is durable, refuses the rest. Idempotent.
  void drain();

  /// False once an append failed.
  [[nodiscard]] bool healthy() const;

 private:
  struct Queued {
    acts::Command command;
    OutcomeHandler handler;
  };
  struct Group {
    std::uint64_t number = 0;
    Position first = 0;
    std::vector<std::string> leaves;
    std::vector<storage::Write> texts;
    std::optional<RegistryAt> registry;  ///< Of the registry only: as of this group's end.
    CommittedGroup committed;
  };

  void run();
  std::deque<Queued> take_queued();
  void decide_group(std::deque<Queued> queued);
  void process(Queued queued, Group& group);
  Outcome repeat(const v1::IdempotencyRow& row, const acts::Command& command) const;
  Outcome decide_one(const acts::Command& command, Group& group);
  v1::Turn begin_turn(const acts::Command& command) const;
  Result<void> record(v1::Turn turn, Group& group);
  void answer_without_turn(PendingReply reply);
  void submit_group(Group group);
  void settle(std::uint64_t number, const Result<void>& appended);
  void fail_everything();

  const PartitionId partition_;
  const Ports ports_;
  const Deliver deliver_;
  const SequencerLimits limits_;

  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Queued> queue_;
  std::map<std::uint64_t, Group> in_flight_;
  std::uint64_t durable_group_ = 0;
  bool draining_ = false;
  bool failed_ = false;

  // Of the sequencer's thread alone.
  FreshIds ids_;
  Head head_;
  TextVault texts_;
  statechart::Interpreter interpreter_;
  RejectionBudget rejections_;
  RegistryAt registry_;  ///< What is decided on; the registry's own runs ahead of what is durable.
  Position position_;
  Instant last_time_;
  Instant now_;

  std::thread thread_;
};

}  // namespace norma::server
