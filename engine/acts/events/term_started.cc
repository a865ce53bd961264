#include "engine/acts/events/appliers.h"

namespace norma::acts {

void apply(v1::CaseState& state, const v1::TermStarted& event, const TurnHeader&) {
  v1::TermState& term = *state.add_terms();
  term.set_term(event.term());
  term.set_key(event.key());
  *term.mutable_due() = event.due();
  term.set_task(event.task());
  term.set_event(event.event());
  term.set_item(event.item());
  term.set_keeps_task(event.keeps_task());
  state.set_next_term(event.term() + 1);
  for (v1::TaskState& task : *state.mutable_tasks()) {
    if (event.task() != 0 && task.task() == event.task()) task.set_term(event.term());
  }
}

}  // namespace norma::acts
