#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "engine/acts/deliberation.h"
#include "engine/acts/migration_plan.h"

namespace norma::acts {

/// Moves one case from a definition to another: its machine, then its tasks and terms.
///
/// The turn says first what the machine became (CaseMigrated), then which tasks and terms ended and which began.
/// A task or term belongs to a state. If that state does not go on, it ends. If it goes on:
/// - a task that the new definition asks for there, by its id, is treated as the plan's task policy says; one that it
///   does not ask for ends;
/// - a term that the new definition has there, by its id, goes on, due as the plan's term policy says; others end;
/// - tasks and terms that only the new definition has there begin, unless the policy closes tasks.
/// What is done already is not asked for again. States that are entered ask for all that is theirs, as always.
/// Lives on the stack of one decision.
class CaseMigration {
 public:
  /// Requires: planned_definitions accepted the plan; the case runs on the old definition.
  CaseMigration(Deliberation& deliberation, std::string case_id, const MigrationPlan& plan,
                const PlannedDefinitions& definitions);

  /// plan_text: the plan as it was given, kept with the case.
  ///
  /// Errors, in this order: migration_impossible (the case has ended), migration_not_selected, migration_impossible,
  /// those of the interpreter, expression_failed, those of the terms.
  Result<void> run(const std::string& plan_text);

 private:
  struct Reopening {
    v1::TaskState task;
    std::string state;
    const TaskTemplate* before = nullptr;
    const TaskTemplate* after = nullptr;
  };

  [[nodiscard]] const v1::CaseState& state() const;
  Result<statechart::MappedSession> map() const;
  void note_staying(const statechart::MappedSession& mapped, const statechart::Step& step);
  Result<void> sort_tasks();
  Result<void> sort_terms();
  Result<void> keep_task(const v1::TaskState& task, const std::string& state, const TaskTemplate& after);
  void emit_migrated(const statechart::MappedSession& mapped, const statechart::Step& step,
                     const std::string& plan_text);
  void end_what_ends();
  Result<void> reopen(const Reopening& reopening);
  Result<void> open_new_duties();
  [[nodiscard]] Result<v1::DueTime> moved_due(const v1::DueTime& due, const TermTemplate& after) const;

  Deliberation& deliberation_;
  const std::string case_id_;
  const MigrationPlan& plan_;
  const Definition& from_;
  const Definition& to_;
  std::map<std::string, std::string, std::less<>> staying_;  ///< Old state id to new, of states that go on.
  v1::CaseMigrated migrated_;
  std::vector<std::pair<std::uint32_t, v1::TaskEnd>> closed_;
  std::vector<std::uint32_t> cancelled_;
  std::vector<Reopening> reopened_;
  std::set<std::string> reassigned_;  ///< Tasks whose assignees were found anew: key and item.
};

}  // namespace norma::acts
