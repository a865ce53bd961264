#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "engine/ids.h"
#include "engine/result.h"

namespace norma::storage {

/// A family of keys with its own way of access. Numbers are part of the format: never reused.
enum class Family : std::uint8_t {
  kJournal = 1,  ///< Turns by partition and position; written only by Journal::append.
  kState = 2,    ///< Read by whole key.
  kIndex = 3,    ///< Scanned in key order.
  kText = 4,     ///< Blobs by hash; not a projection, written once, never changed.
};

/// One change of a projection: a value put, or with no value the key removed.
struct Write {
  Family family = Family::kState;
  std::string key;
  std::optional<std::string> value;
};

/// A group of turns of one partition with everything derived from them.
///
/// turns: the encoded bytes (leaf bytes), opaque here and returned identical.
/// first: the position of turns[0]; the others follow without a gap. An empty group is not allowed.
struct Batch {
  PartitionId partition{};
  Position first = 0;
  std::vector<std::string> turns;
  std::vector<Write> writes;
};

/// A turn read back.
struct StoredTurn {
  Position position = 0;
  std::string bytes;
};

/// The shared log: totally ordered per partition, append conditional on the expected position.
///
/// Thread rule: every member may be called from any thread.
class Journal {
 public:
  /// Called exactly once per append, on a thread of the journal's own, in append order per partition.
  using Completion = std::function<void(Result<void>)>;

  Journal() = default;
  Journal(const Journal&) = delete;
  Journal& operator=(const Journal&) = delete;
  virtual ~Journal() = default;

  /// Makes the batch durable: turns, projections and texts together or not at all.
  ///
  /// When `done` is given a value the turns survive a power failure and every later snapshot sees the writes.
  /// Several appends may be outstanding, also of one partition: each is checked against the one before it.
  /// Errors: position_conflict (nothing was written; final), outcome_unknown, storage_unavailable
  ///         (after either, this partition takes no more appends until it is opened again).
  virtual void append(Batch batch, Completion done) = 0;

  /// The position of the last durable turn; 0 when the partition is empty.
  virtual Result<Position> head(PartitionId partition) const = 0;

  /// Durable turns with position >= from, in order: at most max_turns, and at least one if there is one
  /// even when it alone is larger than max_bytes.
  virtual Result<std::vector<StoredTurn>> read(PartitionId partition, Position from, std::size_t max_turns,
                                               std::size_t max_bytes) const = 0;

  /// Identity of this journal's history; changes when a backup is restored.
  virtual std::string epoch() const = 0;
};

}  // namespace norma::storage
