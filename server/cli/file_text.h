#pragma once

#include <filesystem>
#include <string>

#include "server/cli/outcome.h"

namespace norma::server::cli {

/// The bytes of a file the user named. Errors: kNotFound when it cannot be opened, kError when it cannot be read.
Outcome<std::string> read_text(const std::filesystem::path& file);

}  // namespace norma::server::cli
