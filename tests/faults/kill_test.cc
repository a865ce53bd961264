#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <cstdlib>
#include <map>
#include <mutex>
#include <random>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "norma/v1/command.pb.h"
#include "server/http/json.h"
#include "tests/scenarios/running_server.h"

namespace norma::faults {
namespace {

using scenarios::RunningServer;
using server::cli::ApiClient;

constexpr int kKills = 50;
constexpr int kClients = 16;

/// What clients were told: command id -> position of its turn.
class Acknowledged {
 public:
  void add(const std::string& id, std::uint64_t position) {
    const std::lock_guard lock(mutex_);
    told_[id] = position;
  }
  std::map<std::string, std::uint64_t> take() {
    const std::lock_guard lock(mutex_);
    return std::exchange(told_, {});
  }

 private:
  std::mutex mutex_;
  std::map<std::string, std::uint64_t> told_;
};

std::string raise_need_body() {
  v1::RaiseNeed need;
  need.set_scale(v1::SERVICE_SCALE);
  need.set_object("srv-4411");
  need.set_institution("inst-lpa");
  need.set_trigger_task("PU2-18");
  need.set_problem("Klientiem nav skaidrs, kā tiek veidota rinda.");
  return server::to_json(need);
}

std::string inventory_body(const std::string& need) {
  v1::RecordInventory inventory;
  inventory.set_need(need);
  return server::to_json(inventory);
}

/// Raises needs and takes their inventory until the server dies; remembers only what was acknowledged.
void work_until_killed(ApiClient client, Acknowledged& acknowledged) {
  while (true) {
    const std::string raised_id = server::cli::fresh_idempotency_key();
    const auto raised =
        client.post("/v1/commands/raise-need", raise_need_body(), {{"Idempotency-Key", raised_id}});
    v1::Reply reply;
    if (!raised || !server::from_json(raised->body, reply)) return;
    acknowledged.add(raised_id, reply.revision());
    const std::string recorded_id = server::cli::fresh_idempotency_key();
    const auto recorded = client.post("/v1/commands/record-inventory", inventory_body(reply.case_id()),
                                      {{"Idempotency-Key", recorded_id},
                                       {"If-Match", "\"" + std::to_string(reply.revision()) + "\""}});
    if (!recorded || !server::from_json(recorded->body, reply)) return;
    acknowledged.add(recorded_id, reply.revision());
  }
}

/// How often each command stands in the journal, by its id, with the position of its last turn.
std::map<std::string, std::vector<std::uint64_t>> journal_by_command(RunningServer& server, std::uint64_t after) {
  ApiClient auditor = server.client("auditor");
  const auto turns = auditor.turns("/v1/audit/turns?partition=1&page=" + std::to_string(after));
  std::map<std::string, std::vector<std::uint64_t>> commands;
  if (!turns) {
    ADD_FAILURE() << "the journal cannot be read: " << turns.error().message;
    return commands;
  }
  for (const v1::Turn& turn : *turns) commands[turn.command_id()].push_back(turn.position());
  return commands;
}

std::uint64_t seed_of_this_run() {
  if (const char* given = std::getenv("NORMA_SEED"); given != nullptr) return std::strtoull(given, nullptr, 10);
  return std::random_device{}();
}

TEST(Kill, LeavesEveryAcknowledgedCommandOnceAndStateEqualToAFold) {
  const std::uint64_t seed = seed_of_this_run();
  std::cout << "seed=" << seed << " (NORMA_SEED repeats it)\n";
  std::mt19937_64 random(seed);
  const scenarios::TemporaryDirectory directory;
  std::map<std::string, std::uint64_t> expected;
  std::size_t acknowledged_in_all = 0;
  std::uint64_t verified = 0;
  for (int kill = 0; kill <= kKills; ++kill) {
    // when the server starts on what the last kill left
    RunningServer server(directory.path());
    // then what was acknowledged before is there exactly once, where its reply said
    const auto journal = journal_by_command(server, verified);
    for (const auto& [id, position] : expected) {
      const auto found = journal.find(id);
      ASSERT_NE(found, journal.end()) << "lost: " << id << " at " << position << " before kill " << kill;
      ASSERT_EQ(found->second, std::vector<std::uint64_t>{position}) << id << " before kill " << kill;
      verified = std::max(verified, position);
    }
    if (kill == kKills) break;
    // given clients at work, when it is killed at a random moment
    Acknowledged acknowledged;
    std::vector<std::thread> clients;
    for (int i = 0; i < kClients; ++i) {
      clients.emplace_back([&] { work_until_killed(server.client("service_owner"), acknowledged); });
    }
    const auto moment = std::chrono::steady_clock::now() + std::chrono::milliseconds(20 + random() % 180);
    std::this_thread::sleep_until(moment);
    server.process().kill();
    for (std::thread& client : clients) client.join();
    expected = acknowledged.take();
    acknowledged_in_all += expected.size();
    // then a fold of the journal gives the same state bytes
    const scenarios::ProgramRun fold =
        scenarios::run_norma({"audit", "fold", "--data", (directory.path() / "data").string()});
    ASSERT_EQ(fold.exit_status, 0) << "after kill " << kill << ": " << fold.output;
  }
  std::cout << "kills=" << kKills << " acknowledged=" << acknowledged_in_all << "\n";
  EXPECT_GT(acknowledged_in_all, static_cast<std::size_t>(kKills));
}

}  // namespace
}  // namespace norma::faults
