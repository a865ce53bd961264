#pragma once

#include <google/protobuf/message.h>

#include <string_view>

#include "engine/result.h"

namespace norma::server {

/// Reads the proto3 JSON mapping of a message without well-known types, strictly, at the cost of one parse.
///
/// Unknown fields, wrong types, numbers that do not fit and names no enumerator has are errors; null leaves a field
/// as it is. For commands, which come by the thousand; from_json reads every message.
/// Errors, in this order: text_not_utf8, malformed_request (with the path of the field).
Result<void> read_json(std::string_view json, google::protobuf::Message& message);

}  // namespace norma::server
