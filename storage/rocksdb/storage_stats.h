#pragma once

#include <cstdint>

namespace norma::storage {

/// What has become durable since the storage was opened.
struct StorageStats {
  std::uint64_t appends = 0;
  std::uint64_t turns = 0;
  std::uint64_t syncs = 0;  ///< Synced writes, each of one group.
  std::uint64_t bytes = 0;  ///< Of turns, keys and values as given.
};

}  // namespace norma::storage
