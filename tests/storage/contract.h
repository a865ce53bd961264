#pragma once

#include <gtest/gtest.h>

#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <future>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "storage/memory/memory_storage.h"
#include "storage/rocksdb/rocksdb_storage.h"

namespace norma::storage {

/// A directory of its own for one test, removed at the end.
class TemporaryDirectory {
 public:
  TemporaryDirectory() {
    std::string pattern = (std::filesystem::temp_directory_path() / "norma_storage_XXXXXX").string();
    if (::mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no temporary directory");
    path_ = pattern;
  }
  TemporaryDirectory(const TemporaryDirectory&) = delete;
  TemporaryDirectory& operator=(const TemporaryDirectory&) = delete;
  ~TemporaryDirectory() { std::filesystem::remove_all(path_); }
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

/// Appends and waits for the outcome; a minute without one fails the test.
inline Result<void> append_and_wait(Journal& journal, Batch batch) {
  auto promise = std::make_shared<std::promise<Result<void>>>();
  std::future<Result<void>> outcome = promise->get_future();
  journal.append(std::move(batch), [promise](Result<void> result) { promise->set_value(std::move(result)); });
  if (outcome.wait_for(std::chrono::minutes(1)) != std::future_status::ready) return fail(Reason::kInternal);
  return outcome.get();
}

inline Batch batch_of(std::uint32_t partition, Position first, std::vector<std::string> turns,
                      std::vector<Write> writes = {}) {
  return {PartitionId{partition}, first, std::move(turns), std::move(writes)};
}

inline Write put(Family family, std::string key, std::string value) {
  return {family, std::move(key), std::move(value)};
}

inline Write removal(Family family, std::string key) { return {family, std::move(key), std::nullopt}; }

/// Both ports over memory, reopened on the same backing.
class MemorySubject {
 public:
  MemorySubject() { reopen(); }
  void reopen() {
    std::shared_ptr<MemoryBacking> backing = storage_ ? storage_->backing() : nullptr;
    storage_.reset();
    storage_ = std::make_unique<MemoryStorage>(MemoryStorage::Delivery::kOwnThread, std::move(backing));
  }
  Journal& journal() { return *storage_; }
  Store& store() { return *storage_; }

 private:
  std::unique_ptr<MemoryStorage> storage_;
};

/// Both ports over RocksDB, reopened in the same directory.
class RocksDbSubject {
 public:
  RocksDbSubject() { reopen(); }
  void reopen() {
    storage_.reset();
    auto opened = RocksDbStorage::open(directory_.path() / "data");
    if (!opened) throw std::runtime_error(opened.error().details.front());
    storage_ = std::move(*opened);
  }
  Journal& journal() { return *storage_; }
  Store& store() { return *storage_; }

 private:
  TemporaryDirectory directory_;
  std::unique_ptr<RocksDbStorage> storage_;
};

}  // namespace norma::storage
