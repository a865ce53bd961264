#include "server/runtime/case_cache.h"

#include <algorithm>

namespace norma::server {

v1::CaseState* CaseCache::find(std::string_view case_id) {
  const auto found = entries_.find(case_id);
  if (found == entries_.end()) return nullptr;
  by_use_.splice(by_use_.end(), by_use_, found->second.place);
  return &found->second.state;
}

v1::CaseState& CaseCache::insert(v1::CaseState state, std::string_view case_id) {
  const auto place = by_use_.insert(by_use_.end(), std::string(case_id));
  Entry& entry = entries_[std::string(case_id)];
  entry.state = std::move(state);
  entry.place = place;
  return entry.state;
}

void CaseCache::mark_changed(std::string_view case_id, std::uint64_t group) {
  if (group != changed_group_) {
    changed_.clear();
    changed_group_ = group;
  }
  Entry& entry = entries_.find(case_id)->second;
  if (entry.changed_by == group) return;
  entry.changed_by = group;
  changed_.emplace_back(case_id);
}

std::vector<const v1::CaseState*> CaseCache::changed_by(std::uint64_t group) const {
  std::vector<const v1::CaseState*> changed;
  if (group != changed_group_) return changed;
  std::vector<std::string> ids = changed_;
  std::sort(ids.begin(), ids.end());
  for (const std::string& id : ids) changed.push_back(&entries_.find(id)->second.state);
  return changed;
}

void CaseCache::trim(std::uint64_t durable_group) {
  auto candidate = by_use_.begin();
  while (entries_.size() > capacity_ && candidate != by_use_.end()) {
    const auto entry = entries_.find(*candidate);
    if (entry->second.changed_by > durable_group) {
      ++candidate;
      continue;
    }
    candidate = by_use_.erase(candidate);
    entries_.erase(entry);
  }
}

void CaseCache::clear() {
  entries_.clear();
  by_use_.clear();
  changed_.clear();
}

}  // namespace norma::server
