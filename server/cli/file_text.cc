#include "server/cli/file_text.h"

#include <fstream>
#include <iterator>

namespace norma::server::cli {

Outcome<std::string> read_text(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) return failure(ExitStatus::kNotFound, file.string() + ": cannot be opened");
  std::string bytes((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
  if (in.bad()) return failure(ExitStatus::kError, file.string() + ": cannot be read");
  return bytes;
}

}  // namespace norma::server::cli
