#include "engine/acts/events/appliers.h"

namespace norma::acts {

void apply(v1::CaseState& state, const v1::CaseMigrated& event, const TurnHeader& turn) {
  state.set_definition_hash(event.to_hash());
  *state.mutable_configuration() = event.configuration();
  state.set_session(event.session());
  for (const v1::MigratedTask& changed : event.tasks()) {
    for (v1::TaskState& task : *state.mutable_tasks()) {
      if (task.task() != changed.task()) continue;
      task.set_state(changed.state());
      if (changed.has_due()) *task.mutable_due() = changed.due();
    }
  }
  for (const v1::MigratedTerm& changed : event.terms()) {
    for (v1::TermState& term : *state.mutable_terms()) {
      if (term.term() == changed.term()) *term.mutable_due() = changed.due();
    }
  }
  v1::MigrationState& migration = *state.add_migrations();
  migration.set_from_hash(event.from_hash());
  migration.set_to_hash(event.to_hash());
  *migration.mutable_plan() = event.plan();
  migration.set_actor(std::string(turn.actor));
  *migration.mutable_at() = to_timestamp(turn.time);
}

}  // namespace norma::acts
