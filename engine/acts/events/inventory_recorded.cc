#include "engine/acts/events/appliers.h"

namespace norma::acts {

void apply(v1::CaseState& state, const v1::InventoryRecorded& event, const TurnHeader&) {
  *state.mutable_need()->mutable_inventory() = event.rows();
  state.mutable_need()->set_inventory_recorded(true);
  *state.mutable_need()->mutable_entries() = event.entries();
  if (event.has_duplication()) *state.mutable_need()->mutable_duplication() = event.duplication();
}

}  // namespace norma::acts
