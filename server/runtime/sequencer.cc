#include "server/runtime/sequencer.h"

#include <algorithm>

#include "engine/acts/apply.h"
#include "engine/acts/commands/catalogue.h"
#include "engine/acts/policy.h"

namespace norma::server {
namespace {

/// Refusals by policy or by state are evidence; stale, repeated and malformed requests are not (DESIGN section 3).
bool is_evidence(Reason reason) {
  const int status = reason_status(reason);
  return status == 403 || status == 409 || (status == 422 && reason != Reason::kLimitExceeded &&
                                            reason != Reason::kIdempotencyKeyReused);
}

Outcome failed(Reason reason) { return {fail(reason), false}; }

Error error_of(const v1::Rejection& rejection) {
  Error error;
  error.reason = reason_from_code(rejection.code()).value_or(Reason::kInternal);
  error.details.assign(rejection.details().begin(), rejection.details().end());
  return error;
}

}  // namespace

Sequencer::Sequencer(PartitionId partition, Ports ports, Deliver deliver, Position start, Instant last_time,
                     const SequencerLimits& limits, std::uint64_t seed)
    : partition_(partition),
      ports_(ports),
      deliver_(std::move(deliver)),
      limits_(limits),
      ids_(ports.clock, seed),
      head_(partition, ports.store, limits.cached_cases),
      texts_(ports.store, ids_),
      rejections_(limits.recorded_rejections, limits.cached_cases),
      registry_(ports.registry.read()),
      position_(start),
      last_time_(last_time),
      thread_([this] { run(); }) {}

Sequencer::~Sequencer() { drain(); }

void Sequencer::submit(acts::Command command, OutcomeHandler handler) {
  Reason refusal = Reason::kOverloaded;
  {
    const std::lock_guard lock(mutex_);
    if (failed_) {
      refusal = Reason::kOutcomeUnknown;
    } else if (draining_) {
      refusal = Reason::kShuttingDown;
    } else if (queue_.size() < limits_.queued_commands) {
      queue_.push_back({std::move(command), std::move(handler)});
      changed_.notify_one();
      return;
    }
  }
  CommittedGroup refused;
  refused.partition = partition_;
  refused.replies.push_back({std::move(handler), failed(refusal)});
  deliver_(std::move(refused));
}

void Sequencer::drain() {
  {
    const std::lock_guard lock(mutex_);
    draining_ = true;
    changed_.notify_all();
  }
  if (thread_.joinable()) thread_.join();
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return in_flight_.empty(); });
}

bool Sequencer::healthy() const {
  const std::lock_guard lock(mutex_);
  return !failed_;
}

std::deque<Sequencer::Queued> Sequencer::take_queued() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] {
    if (failed_) return draining_ || !queue_.empty();
    return (!queue_.empty() && in_flight_.size() < limits_.groups_in_flight) || (draining_ && queue_.empty());
  });
  std::deque<Queued> taken;
  if (queue_.size() <= limits_.group_commands) {
    taken.swap(queue_);
  } else {
    for (std::size_t i = 0; i < limits_.group_commands; ++i) {
      taken.push_back(std::move(queue_.front()));
      queue_.pop_front();
    }
  }
  return taken;
}

void Sequencer::run() {
  while (true) {
    std::deque<Queued> queued = take_queued();
    if (queued.empty()) return;
    if (healthy()) {
      decide_group(std::move(queued));
      continue;
    }
    CommittedGroup refused;
    refused.partition = partition_;
    for (Queued& one : queued) refused.replies.push_back({std::move(one.handler), failed(Reason::kOutcomeUnknown)});
    deliver_(std::move(refused));
  }
}

void Sequencer::decide_group(std::deque<Queued> queued) {
  std::uint64_t durable = 0;
  {
    const std::lock_guard lock(mutex_);
    durable = durable_group_;
  }
  head_.durable(durable);
  texts_.durable(durable);
  if (partition_ != kRegistryPartition) registry_ = ports_.registry.read();
  Group group;
  group.number = head_.group();
  group.first = position_ + 1;
  group.committed.partition = partition_;
  for (Queued& one : queued) process(std::move(one), group);
  if (group.leaves.empty()) {
    for (PendingReply& reply : group.committed.replies) answer_without_turn(std::move(reply));
    return;
  }
  submit_group(std::move(group));
}

void Sequencer::process(Queued queued, Group& group) {
  const acts::Command& command = queued.command;
  now_ = std::max(ports_.clock.now(), last_time_);
  PendingReply reply{std::move(queued.handler), {}};
  if (!command.idempotency_key.empty()) {
    const auto earlier = head_.find_idempotency(command.actor.str(), command.idempotency_key);
    if (!earlier) {
      reply.outcome = {tl::unexpected(earlier.error()), false};
      group.committed.replies.push_back(std::move(reply));
      return;
    }
    if (earlier->has_value()) {
      reply.outcome = repeat(**earlier, command);
      group.committed.replies.push_back(std::move(reply));
      return;
    }
  }
  reply.outcome = decide_one(command, group);
  group.committed.replies.push_back(std::move(reply));
}

Outcome Sequencer::repeat(const v1::IdempotencyRow& row, const acts::Command& command) const {
  if (row.payload_fingerprint() != command.payload_fingerprint) return failed(Reason::kIdempotencyKeyReused);
  if (row.has_rejection()) return {tl::unexpected(error_of(row.rejection())), true};
  return {row.reply(), true};
}

Outcome Sequencer::decide_one(const acts::Command& command, Group& group) {
  const acts::Context context{now_,
                              partition_,
                              registry_.position,
                              *registry_.registers,
                              *registry_.definitions,
                              *registry_.legal_time,
                              interpreter_,
                              texts_,
                              ids_,
                              ids_.seed()};
  Result<acts::Decision> decision = ports_.decide(head_, command, context);
  v1::Turn turn = begin_turn(command);
  Outcome outcome;
  if (!decision) {
    texts_.drop();
    outcome.result = tl::unexpected(decision.error());
    const Error& error = decision.error();
    if (!is_evidence(error.reason) || !rejections_.take(command.actor.str(), now_)) return outcome;
    const acts::CommandRow* row = acts::find_command(command.body.kind_case());
    if (row != nullptr && row->case_of != nullptr) turn.set_case_id(row->case_of(command.body));
    turn.mutable_rejection()->set_code(std::string(reason_code(error.reason)));
    for (const std::string& detail : error.details) turn.mutable_rejection()->add_details(detail);
    if (const Result<void> recorded = record(std::move(turn), group); !recorded) {
      outcome.result = tl::unexpected(recorded.error());
    }
    return outcome;
  }
  texts_.keep(group.number, group.texts);
  turn.set_role_held(decision->role_held);
  turn.set_on_behalf_of(decision->on_behalf_of.str());
  turn.set_case_id(decision->case_id);
  turn.set_definition_hash(decision->definition_hash);
  for (v1::Event& event : decision->events) *turn.add_events() = std::move(event);
  for (v1::Selector& selector : decision->audience) *turn.add_audience() = std::move(selector);
  decision->reply.set_revision(turn.position());
  *turn.mutable_reply() = decision->reply;
  outcome.result = std::move(decision->reply);
  if (const Result<void> recorded = record(std::move(turn), group); !recorded) {
    outcome.result = tl::unexpected(recorded.error());
  }
  return outcome;
}

v1::Turn Sequencer::begin_turn(const acts::Command& command) const {
  v1::Turn turn;
  turn.set_partition(static_cast<std::uint32_t>(partition_));
  turn.set_position(position_ + 1);
  *turn.mutable_time() = to_timestamp(now_);
  turn.set_actor(command.actor.str());
  turn.set_command_id(command.id);
  turn.set_cause(command.cause);
  turn.set_registry_position(registry_.position);
  turn.set_idempotency_key(command.idempotency_key);
  turn.set_payload_fingerprint(command.payload_fingerprint);
  if (const acts::CommandRow* row = acts::find_command(command.body.kind_case()); row != nullptr) {
    turn.set_command(std::string(row->name));
  }
  return turn;
}

Result<void> Sequencer::record(v1::Turn turn, Group& group) {
  std::optional<RegistryAt> registry;
  if (partition_ == kRegistryPartition) {
    Result<RegistryAt> next = registry_.after(turn);
    if (!next) return tl::unexpected(next.error());
    registry = std::move(*next);
  }
  if (const Result<void> folded = acts::fold_turn(head_, turn); !folded) return folded;
  if (registry) {
    registry_ = *registry;
    group.registry = std::move(registry);
  }
  group.leaves.push_back(turn.SerializeAsString());
  auto committed = std::make_shared<CommittedTurn>();
  committed->leaf_bytes = group.leaves.back().size();
  committed->turn = std::move(turn);
  group.committed.turns.push_back(std::move(committed));
  position_ += 1;
  last_time_ = now_;
  return {};
}

void Sequencer::answer_without_turn(PendingReply reply) {
  // What was decided may rest on turns that are not durable yet: the answer waits for them.
  {
    const std::lock_guard lock(mutex_);
    if (!in_flight_.empty()) {
      in_flight_.rbegin()->second.committed.replies.push_back(std::move(reply));
      return;
    }
    if (failed_) reply.outcome = failed(Reason::kOutcomeUnknown);
  }
  CommittedGroup answered;
  answered.partition = partition_;
  answered.replies.push_back(std::move(reply));
  deliver_(std::move(answered));
}

void Sequencer::submit_group(Group group) {
  storage::Batch batch;
  batch.partition = partition_;
  batch.first = group.first;
  batch.turns = std::move(group.leaves);
  batch.writes = head_.take_writes();
  for (storage::Write& text : group.texts) batch.writes.push_back(std::move(text));
  group.texts.clear();
  const std::uint64_t number = group.number;
  {
    const std::lock_guard lock(mutex_);
    in_flight_.emplace(number, std::move(group));
  }
  ports_.journal.append(std::move(batch), [this, number](const Result<void>& appended) { settle(number, appended); });
}

void Sequencer::settle(std::uint64_t number, const Result<void>& appended) {
  if (!appended) {
    fail_everything();
    return;
  }
  Group settled;
  {
    const std::lock_guard lock(mutex_);
    const auto found = in_flight_.find(number);
    if (found == in_flight_.end()) return;
    settled = std::move(found->second);
  }
  // Posted before the replies, so that whoever was told of a role can use it.
  if (settled.registry) ports_.registry.post(std::move(*settled.registry));
  std::vector<PendingReply> late;
  deliver_(std::move(settled.committed));
  {
    const std::lock_guard lock(mutex_);
    late = std::move(in_flight_.at(number).committed.replies);
    in_flight_.erase(number);
    durable_group_ = number;
    changed_.notify_all();
  }
  if (late.empty()) return;
  CommittedGroup rest;
  rest.partition = partition_;
  rest.replies = std::move(late);
  deliver_(std::move(rest));
}

void Sequencer::fail_everything() {
  CommittedGroup lost;
  lost.partition = partition_;
  {
    const std::lock_guard lock(mutex_);
    failed_ = true;
    for (auto& [number, group] : in_flight_) {
      for (PendingReply& reply : group.committed.replies) {
        lost.replies.push_back({std::move(reply.handler), failed(Reason::kOutcomeUnknown)});
      }
    }
    in_flight_.clear();
    for (Queued& queued : queue_) lost.replies.push_back({std::move(queued.handler), failed(Reason::kOutcomeUnknown)});
    queue_.clear();
    changed_.notify_all();
  }
  deliver_(std::move(lost));
}

}  // namespace norma::server
