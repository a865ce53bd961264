#pragma once

#include <filesystem>

namespace norma::server {

/// `norma audit fold`: folds the journal of a data directory from nothing and compares every row with what is
/// stored. Opens read-only. Returns 0 when all is equal, 6 when something differs, 1 on errors.
int fold_offline(const std::filesystem::path& data);

/// `norma workflow lint`: prints each finding as FILE:LINE:COLUMN. Returns 0 when there is no error, else 1.
int lint_file(const std::filesystem::path& file);

}  // namespace norma::server
