#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/acts/context.h"
#include "server/runtime/fresh_ids.h"
#include "storage/store.h"

namespace norma::server {

/// Texts of the turns being decided, on their way into the store beside them.
///
/// Thread rule: the sequencer's thread.
class TextVault final : public acts::TextVault {
 public:
  TextVault(const storage::Store& store, FreshIds& ids) : store_(store), ids_(ids) {}

  v1::TextRef seal(std::string_view text) override;
  Result<std::string> read(const v1::TextRef& reference, std::size_t most_bytes) override;
  Result<v1::TextRef> publish(const v1::TextRef& sealed) override;

  /// Forgets what was sealed since the last keep(): the command was refused.
  void drop();

  /// Keeps what was sealed for the group's writes.
  void keep(std::uint64_t group, std::vector<storage::Write>& writes);

  /// Forgets the copies of texts that are durable by now.
  void durable(std::uint64_t group);

 private:
  Result<std::string> find(const std::string& hash) const;

  const storage::Store& store_;
  FreshIds& ids_;
  std::vector<std::pair<std::string, std::string>> sealed_;
  std::unordered_map<std::string, std::pair<std::uint64_t, std::string>> in_flight_;
};

/// Texts of one committed snapshot, for views that derive wordings. Thread rule: that of the snapshot.
class SnapshotTexts final : public acts::TextReader {
 public:
  explicit SnapshotTexts(const storage::Snapshot& snapshot) : snapshot_(snapshot) {}

  Result<std::string> read(const v1::TextRef& reference, std::size_t most_bytes) override;

 private:
  const storage::Snapshot& snapshot_;
};

/// The text a reference names. Errors: not_found, storage_corrupt, storage_unavailable.
Result<std::string> read_text(const storage::Snapshot& snapshot, std::string_view hash);

}  // namespace norma::server
