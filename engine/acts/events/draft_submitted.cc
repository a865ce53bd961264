#include "engine/acts/events/appliers.h"

namespace norma::acts {

void apply(v1::CaseState& state, const v1::DraftSubmitted& event, const TurnHeader& turn) {
  v1::DraftState& draft = *state.mutable_preparation()->add_drafts();
  draft.set_version(event.version());
  *draft.mutable_text() = event.text();
  *draft.mutable_note() = event.note();
  if (event.has_instructions()) *draft.mutable_instructions() = event.instructions();
  draft.set_author(std::string(turn.actor));
  draft.set_on_behalf_of(std::string(turn.on_behalf_of));
  *draft.mutable_submitted_at() = to_timestamp(turn.time);
}

}  // namespace norma::acts
