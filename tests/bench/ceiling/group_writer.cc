#include "tests/bench/ceiling/group_writer.h"

#include <rocksdb/memtablerep.h>
#include <rocksdb/options.h>
#include <rocksdb/slice_transform.h>
#include <rocksdb/write_batch.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <stdexcept>
#include <utility>

namespace norma::bench {
namespace {

constexpr std::size_t kStateBytes = 400;
constexpr std::uint64_t kCases = 65536;
constexpr std::size_t kPayloadBytes = 1 << 20;
constexpr std::size_t kMemtableBytes = 64 << 20;
constexpr std::size_t kWalBytes = 256 << 20;

using Key = std::array<char, 16>;

Key key_of(std::uint64_t high, std::uint64_t low) {
  Key key;
  for (std::size_t i = 0; i < 8; ++i) {
    key[i] = static_cast<char>(high >> (56 - 8 * i));
    key[i + 8] = static_cast<char>(low >> (56 - 8 * i));
  }
  return key;
}

std::string incompressible_payload() {
  std::mt19937_64 random(1);
  std::string payload(kPayloadBytes, '\0');
  for (auto& octet : payload) octet = static_cast<char>(random());
  return payload;
}

rocksdb::ColumnFamilyOptions journal_options() {
  rocksdb::ColumnFamilyOptions options;
  options.write_buffer_size = kMemtableBytes;
  options.compression = rocksdb::kNoCompression;
  return options;
}

rocksdb::ColumnFamilyOptions state_options(bool hashed) {
  auto options = journal_options();
  if (hashed) {
    options.prefix_extractor.reset(rocksdb::NewFixedPrefixTransform(std::tuple_size_v<Key>));
    options.memtable_factory.reset(rocksdb::NewHashLinkListRepFactory(kCases * 2));
  }
  return options;
}

}  // namespace

GroupWriter::GroupWriter(const WriterSettings& settings, std::function<void(Tickets&)> on_durable)
    : settings_(settings), on_durable_(std::move(on_durable)), payload_(incompressible_payload()) {
  if (settings_.record_bytes > kPayloadBytes / 2) throw std::runtime_error("records of at most 512 KiB");
  rocksdb::DBOptions options;
  options.create_if_missing = true;
  options.create_missing_column_families = true;
  options.error_if_exists = true;
  options.max_total_wal_size = kWalBytes;
  options.allow_concurrent_memtable_write = false;
  const std::vector<rocksdb::ColumnFamilyDescriptor> families{
      {rocksdb::kDefaultColumnFamilyName, journal_options()},
      {"journal", journal_options()},
      {"state", state_options(settings_.hashed_state)},
  };
  std::vector<rocksdb::ColumnFamilyHandle*> handles;
  rocksdb::DB* database = nullptr;
  const auto status = rocksdb::DB::Open(options, settings_.directory.string(), families, &handles, &database);
  if (!status.ok()) throw std::runtime_error("rocksdb: " + status.ToString());
  database_.reset(database);
  database_->DestroyColumnFamilyHandle(handles[0]);
  journal_ = handles[1];
  state_ = handles[2];
  thread_ = std::thread([this] { run(); });
}

GroupWriter::~GroupWriter() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  queued_.notify_one();
  thread_.join();
  database_->DestroyColumnFamilyHandle(journal_);
  database_->DestroyColumnFamilyHandle(state_);
}

void GroupWriter::submit(Ticket ticket) {
  bool was_empty = false;
  {
    const std::lock_guard lock(mutex_);
    was_empty = queue_.empty();
    queue_.push_back(ticket);
  }
  if (was_empty) queued_.notify_one();
}

void GroupWriter::run() {
  Tickets group;
  for (;;) {
    {
      std::unique_lock lock(mutex_);
      queued_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
      if (stopping_) return;
      group.clear();
      group.swap(queue_);
    }
    write(group);
    groups_.fetch_add(1, std::memory_order_relaxed);
    commands_.fetch_add(group.size(), std::memory_order_relaxed);
    on_durable_(group);
  }
}

void GroupWriter::write(const Tickets& group) {
  rocksdb::WriteBatch batch(group.size() * (settings_.record_bytes + 2 * kStateBytes + 128));
  for (std::size_t i = 0; i < group.size(); ++i) {
    const auto sequence = ++sequence_;
    const auto at = (sequence * 509) % (kPayloadBytes / 2);
    const auto journal_key = key_of(0, sequence);
    const auto case_number = (sequence * 0x9E3779B97F4A7C15ULL) % kCases;
    const auto case_key = key_of(1, case_number);
    const auto index_key = key_of(2, case_number);
    batch.Put(journal_, {journal_key.data(), journal_key.size()}, {payload_.data() + at, settings_.record_bytes});
    batch.Put(state_, {case_key.data(), case_key.size()}, {payload_.data() + at, kStateBytes});
    batch.Put(state_, {index_key.data(), index_key.size()}, {payload_.data() + at + kStateBytes, kStateBytes});
  }
  rocksdb::WriteOptions options;
  options.sync = true;
  const auto status = database_->Write(options, &batch);
  if (!status.ok()) {
    std::fprintf(stderr, "ceiling: rocksdb: %s\n", status.ToString().c_str());
    std::abort();
  }
}

}  // namespace norma::bench
