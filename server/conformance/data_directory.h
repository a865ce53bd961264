#pragma once

#include <filesystem>

#include "engine/result.h"

namespace norma::server {

/// Sees to it that a journal of documents nobody linted and a journal of cases are never the same.
///
/// conformance: only an empty or absent directory is taken, which is marked; with `resume` only a marked one.
/// Otherwise a marked directory is refused. Errors: invalid_field with what to do, storage_unavailable (the mark).
Result<void> claim_data_directory(const std::filesystem::path& data, bool conformance, bool resume);

}  // namespace norma::server
