#include "tests/bench/load/http_response.h"

#include <algorithm>
#include <charconv>

namespace norma::bench {
namespace {

constexpr std::string_view kVersion = "HTTP/1.1 ";
constexpr std::size_t kMaxHeaderOctets = 16 * 1024;

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool same_name(std::string_view left, std::string_view right) {
  return std::equal(left.begin(), left.end(), right.begin(), right.end(),
                    [](char a, char b) { return lower(a) == lower(b); });
}

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

template <typename Number>
bool parse_number(std::string_view text, Number& number) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc{} && end == text.data() + text.size();
}

}  // namespace

std::string_view HttpResponse::header(std::string_view name) const {
  for (std::size_t at = 0; at < headers.size();) {
    const auto end = std::min(headers.find("\r\n", at), headers.size());
    const auto line = headers.substr(at, end - at);
    const auto colon = line.find(':');
    if (colon != std::string_view::npos && same_name(line.substr(0, colon), name)) return trimmed(line.substr(colon + 1));
    at = end + 2;
  }
  return {};
}

ParseState parse_response(std::string_view received, HttpResponse& response) {
  const auto head_end = received.find("\r\n\r\n");
  if (head_end == std::string_view::npos) {
    return received.size() > kMaxHeaderOctets ? ParseState::kInvalid : ParseState::kIncomplete;
  }
  if (!received.starts_with(kVersion) || head_end < kVersion.size() + 3) return ParseState::kInvalid;
  if (!parse_number(received.substr(kVersion.size(), 3), response.status)) return ParseState::kInvalid;
  const auto status_end = received.find("\r\n");
  response.headers = status_end == head_end ? std::string_view{} : received.substr(status_end + 2, head_end - status_end);

  std::size_t length = 0;
  if (const auto text = response.header("content-length"); !text.empty()) {
    if (!parse_number(text, length)) return ParseState::kInvalid;
  } else if (!response.header("transfer-encoding").empty()) {
    return ParseState::kInvalid;
  }
  const auto body_start = head_end + 4;
  if (received.size() - body_start < length) return ParseState::kIncomplete;
  response.body = received.substr(body_start, length);
  response.size = body_start + length;
  response.keeps_alive = !same_name(response.header("connection"), "close");
  return ParseState::kComplete;
}

}  // namespace norma::bench
