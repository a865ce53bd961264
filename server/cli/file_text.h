#pragma once

#include <filesystem>
#include <string>

#include "server/cli/outcome.h"

namespace norma::server::cli {

/// The bytes of a file the user named, at most 16 MiB.
///
/// Errors: kNotFound when it cannot be opened, kError when it cannot be read or is larger.
Outcome<std::string> read_text(const std::filesystem::path& file);

}  // namespace norma::server::cli
