#include "server/cli/json_messages.h"

#include <google/protobuf/util/json_util.h>

#include "norma/v1/api.pb.h"

namespace norma::server::cli {

std::string to_json(const google::protobuf::Message& message) {
  std::string json;
  const auto status = google::protobuf::util::MessageToJsonString(message, &json);
  return status.ok() ? json : std::string("{}");
}

Outcome<void> parse_json(const std::string& json, google::protobuf::Message& message) {
  google::protobuf::util::JsonParseOptions options;
  options.ignore_unknown_fields = true;
  const auto status = google::protobuf::util::JsonStringToMessage(json, &message, options);
  if (status.ok()) return {};
  return failure(ExitStatus::kError, "the server's answer cannot be read: " + status.ToString());
}

Failure refusal_of(unsigned http_status, const std::string& body) {
  v1::Problem problem;
  const ExitStatus status = exit_status_of(http_status);
  if (!body.starts_with('{') || !parse_json(body, problem) || problem.code().empty()) {
    return {status, "the server answered " + std::to_string(http_status), {}};
  }
  const std::string& words = problem.detail().empty() ? problem.title() : problem.detail();
  return {status, words + " (" + problem.code() + ")", problem.code()};
}

std::string encode_query(std::string_view value) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string encoded;
  for (const char c : value) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-' ||
                       c == '.' || c == '_' || c == '~';
    if (plain) {
      encoded += c;
    } else {
      encoded.append({'%', kHex[byte >> 4], kHex[byte & 15]});
    }
  }
  return encoded;
}

}  // namespace norma::server::cli
