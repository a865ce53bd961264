#include "workflows/rehearsal/loopback.h"

#include <vector>

#include "engine/statechart/json_text.h"
#include "engine/statechart/run.h"

namespace norma::workflows {
namespace {

std::string url_encoded(std::string_view text) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool is_plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '.';
    if (is_plain) {
      out += c;
    } else {
      out += '%';
      out += kDigits[byte >> 4];
      out += kDigits[byte & 15U];
    }
  }
  return out;
}

std::string text_of(const std::string& json) { return statechart::json_unquote(json).value_or(json); }

}  // namespace

std::optional<LoopbackPost> post_to_loopback(const statechart::Message& message) {
  if (!message.target.starts_with(kLoopbackLocation)) return std::nullopt;
  LoopbackPost post;
  post.session = message.target.substr(kLoopbackLocation.size());
  post.input.event = "HTTP.POST";
  post.input.origintype = kBasicHttpProcessor;
  std::string body;
  std::vector<statechart::Variable> others;
  const auto add = [&](const std::string& name, const std::string& value) {
    body += (body.empty() ? "" : "&") + url_encoded(name) + "=" + url_encoded(value);
    if (name == "_scxmleventname") {
      post.input.event = value;
    } else {
      others.push_back({name, statechart::json_quote(value)});
    }
  };
  if (!message.event.empty()) add("_scxmleventname", message.event);
  for (const statechart::Variable& one : message.parameters) add(one.name, text_of(one.json));
  post.input.data_json = statechart::object_of(others);
  if (message.parameters.empty() && !message.data_json.empty()) {
    body += (body.empty() ? "" : "&") + url_encoded(text_of(message.data_json));
    post.input.data_json = message.data_json;
  }
  post.input.raw = "POST / HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded\r\n\r\n" + body;
  return post;
}

}  // namespace norma::workflows
