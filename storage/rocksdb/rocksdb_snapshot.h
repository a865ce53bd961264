#pragma once

#include <memory>

#include "storage/rocksdb/database.h"
#include "storage/store.h"

namespace norma::storage {

/// A snapshot of the database as it is now; must not outlive it.
[[nodiscard]] std::unique_ptr<Snapshot> take_snapshot(const Database& database);

}  // namespace norma::storage
