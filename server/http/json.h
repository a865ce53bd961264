#pragma once

#include <google/protobuf/message.h>

#include <string>
#include <string_view>

#include "engine/result.h"

namespace norma::server {

struct Response;

/// A message as compact JSON (proto3 mapping).
[[nodiscard]] std::string to_json(const google::protobuf::Message& message);

/// The answer 200 with the message as its body.
[[nodiscard]] Response json_response(const google::protobuf::Message& message);

/// Reads the proto3 JSON mapping strictly: unknown fields and wrong types are errors.
///
/// Errors, in this order: text_not_utf8, malformed_request.
Result<void> from_json(std::string_view json, google::protobuf::Message& message);

}  // namespace norma::server
