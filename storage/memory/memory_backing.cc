#include "storage/memory/memory_backing.h"

#include <algorithm>
#include <iterator>

namespace norma::storage {

Result<void> MemoryBacking::commit(Batch batch) {
  const std::lock_guard lock(mutex_);
  Partition& partition = partitions_[batch.partition];
  if (batch.first != partition.turns.size() + 1) return fail(Reason::kPositionConflict, std::to_string(batch.first));
  ++newest_;
  std::move(batch.turns.begin(), batch.turns.end(), std::back_inserter(partition.turns));
  if (readers_.empty()) partition.applied.clear();
  partition.applied.emplace_back(newest_, partition.turns.size());
  for (Write& write : batch.writes) put(std::move(write));
  return {};
}

void MemoryBacking::put(Write write) {
  const Version oldest_read = readers_.empty() ? newest_ : *readers_.begin();
  const auto [entry, inserted] = table(write.family).try_emplace(std::move(write.key));
  History& history = entry->second;
  if (!inserted && history.back().version == newest_) {
    history.back().value = std::move(write.value);
  } else {
    history.push_back({newest_, std::move(write.value)});
  }
  // The last version that the oldest reader sees, and all after it, must stay.
  const auto later = std::find_if(history.begin(), history.end(),
                                  [&](const Versioned& versioned) { return versioned.version > oldest_read; });
  if (later - history.begin() > 1) history.erase(history.begin(), later - 1);
  if (history.size() == 1 && !history.front().value) table(write.family).erase(entry);
}

Position MemoryBacking::head(PartitionId partition) const {
  const std::lock_guard lock(mutex_);
  const auto found = partitions_.find(partition);
  return found == partitions_.end() ? 0 : found->second.turns.size();
}

std::vector<StoredTurn> MemoryBacking::read(PartitionId partition, Position from, std::size_t max_turns,
                                            std::size_t max_bytes) const {
  const std::lock_guard lock(mutex_);
  std::vector<StoredTurn> page;
  const auto found = partitions_.find(partition);
  if (found == partitions_.end()) return page;
  const std::vector<std::string>& turns = found->second.turns;
  std::size_t bytes = 0;
  for (Position position = std::max<Position>(from, 1); position <= turns.size() && page.size() < max_turns;
       ++position) {
    const std::string& turn = turns[position - 1];
    bytes += turn.size();
    if (bytes > max_bytes && !page.empty()) break;
    page.push_back({position, turn});
  }
  return page;
}

MemoryBacking::Version MemoryBacking::acquire() {
  const std::lock_guard lock(mutex_);
  readers_.insert(newest_);
  return newest_;
}

void MemoryBacking::release(Version version) {
  const std::lock_guard lock(mutex_);
  readers_.erase(readers_.find(version));
}

const std::string* MemoryBacking::visible(const History& history, Version version) {
  const auto after = std::upper_bound(history.begin(), history.end(), version,
                                      [](Version wanted, const Versioned& held) { return wanted < held.version; });
  if (after == history.begin() || !std::prev(after)->value) return nullptr;
  return &*std::prev(after)->value;
}

std::optional<std::string> MemoryBacking::get(Version version, Family family, std::string_view key) const {
  const std::lock_guard lock(mutex_);
  const auto found = table(family).find(key);
  if (found == table(family).end()) return std::nullopt;
  const std::string* value = visible(found->second, version);
  return value == nullptr ? std::nullopt : std::optional(*value);
}

MemoryBacking::Entries MemoryBacking::list(Version version, Family family, std::string_view prefix,
                                           std::optional<std::string_view> after, std::size_t limit) const {
  const std::lock_guard lock(mutex_);
  Entries entries;
  const Table& keys = table(family);
  auto at = after && *after >= prefix ? keys.upper_bound(*after) : keys.lower_bound(prefix);
  for (; at != keys.end() && at->first.starts_with(prefix) && entries.size() < limit; ++at) {
    if (const std::string* value = visible(at->second, version)) entries.emplace_back(at->first, *value);
  }
  return entries;
}

Position MemoryBacking::applied(Version version, PartitionId partition) const {
  const std::lock_guard lock(mutex_);
  const auto found = partitions_.find(partition);
  if (found == partitions_.end()) return 0;
  const auto& applied = found->second.applied;
  const auto after = std::upper_bound(applied.begin(), applied.end(), version,
                                      [](Version wanted, const auto& held) { return wanted < held.first; });
  return after == applied.begin() ? 0 : std::prev(after)->second;
}

}  // namespace norma::storage
