#include "server/http/json.h"

#include <google/protobuf/util/json_util.h>

#include "engine/utf8.h"
#include "server/http/message.h"

namespace norma::server {

std::string to_json(const google::protobuf::Message& message) {
  std::string json;
  [[maybe_unused]] const auto status = google::protobuf::util::MessageToJsonString(message, &json);
  return json;
}

Response json_response(const google::protobuf::Message& message) {
  Response response;
  response.body = to_json(message);
  return response;
}

Result<void> from_json(std::string_view json, google::protobuf::Message& message) {
  if (!is_utf8(json)) return fail(Reason::kTextNotUtf8);
  google::protobuf::util::JsonParseOptions options;
  options.ignore_unknown_fields = false;
  const google::protobuf::StringPiece bytes(json.data(), json.size());
  const auto status = google::protobuf::util::JsonStringToMessage(bytes, &message, options);
  if (!status.ok()) return fail(Reason::kMalformedRequest, status.message().ToString());
  return {};
}

}  // namespace norma::server
