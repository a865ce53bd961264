#pragma once

#include <string>
#include <string_view>

#include "server/cli/outcome.h"

namespace norma::server::cli {

/// Where a server listens.
struct Endpoint {
  std::string host;
  std::string port;

  [[nodiscard]] std::string authority() const;  ///< host:port, an IPv6 address in brackets.
  [[nodiscard]] std::string url() const;
};

/// Reads "http://HOST[:PORT][/]", "HOST:PORT" or "[::1]:PORT"; port 80 when a URL names none.
/// Fails with kUsage on anything else, https included: TLS ends in front of the server.
Outcome<Endpoint> parse_endpoint(std::string_view text);

}  // namespace norma::server::cli
