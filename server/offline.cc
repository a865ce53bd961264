#include "server/offline.h"

#include <iostream>

#include "server/runtime/replay.h"
#include "server/runtime/service.h"
#include "storage/rocksdb/rocksdb_storage.h"

namespace norma::server {
namespace {

constexpr int kFailed = 1;
constexpr int kIntegrityFailure = 6;

int report(const Error& error) {
  std::cerr << "norma: " << reason_message(error.reason, Language::kEn, error.details) << "\n";
  return kFailed;
}

}  // namespace

int fold_offline(const std::filesystem::path& data) {
  const Result<std::unique_ptr<storage::RocksDbStorage>> opened =
      storage::RocksDbStorage::open_read_only(data / "journal");
  if (!opened) return report(opened.error());
  const Result<FoldComparison> compared = compare_fold(**opened, **opened, kPartitions);
  if (!compared) return report(compared.error());
  for (const std::string& difference : compared->differences) std::cout << difference << "\n";
  std::cout << "fold: turns=" << compared->turns << " rows=" << compared->rows
            << " differences=" << compared->differences.size() << "\n";
  return compared->differences.empty() ? 0 : kIntegrityFailure;
}

}  // namespace norma::server
