#pragma once

#include <cstddef>

#include "storage/journal.h"

namespace norma::storage {

/// What an adapter lets wait; beyond it an append is refused as overloaded instead of queued.
struct QueueBounds {
  std::size_t max_batches = 4096;
  std::size_t max_bytes = std::size_t{64} << 20U;
};

/// The bytes a batch holds while it waits: turns, keys and values.
[[nodiscard]] std::size_t byte_size(const Batch& batch);

/// Whether the batch keeps the rules of Journal: at least one turn, and no write into the journal's own family.
[[nodiscard]] bool is_well_formed(const Batch& batch);

}  // namespace norma::storage
