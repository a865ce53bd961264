// How many commands a second become durable: 400 B turns with two state puts each, in groups and one by one.
//
// storage_append [directory] [seconds]: without a directory, a new one under the temporary directory.

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <semaphore>
#include <string>
#include <utility>
#include <vector>

#include "storage/rocksdb/rocksdb_storage.h"

namespace {

using namespace norma;
using Clock = std::chrono::steady_clock;

constexpr PartitionId kPartition{1};
constexpr std::uint64_t kCases = 20'000;
constexpr std::ptrdiff_t kMostOutstanding = 256;

storage::Batch group_of(Position first, std::size_t commands) {
  storage::Batch batch{kPartition, first, {}, {}};
  batch.turns.reserve(commands);
  batch.writes.reserve(2 * commands);
  for (std::size_t i = 0; i < commands; ++i) {
    const std::uint64_t number = first + i;
    // Half of each turn varies, as ids and texts do; the rest repeats, as field names do.
    std::string turn(400, 't');
    for (std::size_t at = 0; at < 200; ++at) turn[at] = static_cast<char>((number * 2654435761U + at * at * 40503U) >> 7U);
    batch.turns.push_back(std::move(turn));
    const std::string id = std::to_string((number * 7919U) % kCases);
    batch.writes.push_back({storage::Family::kState, "case/" + id, std::string(300, 's')});
    batch.writes.push_back({storage::Family::kState, "inbox/" + id, std::string(60, 'i')});
  }
  return batch;
}

struct Figures {
  double commands_a_second = 0;
  double commands_a_sync = 0;
};

Figures measure(storage::RocksDbStorage& storage, std::size_t group, std::ptrdiff_t outstanding, double seconds) {
  std::counting_semaphore<kMostOutstanding> free_slots(outstanding);
  std::atomic<bool> failed{false};
  const storage::StorageStats before = storage.stats();
  const Clock::time_point begin = Clock::now();
  Position next = storage.head(kPartition).value() + 1;
  while (std::chrono::duration<double>(Clock::now() - begin).count() < seconds && !failed) {
    free_slots.acquire();
    storage.append(group_of(next, group), [&](const Result<void>& result) {
      if (!result) failed = true;
      free_slots.release();
    });
    next += group;
  }
  for (std::ptrdiff_t i = 0; i < outstanding; ++i) free_slots.acquire();
  const double passed = std::chrono::duration<double>(Clock::now() - begin).count();
  if (failed) {
    std::fputs("an append failed\n", stderr);
    std::exit(1);
  }
  const storage::StorageStats after = storage.stats();
  const auto turns = static_cast<double>(after.turns - before.turns);
  return {turns / passed, turns / static_cast<double>(after.syncs - before.syncs)};
}

}  // namespace

int main(int argc, char** argv) {
  const std::filesystem::path directory =
      argc > 1 ? std::filesystem::path(argv[1]) : std::filesystem::temp_directory_path() / "norma_storage_append";
  const double seconds = argc > 2 ? std::atof(argv[2]) : 3.0;
  if (argc <= 1) std::filesystem::remove_all(directory);
  auto opened = storage::RocksDbStorage::open(directory);
  if (!opened) {
    std::fprintf(stderr, "%s\n", opened.error().details.front().c_str());
    return 1;
  }
  std::puts("commands a group  outstanding  commands/s  commands/sync");
  struct Case {
    std::size_t group;
    std::ptrdiff_t outstanding;
  };
  for (const Case& one : {Case{1, 1}, Case{16, 1}, Case{64, 1}, Case{256, 1}, Case{64, 2}, Case{256, 2}, Case{1, 16},
                          Case{1, 64}, Case{1, 256}}) {
    const Figures figures = measure(**opened, one.group, one.outstanding, seconds);
    std::printf("%16zu  %11td  %10.0f  %13.1f\n", one.group, one.outstanding, figures.commands_a_second,
                figures.commands_a_sync);
    std::fflush(stdout);
  }
  return 0;
}
