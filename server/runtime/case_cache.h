#pragma once

#include <cstddef>
#include <cstdint>
#include <list>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "norma/v1/state.pb.h"

namespace norma::server {

/// The cases of the speculative head that are kept as objects, least recently used first to go.
///
/// A case changed by a group that is not durable yet is never dropped: the store does not have it.
/// Thread rule: one thread (the sequencer's).
class CaseCache {
 public:
  explicit CaseCache(std::size_t capacity) : capacity_(capacity) {}

  /// The cached case, or null; a hit makes it the most recently used.
  v1::CaseState* find(std::string_view case_id);

  /// Keeps a case read from the store, or an empty one. Pointers to other cases stay valid.
  v1::CaseState& insert(v1::CaseState state, std::string_view case_id);

  /// Marks a cached case as changed by this group. Requires: it is cached.
  void mark_changed(std::string_view case_id, std::uint64_t group);

  /// Everything changed by the group, in the order of ids.
  [[nodiscard]] std::vector<const v1::CaseState*> changed_by(std::uint64_t group) const;

  /// Drops the least recently used cases over the capacity that no group after `durable_group` changed.
  void trim(std::uint64_t durable_group);

  void clear();

 private:
  struct Entry {
    v1::CaseState state;
    std::uint64_t changed_by = 0;
    std::list<std::string>::iterator place;
  };
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const noexcept { return std::hash<std::string_view>{}(text); }
  };

  std::size_t capacity_;
  std::unordered_map<std::string, Entry, Hash, std::equal_to<>> entries_;
  std::list<std::string> by_use_;  ///< Front: used longest ago.
  std::vector<std::string> changed_;
  std::uint64_t changed_group_ = 0;
};

}  // namespace norma::server
