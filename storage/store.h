#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "engine/ids.h"
#include "engine/result.h"
#include "storage/journal.h"

namespace norma::storage {

/// What one scan returns at each key; false ends the scan.
using Visitor = std::function<bool(std::string_view key, std::string_view value)>;

/// A consistent view of the projections and of the journal heads at one moment.
///
/// Owned by the caller; keeps old data alive, so hold it for one request only. Must not outlive its Store.
/// Thread rule: one thread at a time.
class Snapshot {
 public:
  Snapshot() = default;
  Snapshot(const Snapshot&) = delete;
  Snapshot& operator=(const Snapshot&) = delete;
  virtual ~Snapshot() = default;

  /// The value of a key, or nothing. Errors: storage_corrupt, storage_unavailable.
  virtual Result<std::optional<std::string>> get(Family family, std::string_view key) const = 0;

  /// Visits keys that begin with `prefix` and are greater than `after` (empty: all), in byte order.
  /// Errors: storage_corrupt, storage_unavailable.
  virtual Result<void> scan(Family family, std::string_view prefix, std::string_view after,
                            const Visitor& visit) const = 0;

  /// The last position of the partition whose writes this snapshot sees.
  virtual Result<Position> applied(PartitionId partition) const = 0;
};

/// The projections: read by anyone from snapshots, written only with the turns they derive from.
///
/// Thread rule: every member may be called from any thread.
class Store {
 public:
  Store() = default;
  Store(const Store&) = delete;
  Store& operator=(const Store&) = delete;
  virtual ~Store() = default;

  virtual std::unique_ptr<Snapshot> snapshot() const = 0;
};

}  // namespace norma::storage
