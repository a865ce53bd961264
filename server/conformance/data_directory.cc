#include "server/conformance/data_directory.h"

#include <fstream>

namespace norma::server {
namespace {

constexpr const char* kMark = "conformance";

}  // namespace

Result<void> claim_data_directory(const std::filesystem::path& data, bool conformance, bool resume) {
  std::error_code error;
  const bool is_marked = std::filesystem::exists(data / kMark, error);
  if (!conformance) {
    if (!is_marked) return {};
    return fail(Reason::kInvalidField, "--data", data.string() + " is of a conformance service: take another directory");
  }
  if (resume) {
    if (is_marked) return {};
    return fail(Reason::kInvalidField, "--data", data.string() + " is not of a conformance service: leave out --resume");
  }
  if (std::filesystem::exists(data, error) && !std::filesystem::is_empty(data, error)) {
    return fail(Reason::kInvalidField, "--data",
                data.string() + " is not empty: --conformance takes an empty directory, or with --resume its own");
  }
  std::filesystem::create_directories(data, error);
  std::ofstream mark(data / kMark);
  mark << "The journal here is of `norma serve --conformance`.\n";
  if (mark.flush()) return {};
  return fail(Reason::kStorageUnavailable, (data / kMark).string());
}

}  // namespace norma::server
