#include "server/cli/endpoint.h"

#include <algorithm>

namespace norma::server::cli {

std::string Endpoint::authority() const {
  const bool v6 = host.find(':') != std::string::npos;
  return (v6 ? "[" + host + "]" : host) + ":" + port;
}

std::string Endpoint::url() const { return "http://" + authority(); }

Outcome<Endpoint> parse_endpoint(std::string_view text) {
  constexpr std::string_view kScheme = "http://";
  const std::string whole(text);
  const bool with_scheme = text.starts_with(kScheme);
  if (with_scheme) text.remove_prefix(kScheme.size());
  if (with_scheme && text.ends_with('/')) text.remove_suffix(1);
  Endpoint endpoint;
  std::string_view rest;
  if (text.starts_with('[')) {
    const std::size_t end = text.find(']');
    if (end == std::string_view::npos) return failure(ExitStatus::kUsage, "not an address: " + whole);
    endpoint.host = text.substr(1, end - 1);
    rest = text.substr(end + 1);
  } else {
    const std::size_t colon = text.find(':');
    endpoint.host = text.substr(0, colon);
    rest = colon == std::string_view::npos ? std::string_view{} : text.substr(colon);
  }
  if (rest.empty() && with_scheme) rest = ":80";
  const bool digits = rest.size() >= 2 && rest.size() <= 6 && rest.front() == ':' &&
                      std::all_of(rest.begin() + 1, rest.end(), [](char c) { return c >= '0' && c <= '9'; });
  const bool host_fits = !endpoint.host.empty() && endpoint.host.find('/') == std::string::npos;
  if (!digits || !host_fits) return failure(ExitStatus::kUsage, "not http://HOST:PORT or HOST:PORT: " + whole);
  endpoint.port = rest.substr(1);
  return endpoint;
}

}  // namespace norma::server::cli
