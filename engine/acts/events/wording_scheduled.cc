#include "engine/acts/events/appliers.h"

namespace norma::acts {

void apply(v1::CaseState& state, const v1::WordingScheduled& event, const TurnHeader&) {
  v1::WordingState& wording = *state.mutable_act()->add_wordings();
  wording.set_wording(event.wording());
  wording.set_commences_on(event.commences_on());
  wording.set_adopted_on(event.adopted_on());
  wording.set_number(event.number());
  wording.set_amendment(event.amendment());
  *wording.mutable_text() = event.text();
  if (event.has_outline()) *wording.mutable_outline() = event.outline();
  for (v1::WordingState& earlier : *state.mutable_act()->mutable_wordings()) {
    for (const std::uint32_t superseded : event.supersedes()) {
      if (earlier.wording() == superseded) earlier.set_superseded_by(event.wording());
    }
  }
  for (v1::DerivedWording& derived : *state.mutable_act()->mutable_derived()) {
    const bool published = !event.amendment().empty() && derived.commences_on() == event.commences_on();
    if (published) derived.set_wording(event.wording());
  }
}

}  // namespace norma::acts
