#include "server/http/localised.h"

#include "server/http/json.h"
#include "server/runtime/text_vault.h"

namespace norma::server {

Response localised_response(const google::protobuf::Message& message, const Request& request) {
  Response response = json_response(message);
  response.headers.emplace_back("Content-Language", request.language == Language::kLv ? "lv" : "en");
  return response;
}

std::string shown_text(const storage::Snapshot& snapshot, const v1::TextRef& reference) {
  if (reference.hash().empty()) return {};
  return read_text(snapshot, reference.hash()).value_or(std::string());
}

}  // namespace norma::server
