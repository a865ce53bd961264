#include "server/runtime/service.h"

#include "engine/acts/commands/catalogue.h"
#include "server/runtime/replay.h"

namespace norma::server {
namespace {

struct Recovered {
  Position head = 0;
  Instant last_time;
};

Result<Recovered> last_turn(const storage::Journal& journal, PartitionId partition) {
  Recovered recovered;
  const Result<Position> head = journal.head(partition);
  if (!head) return tl::unexpected(head.error());
  recovered.head = *head;
  if (*head == 0) return recovered;
  const Result<v1::Turn> turn = turn_at(journal, partition, *head);
  if (!turn) return tl::unexpected(turn.error());
  recovered.last_time = from_timestamp(turn->time());
  return recovered;
}

/// Folds the registry's journal, without a copy of legal time for each of its turns.
Result<RegistryAt> recover_registry(const storage::Journal& journal, BuiltIn built_in) {
  RegistryAt registry;
  registry.definitions = std::move(built_in.definitions);
  auto registers = std::make_shared<acts::Registers>();
  auto legal_time = std::make_shared<acts::LegalTime>(std::move(built_in.legal_time));
  Result<void> folded;
  const Result<void> read = each_turn(journal, kRegistryPartition, 0, [&](const v1::Turn& turn) {
    v1::Turn deployments;
    deployments.set_position(turn.position());
    registers->apply(turn);
    for (const v1::Event& event : turn.events()) {
      legal_time->apply(event);
      if (event.has_definition_deployed()) *deployments.add_events() = event;
    }
    Result<RegistryAt> next = registry.after(deployments);
    if (!next) {
      folded = tl::unexpected(next.error());
      return false;
    }
    registry = std::move(*next);
    return true;
  });
  if (!read) return tl::unexpected(read.error());
  if (!folded) return tl::unexpected(folded.error());
  registry.registers = std::move(registers);
  registry.legal_time = std::move(legal_time);
  return registry;
}

/// Whether the registry's turns among these hold an event of a kind.
bool holds_registry_event(const CommittedGroup& group, v1::Event::KindCase kind) {
  if (group.partition != kRegistryPartition) return false;
  for (const SharedTurn& turn : group.turns) {
    for (const v1::Event& event : turn->turn.events()) {
      if (event.kind_case() == kind) return true;
    }
  }
  return false;
}

}  // namespace

Service::Service(Storage storage, ShiftedClock& clock, Post post, const ServiceOptions& options)
    : storage_(std::move(storage)),
      clock_(clock),
      post_(std::move(post)),
      options_(options) {}

Service::~Service() { drain(); }

Result<std::unique_ptr<Service>> Service::start(Storage storage, BuiltIn built_in, ShiftedClock& clock, Post post,
                                                const ServiceOptions& options) {
  std::unique_ptr<Service> service(new Service(std::move(storage), clock, std::move(post), options));
  const Result<void> recovered = service->recover(std::move(built_in));
  if (!recovered) return tl::unexpected(recovered.error());
  return service;
}

Result<void> Service::recover(BuiltIn built_in) {
  Result<RegistryAt> registry = recover_registry(journal(), std::move(built_in));
  if (!registry) return tl::unexpected(registry.error());
  registry_.post(std::move(*registry));
  publisher_ = std::make_unique<Publisher>(registry_, kPartitions, options_.drop_every);
  std::vector<Recovered> heads;
  for (std::size_t number = 0; number < kPartitions; ++number) {
    const PartitionId partition{static_cast<std::uint32_t>(number)};
    const Result<Recovered> recovered = last_turn(journal(), partition);
    if (!recovered) return tl::unexpected(recovered.error());
    publisher_->start_at(partition, recovered->head);
    // A virtual clock goes on from where the journal left it: time never goes back.
    clock_.advance_to(recovered->last_time);
    heads.push_back(*recovered);
  }
  for (std::size_t number = 0; number < kPartitions; ++number) {
    const Sequencer::Ports ports{*storage_.journal, *storage_.store, clock_, registry_, options_.decide};
    sequencers_.push_back(std::make_unique<Sequencer>(
        PartitionId{static_cast<std::uint32_t>(number)}, ports,
        [this](CommittedGroup group) { deliver(std::move(group)); }, heads[number].head, heads[number].last_time,
        options_.sequencer));
  }
  cursors_ = std::make_unique<CursorSeal>(options_.cursor_key, journal().epoch());
  timers_ = std::make_unique<Timers>(kCasesPartition, store(), *sequencers_[1], clock_);
  reviews_ = std::make_unique<Reviews>(registry_, store(), *sequencers_[0], *sequencers_[1]);
  suspects_ = std::make_unique<Suspects>(registry_, store(), *sequencers_[0], *sequencers_[1]);
  return {};
}

void Service::deliver(CommittedGroup group) {
  auto shared = std::make_shared<CommittedGroup>(std::move(group));
  post_([this, shared] {
    for (PendingReply& reply : shared->replies) reply.handler(std::move(reply.outcome));
    if (reviews_ && holds_registry_event(*shared, v1::Event::kObjectEnded)) reviews_->kick();
    if (suspects_ && holds_registry_event(*shared, v1::Event::kGeneralActVersionRegistered)) suspects_->kick();
    publisher_->publish(shared->turns);
  });
}

void Service::submit(acts::Command command, OutcomeHandler handler) {
  const acts::CommandRow* row = acts::find_command(command.body.kind_case());
  const std::size_t partition = row != nullptr && row->registry ? 0 : 1;
  sequencers_[partition]->submit(std::move(command), std::move(handler));
}

bool Service::healthy() const {
  for (const auto& sequencer : sequencers_) {
    if (!sequencer->healthy()) return false;
  }
  return true;
}

std::pair<std::shared_ptr<const acts::Authority>, acts::AuthorityMoment> Service::authority_now() const {
  const RegistryAt current = registry_.read();
  return {current.authority(), {clock_.now(), current.position}};
}

void Service::drain() {
  if (reviews_) reviews_->stop();
  if (suspects_) suspects_->stop();
  if (timers_) timers_->stop();
  for (const auto& sequencer : sequencers_) sequencer->drain();
}

}  // namespace norma::server
