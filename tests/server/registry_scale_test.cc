#include <gtest/gtest.h>

#include <chrono>
#include <condition_variable>
#include <iostream>
#include <mutex>
#include <optional>
#include <string>

#include "server/runtime/sequencer.h"
#include "storage/memory/memory_storage.h"
#include "storage/merkle/sha256.h"
#include "workflows/clocks.h"
#include "workflows/registry.h"

namespace norma::server {
namespace {

constexpr int kPeople = 2'000;
constexpr int kServices = 2'500;
constexpr int kAssignments = 5'000;

class StandingClock final : public Clock {
 public:
  [[nodiscard]] Instant now() const override { return Instant(std::chrono::microseconds(1'800'000'000'000'000)); }
};

/// The registry's sequencer over a journal in memory; commands of the service itself, one after another.
class RegistryOfOneInstitution {
 public:
  RegistryOfOneInstitution() {
    RegistryAt registry;
    registry.legal_time = std::make_shared<const acts::LegalTime>(workflows::built_in_legal_time().value());
    registry.definitions = std::make_shared<const workflows::Registry>(storage::sha256);
    board_.post(std::move(registry));
    const Sequencer::Ports ports{storage_, storage_, clock_, board_};
    sequencer_.emplace(kRegistryPartition, ports, [](CommittedGroup group) {
      for (PendingReply& reply : group.replies) reply.handler(std::move(reply.outcome));
    }, 0, Instant{}, SequencerLimits{}, 1);
  }

  void give(v1::CommandBody body) {
    {
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [this] { return waiting_ < 1'000; });
      ++waiting_;
    }
    acts::Command command;
    command.actor = PersonId("system");
    command.internal = true;
    command.body = std::move(body);
    sequencer_->submit(std::move(command), [this](const Outcome& outcome) {
      const std::lock_guard lock(mutex_);
      EXPECT_TRUE(outcome.result) << reason_code(outcome.result.error().reason);
      --waiting_;
      changed_.notify_all();
    });
  }

  void settle() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return waiting_ == 0; });
  }

  [[nodiscard]] const RegistryBoard& board() const { return board_; }

 private:
  storage::MemoryStorage storage_;
  StandingClock clock_;
  RegistryBoard board_;
  std::mutex mutex_;
  std::condition_variable changed_;
  int waiting_ = 0;
  std::optional<Sequencer> sequencer_;
};

TEST(RegistryScale, TakesTwoThousandPeopleAndFiveThousandAssignments) {
  RegistryOfOneInstitution registry;
  const auto started = std::chrono::steady_clock::now();
  v1::CommandBody institution;
  institution.mutable_register_institution()->set_institution("inst");
  registry.give(institution);
  for (int i = 0; i < kServices; ++i) {
    v1::CommandBody body;
    body.mutable_register_service()->set_service("srv-" + std::to_string(i));
    body.mutable_register_service()->set_institution("inst");
    registry.give(std::move(body));
  }
  for (int i = 0; i < kPeople; ++i) {
    v1::CommandBody body;
    body.mutable_register_person()->set_person("person-" + std::to_string(i));
    registry.give(std::move(body));
  }
  // half of them owners of a service each, the others addressees of one institution: one long list
  for (int i = 0; i < kAssignments; ++i) {
    v1::CommandBody body;
    v1::AssignRole& role = *body.mutable_assign_role();
    const bool owner = i < kServices;
    role.set_person("person-" + std::to_string(i % kPeople));
    role.set_role(owner ? v1::SERVICE_OWNER : v1::ADDRESSEE);
    const int round = (i - kServices) / kPeople;
    role.set_object(owner ? "srv-" + std::to_string(i) : round == 0 ? "inst" : "srv-" + std::to_string(round));
    registry.give(std::move(body));
  }
  registry.settle();
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - started;
  // then everyone is there
  const RegistryAt at = registry.board().read();
  const acts::AuthorityMoment moment{StandingClock().now(), at.position};
  EXPECT_EQ(at.position, static_cast<Position>(1 + kServices + kPeople + kAssignments));
  EXPECT_EQ(at.registers->authority.person_count(), static_cast<std::size_t>(kPeople));
  EXPECT_EQ(at.registers->authority.all_assignments().size(), static_cast<std::size_t>(kAssignments));
  EXPECT_EQ(at.registers->authority.holders(v1::ADDRESSEE, "inst", moment).size(), static_cast<std::size_t>(kPeople));
  EXPECT_TRUE(at.registers->authority.holds(PersonId("person-7"), v1::SERVICE_OWNER, "srv-7", moment));
  std::cout << "registry: " << at.position << " turns in " << seconds.count() << " s, "
            << seconds.count() * 1e6 / static_cast<double>(at.position) << " us each\n";
}

}  // namespace
}  // namespace norma::server
