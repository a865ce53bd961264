#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "server/cli/endpoint.h"
#include "server/cli/outcome.h"

namespace norma::server::cli {

/// A request with a complete body; Host, Content-Length and Connection are added.
struct HttpRequest {
  std::string method = "GET";
  std::string target = "/";
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;
};

/// A whole answer, whatever its status.
struct HttpResponse {
  unsigned status = 0;
  std::string content_type;
  std::string etag;
  std::string body;
};

/// Bounds of one exchange.
struct HttpLimits {
  std::chrono::milliseconds deadline{30'000};    ///< Of each exchange, connecting included.
  std::size_t response_bytes = 64 * 1024 * 1024;
};

/// A synchronous HTTP/1.1 client with one connection that it keeps alive.
///
/// Sends a request again, once, when a kept connection turns out to be closed: callers give commands an
/// idempotency key. Not for use by two threads at a time.
class HttpClient {
 public:
  explicit HttpClient(Endpoint server, HttpLimits limits = {});
  HttpClient(HttpClient&&) noexcept;
  HttpClient& operator=(HttpClient&&) noexcept;
  ~HttpClient();

  /// Fails with kUnavailable when there is no connection or no answer before the deadline, with kError when the
  /// answer is not HTTP or too large. An HTTP status of an error is an answer, not a failure.
  Outcome<HttpResponse> send(const HttpRequest& request);

 private:
  struct Connection;

  Endpoint server_;
  HttpLimits limits_;
  std::unique_ptr<Connection> connection_;
};

}  // namespace norma::server::cli
