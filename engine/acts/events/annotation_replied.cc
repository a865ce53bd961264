#include "engine/acts/events/appliers.h"

namespace norma::acts {

void apply(v1::CaseState& state, const v1::AnnotationReplied& event, const TurnHeader& turn) {
  for (v1::AnnotationState& annotation : *state.mutable_preparation()->mutable_annotations()) {
    if (annotation.annotation() != event.annotation()) continue;
    v1::AnnotationReply& reply = *annotation.add_replies();
    reply.set_person(std::string(turn.actor));
    *reply.mutable_text() = event.text();
    *reply.mutable_at() = to_timestamp(turn.time);
  }
}

}  // namespace norma::acts
