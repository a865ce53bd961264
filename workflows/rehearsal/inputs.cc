#include "workflows/rehearsal/inputs.h"

namespace norma::workflows {

v1::RehearsalInput kept_input(const std::string& session, const statechart::Input& input) {
  v1::RehearsalInput kept;
  kept.set_session(session);
  kept.set_event(input.event);
  kept.set_data_json(input.data_json);
  kept.set_sendid(input.sendid);
  kept.set_origin(input.origin);
  kept.set_origintype(input.origintype);
  kept.set_invokeid(input.invokeid);
  kept.set_type(input.type);
  kept.set_raw(input.raw);
  return kept;
}

statechart::Input input_of(const v1::RehearsalInput& kept) {
  statechart::Input input;
  input.event = kept.event();
  input.data_json = kept.data_json();
  input.sendid = kept.sendid();
  input.origin = kept.origin();
  input.origintype = kept.origintype();
  input.invokeid = kept.invokeid();
  input.type = kept.type();
  input.raw = kept.raw();
  return input;
}

}  // namespace norma::workflows
