#include "engine/acts/events/appliers.h"

namespace norma::acts {

void set_due(v1::CaseState& state, std::uint32_t term, const v1::DueTime& due) {
  for (v1::TermState& running : *state.mutable_terms()) {
    if (running.term() == term) *running.mutable_due() = due;
  }
  for (v1::TaskState& task : *state.mutable_tasks()) {
    if (task.term() == term) *task.mutable_due() = due;
  }
}

void apply(v1::CaseState& state, const v1::TermSuspended& event, const TurnHeader&) {
  set_due(state, event.term(), event.due());
}

}  // namespace norma::acts
