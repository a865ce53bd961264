#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/result.h"

namespace norma::conformance {

/// The folder with external suites: $NORMA_SUITES, or ../shared/suites seen from the project; nothing if absent.
[[nodiscard]] std::optional<std::filesystem::path> suites_folder();

[[nodiscard]] std::string read_file(const std::filesystem::path& path);

/// What `src` names, from the folder of the document. Errors: not_found.
[[nodiscard]] Result<std::string> read_beside(const std::filesystem::path& folder, std::string_view uri);

/// The rows of a file of tab-separated values, by the names in its first line.
[[nodiscard]] std::vector<std::map<std::string, std::string>> read_table(const std::filesystem::path& path);

}  // namespace norma::conformance
