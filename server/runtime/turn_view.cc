#include "server/runtime/turn_view.h"

#include <google/protobuf/util/json_util.h>

namespace norma::server {

v1::Turn turn_view(const v1::Turn& turn) {
  v1::Turn view = turn;
  view.clear_idempotency_key();
  view.clear_payload_fingerprint();
  for (v1::Event& event : *view.mutable_events()) {
    if (event.has_states_changed()) event.mutable_states_changed()->clear_session();
    if (event.has_case_migrated()) event.mutable_case_migrated()->clear_session();
    if (event.has_definition_deployed()) event.mutable_definition_deployed()->clear_document();
  }
  return view;
}

std::string turn_json(const v1::Turn& turn) {
  std::string json;
  // A message of our own schema always has a JSON form.
  [[maybe_unused]] const auto status = google::protobuf::util::MessageToJsonString(turn_view(turn), &json);
  return json;
}

}  // namespace norma::server
