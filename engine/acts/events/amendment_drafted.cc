#include "engine/acts/events/appliers.h"

namespace norma::acts {

void apply(v1::CaseState& state, const v1::AmendmentDrafted& event, const TurnHeader&) {
  v1::OpenDraft* draft = nullptr;
  for (v1::OpenDraft& open : *state.mutable_act()->mutable_open_drafts()) {
    if (open.amendment() == event.amendment()) draft = &open;
  }
  if (draft == nullptr) draft = state.mutable_act()->add_open_drafts();
  draft->set_amendment(event.amendment());
  draft->set_version(event.version());
  *draft->mutable_touched() = event.touched();
}

}  // namespace norma::acts
