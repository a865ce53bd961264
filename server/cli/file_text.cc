#include "server/cli/file_text.h"

#include <array>
#include <fstream>

namespace norma::server::cli {
namespace {

constexpr std::size_t kMostBytes = 16 << 20;

}  // namespace

Outcome<std::string> read_text(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) return failure(ExitStatus::kNotFound, file.string() + ": cannot be opened");
  std::string bytes;
  std::array<char, 64 * 1024> chunk{};
  while (in.read(chunk.data(), chunk.size()) || in.gcount() > 0) {
    bytes.append(chunk.data(), static_cast<std::size_t>(in.gcount()));
    if (bytes.size() > kMostBytes) return failure(ExitStatus::kError, file.string() + ": is larger than 16 MiB");
  }
  // A directory opens, and fails only now.
  if (in.bad() || std::filesystem::is_directory(file)) return failure(ExitStatus::kError, file.string() + ": cannot be read");
  return bytes;
}

}  // namespace norma::server::cli
