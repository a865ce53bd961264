// Any bytes as the body of a command: refused with a reason, or a message whose own JSON is read as the same message.

#include <google/protobuf/util/json_util.h>

#include <cstddef>
#include <cstdint>
#include <string>

#include "norma/v1/command.pb.h"
#include "server/http/json_reader.h"
#include "tests/fuzz/must.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view json(reinterpret_cast<const char*>(data), size);
  norma::v1::CommandBody command;
  if (!norma::server::read_json(json, command)) return 0;
  std::string written;
  const auto status = google::protobuf::util::MessageToJsonString(command, &written);
  norma::fuzz::must(status.ok(), "a message that was read can be written");
  norma::v1::CommandBody again;
  norma::fuzz::must(norma::server::read_json(written, again).has_value(), "what was written can be read");
  norma::fuzz::must(again.SerializeAsString() == command.SerializeAsString(), "and is the same message");
  return 0;
}
