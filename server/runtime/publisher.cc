#include "server/runtime/publisher.h"

#include <algorithm>

#include "engine/acts/policy.h"
#include "server/runtime/turn_view.h"

namespace norma::server {

const std::string& PushedTurn::json() const {
  std::call_once(once_, [this] { json_ = turn_json(turn_->turn); });
  return json_;
}

Publisher::Publisher(const RegistryBoard& registry, std::size_t partitions, unsigned drop_every)
    : registry_(registry), drop_every_(drop_every), head_(partitions, 0) {}

void Publisher::start_at(PartitionId partition, Position head) {
  const std::lock_guard lock(mutex_);
  head_.at(static_cast<std::size_t>(partition)) = head;
}

void Publisher::publish(const std::vector<SharedTurn>& turns) {
  if (turns.empty()) return;
  const std::shared_ptr<const acts::Authority> authority = registry_.read().authority();
  const std::lock_guard lock(mutex_);
  for (const SharedTurn& turn : turns) {
    if (live_ > 0) offer(std::make_shared<const PushedTurn>(turn), *authority);
    head_.at(turn->turn.partition()) = turn->turn.position();
  }
}

void Publisher::offer(const SharedPush& pushed, const acts::Authority& authority) {
  for (const auto& [person, subscribers] : by_person_) {
    if (!acts::entitled(authority, PersonId(person), pushed->turn())) continue;
    for (const std::shared_ptr<Subscriber>& subscriber : subscribers) {
      if (subscriber->slow) continue;
      if (drop_every_ != 0 && ++offered_ % drop_every_ == 0) continue;
      const std::size_t bytes = pushed->json().size();
      const bool was_empty = subscriber->queue.empty();
      const bool full = subscriber->queue.size() >= subscriber->limits.queued_turns ||
                        (!was_empty && subscriber->queued_bytes + bytes > subscriber->limits.queued_bytes);
      if (full) {
        subscriber->slow = true;
        subscriber->wake();
        continue;
      }
      subscriber->queue.push_back(pushed);
      subscriber->queued_bytes += bytes;
      if (was_empty) subscriber->wake();
    }
  }
}

StreamPositions Publisher::head() const {
  const std::lock_guard lock(mutex_);
  return head_;
}

bool Publisher::go_live(const std::shared_ptr<Subscriber>& subscriber, const StreamPositions& positions) {
  const std::lock_guard lock(mutex_);
  if (positions != head_) return false;
  by_person_[subscriber->person.str()].push_back(subscriber);
  ++live_;
  return true;
}

void Publisher::leave(const std::shared_ptr<Subscriber>& subscriber) {
  const std::lock_guard lock(mutex_);
  const auto found = by_person_.find(subscriber->person.str());
  if (found == by_person_.end()) return;
  live_ -= std::erase(found->second, subscriber);
  if (found->second.empty()) by_person_.erase(found);
}

Taken Publisher::take(Subscriber& subscriber, std::size_t bytes) {
  const std::lock_guard lock(mutex_);
  Taken taken;
  taken.slow = subscriber.slow;
  std::size_t taken_bytes = 0;
  while (!subscriber.queue.empty()) {
    const std::size_t next = subscriber.queue.front()->json().size();
    if (!taken.turns.empty() && taken_bytes + next > bytes) break;
    taken_bytes += next;
    subscriber.queued_bytes -= next;
    taken.turns.push_back(std::move(subscriber.queue.front()));
    subscriber.queue.pop_front();
  }
  taken.positions = head_;
  // What is still queued has not been sent: the cursor must not pass it.
  for (const SharedPush& waiting : subscriber.queue) {
    Position& position = taken.positions.at(static_cast<std::size_t>(waiting->partition()));
    position = std::min(position, waiting->position() - 1);
  }
  return taken;
}

std::size_t Publisher::live_count() const {
  const std::lock_guard lock(mutex_);
  return live_;
}

}  // namespace norma::server
