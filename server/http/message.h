#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/ids.h"
#include "engine/reason.h"
#include "engine/result.h"

namespace norma::server {

/// A request as endpoints see it: already read whole, authenticated where the endpoint asks for it.
struct Request {
  std::string method;
  std::string path;
  std::vector<std::string> segments;                     ///< Of the path, decoded.
  std::map<std::string, std::string, std::less<>> query;  ///< Decoded; the last of a name wins.
  std::map<std::string, std::string, std::less<>> arguments;  ///< {name} parts of the endpoint's path.
  std::string authorization;
  std::string idempotency_key;
  std::string if_match;
  std::string on_behalf_of;  ///< Header Norma-On-Behalf-Of: the person acted for.
  std::string trace;
  Language language = Language::kLv;
  std::string body;
  PersonId person;

  /// A query parameter, or empty.
  [[nodiscard]] std::string parameter(std::string_view name) const {
    const auto found = query.find(name);
    return found == query.end() ? std::string() : found->second;
  }
  /// A part of the path. Requires: the endpoint's pattern has it.
  [[nodiscard]] const std::string& argument(std::string_view name) const { return arguments.find(name)->second; }
};

/// What an endpoint answers.
struct Response {
  int status = 200;
  std::string content_type = "application/json";
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;
};

/// How the connection goes on after an answer.
struct Framing {
  unsigned version = 11;  ///< 10 for HTTP/1.0, else HTTP/1.1.
  bool keep_alive = false;
};

/// Status line and header fields of an answer, to be sent before its body (RFC 9112).
///
/// Requires: no header of the response holds a line break.
[[nodiscard]] std::string response_head(const Response& response, Framing framing);

/// The answer to an error: RFC 9457 problem+json with the stable code and a message in the asked language.
[[nodiscard]] Response problem(const Error& error, Language language);

/// The language a client asks for by Accept-Language: English if it prefers that, else Latvian.
[[nodiscard]] Language preferred_language(std::string_view accept_language);

/// Text as a JSON string with its quotes.
[[nodiscard]] std::string json_string(std::string_view text);

/// Reads method, path and query into a request. Errors: malformed_request.
Result<void> read_target(std::string_view target, Request& request);

}  // namespace norma::server
