#pragma once

#include <rocksdb/db.h>

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace norma::bench {

struct WriterSettings {
  std::filesystem::path directory;
  std::size_t record_bytes = 1200;
  bool hashed_state = true;  ///< hash-linked-list memtable for state, as against a skip list
};

/// The least a durable command can cost: one thread writes what has queued as one synced RocksDB batch.
///
/// One command is one journal record and two state puts of 400 octets.
/// Threads: submit() from one thread; `on_durable` is called on the writer's thread.
class GroupWriter {
 public:
  using Ticket = void*;
  using Tickets = std::vector<Ticket>;

  /// `on_durable` gets the tickets of each group once its sync has returned, and may swap them away.
  /// Throws std::runtime_error when the database cannot be opened.
  GroupWriter(const WriterSettings& settings, std::function<void(Tickets&)> on_durable);
  ~GroupWriter();

  /// Queues one command; at most one is outstanding per connection, which bounds the queue.
  void submit(Ticket ticket);

  /// Synced groups so far; each is one fdatasync of the write-ahead log.
  std::uint64_t groups() const { return groups_.load(std::memory_order_relaxed); }
  std::uint64_t commands() const { return commands_.load(std::memory_order_relaxed); }

 private:
  void run();
  void write(const Tickets& group);

  const WriterSettings settings_;
  const std::function<void(Tickets&)> on_durable_;
  const std::string payload_;
  std::unique_ptr<rocksdb::DB> database_;
  rocksdb::ColumnFamilyHandle* journal_ = nullptr;
  rocksdb::ColumnFamilyHandle* state_ = nullptr;
  std::uint64_t sequence_ = 0;
  std::atomic<std::uint64_t> groups_ = 0;
  std::atomic<std::uint64_t> commands_ = 0;

  std::mutex mutex_;
  std::condition_variable queued_;
  Tickets queue_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace norma::bench
