#pragma once

#include <filesystem>

namespace norma::server {

/// `norma audit fold`: folds the journal of a data directory from nothing and compares every row with what is
/// stored. Opens read-only. Returns 0 when all is equal, 6 when something differs, 1 on errors.
int fold_offline(const std::filesystem::path& data);

}  // namespace norma::server
