#include "engine/acts/events/appliers.h"

namespace norma::acts {

void apply(v1::CaseState& state, const v1::DraftAnnotated& event, const TurnHeader& turn) {
  v1::AnnotationState& annotation = *state.mutable_preparation()->add_annotations();
  annotation.set_annotation(event.annotation());
  annotation.set_version(event.version());
  annotation.set_paragraph(event.paragraph());
  *annotation.mutable_quote() = event.quote();
  annotation.set_kind(event.kind());
  *annotation.mutable_text() = event.text();
  *annotation.mutable_wording() = event.wording();
  annotation.set_author(std::string(turn.actor));
  *annotation.mutable_at() = to_timestamp(turn.time);
}

}  // namespace norma::acts
