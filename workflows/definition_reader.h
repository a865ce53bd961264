#pragma once

#include <string>
#include <string_view>

#include "engine/acts/definition.h"
#include "engine/result.h"

namespace norma::workflows {

/// Turns a definition's file into the value that cases run on.
///
/// `hash` is the SHA-256 of `bytes`, computed by the caller.
/// Errors: limit_exceeded (size of the document), definition_invalid with "line:column: message".
[[nodiscard]] Result<acts::Definition> read_definition(std::string_view bytes, std::string hash);

}  // namespace norma::workflows
