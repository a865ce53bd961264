#pragma once

#include <rocksdb/env.h>
#include <rocksdb/file_system.h>

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <utility>

namespace norma::storage {

/// The machine's file system, but its syncs can be made to fail and its power cut.
class FaultyFileSystem final : public rocksdb::FileSystemWrapper {
 public:
  FaultyFileSystem() : rocksdb::FileSystemWrapper(rocksdb::FileSystem::Default()) {}
  const char* Name() const override { return "FaultyFileSystem"; }

  /// From now on every sync of a file fails.
  void fail_syncs() {
    const std::lock_guard lock(mutex_);
    syncs_fail_ = true;
  }

  /// From now on syncs say they worked, but what is written does not become durable.
  void stop_syncing() {
    const std::lock_guard lock(mutex_);
    syncs_lost_ = true;
  }

  /// Cuts every file back to what was synced. Requires: no storage is open on it.
  void cut_power() {
    const std::lock_guard lock(mutex_);
    for (const auto& [path, size] : synced_) {
      if (std::filesystem::exists(path)) std::filesystem::resize_file(path, size);
    }
  }

  rocksdb::IOStatus NewWritableFile(const std::string& path, const rocksdb::FileOptions& options,
                                    std::unique_ptr<rocksdb::FSWritableFile>* result,
                                    rocksdb::IODebugContext* debug) override {
    rocksdb::IOStatus status = target()->NewWritableFile(path, options, result, debug);
    if (!status.ok()) return status;
    note_synced(path, 0);
    *result = std::make_unique<File>(std::move(*result), *this, path);
    return status;
  }

  rocksdb::IOStatus RenameFile(const std::string& from, const std::string& to, const rocksdb::IOOptions& options,
                               rocksdb::IODebugContext* debug) override {
    const std::lock_guard lock(mutex_);
    if (const auto found = synced_.find(from); found != synced_.end()) {
      synced_[to] = found->second;
      synced_.erase(found);
    }
    return target()->RenameFile(from, to, options, debug);
  }

 private:
  class File final : public rocksdb::FSWritableFileOwnerWrapper {
   public:
    File(std::unique_ptr<rocksdb::FSWritableFile> file, FaultyFileSystem& system, std::string path)
        : FSWritableFileOwnerWrapper(std::move(file)), system_(system), path_(std::move(path)) {}
    rocksdb::IOStatus Sync(const rocksdb::IOOptions& options, rocksdb::IODebugContext* debug) override {
      return synced(FSWritableFileOwnerWrapper::Sync(options, debug), options, debug);
    }
    rocksdb::IOStatus Fsync(const rocksdb::IOOptions& options, rocksdb::IODebugContext* debug) override {
      return synced(FSWritableFileOwnerWrapper::Fsync(options, debug), options, debug);
    }

   private:
    rocksdb::IOStatus synced(rocksdb::IOStatus status, const rocksdb::IOOptions& options,
                             rocksdb::IODebugContext* debug) {
      if (!status.ok()) return status;
      return system_.note_synced(path_, GetFileSize(options, debug));
    }

    FaultyFileSystem& system_;
    const std::string path_;
  };

  rocksdb::IOStatus note_synced(const std::string& path, std::uint64_t size) {
    const std::lock_guard lock(mutex_);
    if (syncs_fail_) return rocksdb::IOStatus::IOError("sync failed by the test");
    if (!syncs_lost_ || size == 0) synced_[path] = size;
    return rocksdb::IOStatus::OK();
  }

  std::mutex mutex_;
  bool syncs_fail_ = false;
  bool syncs_lost_ = false;
  std::map<std::string, std::uint64_t> synced_;
};

}  // namespace norma::storage
