#pragma once

#include <google/protobuf/message.h>

#include <string>
#include <string_view>

#include "server/cli/outcome.h"

namespace norma::server::cli {

/// A message as the API writes it: the proto3 JSON mapping.
[[nodiscard]] std::string to_json(const google::protobuf::Message& message);

/// Reads a message; fields of a newer server are ignored. Fails with kError.
Outcome<void> parse_json(const std::string& json, google::protobuf::Message& message);

/// An answer of the server that refuses, from its HTTP status and its body (problem+json, or anything else).
[[nodiscard]] Failure refusal_of(unsigned http_status, const std::string& body);

/// A value as it stands in the query of a URL (RFC 3986, 2.1).
[[nodiscard]] std::string encode_query(std::string_view value);

}  // namespace norma::server::cli
