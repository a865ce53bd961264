#include "engine/acts/case_migration.h"
#include "engine/acts/commands/deciders.h"
#include "engine/hex.h"

namespace norma::acts {

/// Moves a running case to another definition by a plan, which is kept with it.
///
/// Errors, in this order: limit_exceeded, migration_plan_invalid, those of planned_definitions, definition_mismatch,
/// those of CaseMigration.
Result<std::string> decide_migrate_case(const v1::CommandBody& body, Deliberation& deliberation) {
  const v1::MigrateCase& command = body.migrate_case();
  const DefinitionSource& known = deliberation.context().definitions;
  const Result<MigrationPlan> plan = read_migration_plan(command.plan());
  if (!plan) return tl::unexpected(plan.error());
  const Result<PlannedDefinitions> definitions = planned_definitions(*plan, known);
  if (!definitions) return tl::unexpected(definitions.error());
  const Result<const v1::CaseState*> state = deliberation.find(command.case_id());
  if (!state) return tl::unexpected(state.error());
  if ((*state)->definition_hash() != plan->from_hash) {
    return fail(Reason::kDefinitionMismatch, to_hex((*state)->definition_hash()), to_hex(plan->from_hash));
  }
  CaseMigration migration(deliberation, command.case_id(), *plan, *definitions);
  if (const Result<void> moved = migration.run(command.plan()); !moved) return tl::unexpected(moved.error());
  return command.case_id();
}

}  // namespace norma::acts
