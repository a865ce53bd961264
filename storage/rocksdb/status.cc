#include "storage/rocksdb/status.h"

namespace norma::storage {

Error to_error(const rocksdb::Status& status) {
  return {status.IsCorruption() ? Reason::kStorageCorrupt : Reason::kStorageUnavailable, {status.ToString()}};
}

}  // namespace norma::storage
