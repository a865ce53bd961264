#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "engine/acts/legal_time.h"
#include "workflows/clocks.h"
#include "workflows/embedded.h"
#include "workflows/scenarios/suite.h"

namespace norma::workflows::scenarios {

inline std::filesystem::path source_path(const std::filesystem::path& path) {
  const char* root = std::getenv("NORMA_SOURCE_DIR");
  return std::filesystem::path(root == nullptr ? "." : root) / path;
}

/// A file below the project's root, or a failure of the test.
inline std::string source_file(const std::filesystem::path& path) {
  std::ifstream in(source_path(path), std::ios::binary);
  EXPECT_TRUE(in) << path;
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

/// The scenario files of a folder below the project's root.
inline std::vector<SourceFile> scenario_files(const std::filesystem::path& folder) {
  std::vector<SourceFile> files;
  for (const auto& entry : std::filesystem::directory_iterator(source_path(folder))) {
    const std::filesystem::path name = entry.path().filename();
    if (name.extension() == ".scenarios") files.push_back({name.string(), source_file(folder / name)});
  }
  return files;
}

inline const acts::LegalTime& legal_time() {
  static const acts::LegalTime time = built_in_legal_time().value();
  return time;
}

}  // namespace norma::workflows::scenarios
