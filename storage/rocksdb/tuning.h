#pragma once

#include <rocksdb/cache.h>
#include <rocksdb/options.h>

#include <memory>

#include "storage/journal.h"
#include "storage/rocksdb/rocksdb_options.h"

namespace norma::storage {

/// The options of the whole database.
[[nodiscard]] rocksdb::DBOptions database_tuning(const RocksDbOptions& options);

/// The options of one family, chosen by how its keys are read.
[[nodiscard]] rocksdb::ColumnFamilyOptions family_tuning(Family family, const RocksDbOptions& options,
                                                         const std::shared_ptr<rocksdb::Cache>& cache);

/// The options of the default family, which holds a few small keys about the database itself.
[[nodiscard]] rocksdb::ColumnFamilyOptions default_family_tuning(const RocksDbOptions& options,
                                                                 const std::shared_ptr<rocksdb::Cache>& cache);

/// Reading in key order: the hashed memtable of kState is sorted first when it takes part.
[[nodiscard]] rocksdb::ReadOptions ordered_reads();

}  // namespace norma::storage
