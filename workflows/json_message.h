#pragma once

#include <google/protobuf/message.h>

#include <string_view>

#include "engine/result.h"

namespace norma::workflows {

/// Reads a message from its proto3 JSON mapping; a field it does not have, or has twice, is an error.
///
/// Errors: malformed_request with the reader's own words; more than a megabyte is refused unread.
Result<void> read_json_message(std::string_view json, google::protobuf::Message& message);

}  // namespace norma::workflows
