#include "tests/conformance/suite_files.h"

#include <cstdlib>
#include <fstream>
#include <sstream>

namespace norma::conformance {

std::optional<std::filesystem::path> suites_folder() {
  std::filesystem::path folder;
  if (const char* given = std::getenv("NORMA_SUITES")) {
    folder = given;
  } else if (const char* project = std::getenv("NORMA_SOURCE_DIR")) {
    folder = std::filesystem::path(project) / ".." / "shared" / "suites";
  }
  if (folder.empty() || !std::filesystem::is_directory(folder)) return std::nullopt;
  return folder;
}

std::string read_file(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

Result<std::string> read_beside(const std::filesystem::path& folder, std::string_view uri) {
  const std::filesystem::path path = folder / uri;
  if (!std::filesystem::is_regular_file(path)) return fail(Reason::kNotFound, uri);
  return read_file(path);
}

std::vector<std::map<std::string, std::string>> read_table(const std::filesystem::path& path) {
  std::istringstream lines(read_file(path));
  const auto cells_of = [](const std::string& line) {
    std::vector<std::string> cells(1);
    for (const char c : line) {
      if (c == '\t') {
        cells.emplace_back();
      } else {
        cells.back() += c;
      }
    }
    return cells;
  };
  std::string line;
  std::getline(lines, line);
  const std::vector<std::string> names = cells_of(line);
  std::vector<std::map<std::string, std::string>> rows;
  while (std::getline(lines, line)) {
    const std::vector<std::string> cells = cells_of(line);
    std::map<std::string, std::string>& row = rows.emplace_back();
    for (std::size_t i = 0; i < names.size(); ++i) row[names[i]] = i < cells.size() ? cells[i] : "";
  }
  return rows;
}

}  // namespace norma::conformance
