#pragma once

#include <rocksdb/status.h>

#include <string_view>

#include "engine/result.h"

namespace norma::storage {

/// What RocksDB said as an Error: storage_corrupt when stored bytes are wrong, else storage_unavailable.
[[nodiscard]] Error to_error(const rocksdb::Status& status);

[[nodiscard]] inline rocksdb::Slice to_slice(std::string_view bytes) { return {bytes.data(), bytes.size()}; }
[[nodiscard]] inline std::string_view to_view(const rocksdb::Slice& slice) { return {slice.data(), slice.size()}; }

}  // namespace norma::storage
