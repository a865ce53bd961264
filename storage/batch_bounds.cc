#include "storage/batch_bounds.h"

#include <algorithm>

namespace norma::storage {

std::size_t byte_size(const Batch& batch) {
  std::size_t bytes = 0;
  for (const std::string& turn : batch.turns) bytes += turn.size();
  for (const Write& write : batch.writes) bytes += write.key.size() + (write.value ? write.value->size() : 0);
  return bytes;
}

bool is_well_formed(const Batch& batch) {
  return !batch.turns.empty() && std::none_of(batch.writes.begin(), batch.writes.end(), [](const Write& write) {
    return write.family == Family::kJournal;
  });
}

}  // namespace norma::storage
