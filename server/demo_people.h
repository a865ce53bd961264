#pragma once

#include <filesystem>

#include "engine/result.h"
#include "server/auth/token_table.h"
#include "server/runtime/service.h"

namespace norma::server {

/// Registers the demo institution, its services and its people with their roles, unless they are, and issues tokens.
///
/// Writes role -> token as a JSON object to `tokens_file` (mode 0600) when it is given.
/// Requires: the service's `post` runs. Errors: those of the commands, storage_unavailable (the file).
Result<void> prepare_demo_people(Service& service, TokenTable& tokens, const std::filesystem::path& tokens_file);

/// Registers the first administrator of an institution, unless the person is known. Errors: as above.
Result<void> prepare_administrator(Service& service, const std::string& person);

}  // namespace norma::server
