// Any bytes as a request's target and as its Accept-Language: refused, or parts that are UTF-8.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "engine/utf8.h"
#include "server/http/message.h"
#include "tests/fuzz/must.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  static_cast<void>(norma::server::preferred_language(text));
  norma::server::Request request;
  if (!norma::server::read_target(text, request)) return 0;
  for (const std::string& segment : request.segments) {
    norma::fuzz::must(norma::is_utf8(segment), "a part of the path is UTF-8");
  }
  for (const auto& [name, value] : request.query) {
    norma::fuzz::must(norma::is_utf8(name) && norma::is_utf8(value), "a parameter is UTF-8");
  }
  return 0;
}
