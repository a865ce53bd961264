#include "workflows/json_message.h"

#include <google/protobuf/util/json_util.h>

#include <string>

namespace norma::workflows {
namespace {

constexpr std::size_t kMostBytes = 1 << 20;

}  // namespace

Result<void> read_json_message(std::string_view json, google::protobuf::Message& message) {
  if (json.size() > kMostBytes) return fail(Reason::kMalformedRequest, "larger than " + std::to_string(kMostBytes) + " bytes");
  const auto status = google::protobuf::util::JsonStringToMessage({json.data(), json.size()}, &message);
  if (!status.ok()) return fail(Reason::kMalformedRequest, std::string(status.message()));
  return {};
}

}  // namespace norma::workflows
