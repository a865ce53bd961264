#include "server/offline.h"

#include <fstream>
#include <iostream>
#include <iterator>

#include "server/runtime/replay.h"
#include "server/runtime/service.h"
#include "storage/rocksdb/rocksdb_storage.h"
#include "workflows/lint.h"
#include "workflows/reader.h"

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

int lint_file(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) return report({Reason::kNotFound, {file.string()}});
  const std::string bytes((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
  const std::vector<workflows::LintFinding> findings = workflows::lint(bytes);
  bool failed = false;
  for (const workflows::LintFinding& finding : findings) {
    const bool error = finding.severity == workflows::LintFinding::Severity::kError;
    failed = failed || error;
    std::cout << file.string() << ":" << finding.line << ":" << finding.column << ": "
              << (error ? "error: " : "warning: ") << finding.message << "\n";
  }
  if (findings.empty()) std::cout << file.string() << ": no findings\n";
  return failed ? kFailed : 0;
}

}  // namespace norma::server
