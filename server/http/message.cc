#include "server/http/message.h"

#include <algorithm>
#include <boost/beast/http/status.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/string.hpp>
#include <boost/json/value.hpp>
#include <boost/url/parse.hpp>
#include <boost/url/url_view.hpp>

#include "engine/utf8.h"

namespace norma::server {
namespace {

namespace http = boost::beast::http;

}  // namespace

std::string json_string(std::string_view text) {
  return boost::json::serialize(boost::json::string_view(text.data(), text.size()));
}

std::string response_head(const Response& response, Framing framing) {
  const auto reason = http::obsolete_reason(http::int_to_status(static_cast<unsigned>(response.status)));
  std::string head;
  head.reserve(256);
  head.append(framing.version == 10 ? "HTTP/1.0 " : "HTTP/1.1 ").append(std::to_string(response.status)).append(" ");
  head.append(reason.data(), reason.size());
  const auto field = [&head](std::string_view name, std::string_view value) {
    head.append("\r\n").append(name).append(": ").append(value);
  };
  field("Content-Type", response.content_type);
  field("Cache-Control", "no-store");
  for (const auto& [name, value] : response.headers) field(name, value);
  if (framing.keep_alive && framing.version == 10) field("Connection", "keep-alive");
  if (!framing.keep_alive) field("Connection", "close");
  field("Content-Length", std::to_string(response.body.size()));
  return head.append("\r\n\r\n");
}

Response problem(const Error& error, Language language) {
  const std::string code(reason_code(error.reason));
  Response response;
  response.status = reason_status(error.reason);
  response.content_type = "application/problem+json";
  if (response.status == 503 || response.status == 429) response.headers.emplace_back("Retry-After", "1");
  if (response.status == 401) response.headers.emplace_back("WWW-Authenticate", "Bearer");
  response.headers.emplace_back("Content-Language", language == Language::kLv ? "lv" : "en");
  const std::string detail = reason_message(error.reason, language, error.details);
  const std::string title = reason_message(error.reason, language, {});
  response.body = "{\"type\":\"urn:norma:reason:" + code + "\",\"title\":" + json_string(title) +
                  ",\"status\":" + std::to_string(response.status) + ",\"detail\":" + json_string(detail) +
                  ",\"code\":\"" + code + "\"}";
  return response;
}

Language preferred_language(std::string_view accept_language) {
  const std::size_t lv = accept_language.find("lv");
  const std::size_t en = accept_language.find("en");
  if (en == std::string_view::npos) return Language::kLv;
  return lv != std::string_view::npos && lv < en ? Language::kLv : Language::kEn;
}

Result<void> read_target(std::string_view target, Request& request) {
  const auto url = boost::urls::parse_origin_form(boost::urls::string_view(target.data(), target.size()));
  if (!url) return fail(Reason::kMalformedRequest, "target");
  request.path = std::string(url->encoded_path());
  for (const auto segment : url->segments()) request.segments.emplace_back(segment);
  for (const auto parameter : url->params()) request.query[std::string(parameter.key)] = std::string(parameter.value);
  const auto is_broken = [](const auto& pair) { return !is_utf8(pair.first) || !is_utf8(pair.second); };
  if (!std::all_of(request.segments.begin(), request.segments.end(), &is_utf8) ||
      std::any_of(request.query.begin(), request.query.end(), is_broken)) {
    return fail(Reason::kMalformedRequest, "target");
  }
  return {};
}

}  // namespace norma::server
