#pragma once

#include <cstddef>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

#include "engine/ids.h"
#include "server/runtime/registry_board.h"
#include "server/runtime/group.h"

namespace norma::server {

/// A durable turn on its way to subscribers; its JSON is made once, by the first who needs it, and shared.
class PushedTurn {
 public:
  explicit PushedTurn(SharedTurn turn) : turn_(std::move(turn)) {}

  [[nodiscard]] const v1::Turn& turn() const { return turn_->turn; }
  [[nodiscard]] PartitionId partition() const { return PartitionId{turn().partition()}; }
  [[nodiscard]] Position position() const { return turn().position(); }
  [[nodiscard]] const std::string& json() const;

 private:
  SharedTurn turn_;
  mutable std::once_flag once_;
  mutable std::string json_;
};
using SharedPush = std::shared_ptr<const PushedTurn>;

/// Positions of a stream by partition number.
using StreamPositions = std::vector<Position>;

/// Bounds of one subscriber's queue.
struct SubscriberLimits {
  std::size_t queued_turns = 4096;
  std::size_t queued_bytes = 1 << 20;
};

/// One live subscriber: a bounded queue of turns it is entitled to.
///
/// Owned by its session, known to the publisher while live. Thread rule: the publisher's lock guards it; the
/// session touches it through the publisher only.
struct Subscriber {
  PersonId person;
  SubscriberLimits limits;
  std::function<void()> wake;  ///< Called once when the queue stops being empty or overflows; must not block.
  std::deque<SharedPush> queue;
  std::size_t queued_bytes = 0;
  bool slow = false;           ///< The bound was reached: nothing more is queued, the session must end.
};

/// What a session takes from its queue at once.
struct Taken {
  std::vector<SharedPush> turns;
  StreamPositions positions;  ///< The stream stands here once they are sent.
  bool slow = false;
};

/// Hands durable turns to live subscribers in journal order, each to those entitled to it.
///
/// In the flow: after the journal acknowledged, never before. A session that is behind reads the journal itself
/// and goes live when it has reached the head; from then on it gets every turn from here.
/// Thread rule: any thread.
class Publisher {
 public:
  /// drop_every: every so many deliveries are lost on purpose, to show that the measuring of losses works;
  /// 0 in earnest.
  Publisher(const RegistryBoard& registry, std::size_t partitions, unsigned drop_every = 0);

  /// Sets where a partition's journal stands at start. Requires: nothing was published yet.
  void start_at(PartitionId partition, Position head);

  /// Publishes one partition's next turns.
  void publish(const std::vector<SharedTurn>& turns);

  /// Where the journal stands for subscribers: the last published position of each partition.
  [[nodiscard]] StreamPositions head() const;

  /// Makes the subscriber live if it stands exactly at the head; otherwise it has to read on.
  [[nodiscard]] bool go_live(const std::shared_ptr<Subscriber>& subscriber, const StreamPositions& positions);

  /// Forgets a subscriber; unknown ones are ignored.
  void leave(const std::shared_ptr<Subscriber>& subscriber);

  /// Takes everything queued for a live subscriber, up to `bytes` of it and at least one turn.
  [[nodiscard]] Taken take(Subscriber& subscriber, std::size_t bytes);

  [[nodiscard]] std::size_t live_count() const;

 private:
  void offer(const SharedPush& pushed, const acts::Authority& authority);

  const RegistryBoard& registry_;
  const unsigned drop_every_;
  mutable std::mutex mutex_;
  StreamPositions head_;
  std::unordered_map<std::string, std::vector<std::shared_ptr<Subscriber>>> by_person_;
  std::size_t live_ = 0;
  unsigned offered_ = 0;
};

}  // namespace norma::server
