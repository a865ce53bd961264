#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace norma::bench {

/// One HTTP/1.1 response lying in a receive buffer; views live as long as that buffer is unchanged.
struct HttpResponse {
  int status = 0;
  std::string_view headers;  ///< the raw lines after the status line, each ending in CRLF
  std::string_view body;
  std::size_t size = 0;  ///< octets of the whole response
  bool keeps_alive = true;

  /// The value of a header by case-insensitive name, without surrounding blanks; empty when absent.
  std::string_view header(std::string_view name) const;
};

enum class ParseState { kComplete, kIncomplete, kInvalid };

/// Reads the response at the start of `received`, fills `response` when it is there whole.
///
/// Only bodies with Content-Length (or none) are understood: a chunked response is invalid here.
ParseState parse_response(std::string_view received, HttpResponse& response);

}  // namespace norma::bench
