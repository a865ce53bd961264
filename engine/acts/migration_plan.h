#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "engine/acts/definition.h"
#include "engine/acts/predicate.h"
#include "engine/statechart/migration.h"

namespace norma::acts {

/// What becomes of the open tasks of states that go on.
enum class TaskPolicy : std::uint8_t {
  kKeep,    ///< Those that the new definition asks for in the same way stay; others are closed and opened anew.
  kReopen,  ///< All are closed and opened anew, as far as the new definition asks for them.
  kClose,   ///< All are closed, and none is opened.
};

/// What becomes of the due times of terms that go on.
enum class TermPolicy : std::uint8_t {
  kKeepDue,    ///< They stay.
  kRecompute,  ///< By the new definition's rule from the day the term started: moving a case grants no fresh period.
};

/// How running cases go from one definition to another.
struct MigrationPlan {
  std::string from_hash;  ///< 32 bytes.
  std::string to_hash;    ///< 32 bytes.
  statechart::MigrationRules rules;
  TaskPolicy tasks = TaskPolicy::kKeep;
  TermPolicy terms = TermPolicy::kKeepDue;
  Predicate predicate;  ///< Which cases of the old definition.
};

/// Reads a plan: one JSON object (RFC 8259) of at most 64 KiB, each member at most once.
///
///     plan = { "fromHash": hash, "toHash": hash             deployed definitions of one kind of case
///              ["stateMap": { state: state | null, .. }]    id in the old definition: id in the new one
///              ["dataPatch": { name: any JSON, .. }]        variables of the new definition: their values
///              ["taskPolicy": "keep" | "reopen" | "close"]  else keep
///              ["termPolicy": "keep-due" | "recompute"]     else keep-due
///              ["predicate": text] }                        which cases, else every one; grammar in predicate.h
///     hash = 64 hexadecimal digits in lower case
///
/// Only states that are active in some case and history states that have recorded need a mapping, and of those only
/// the ones that do not map by themselves (statechart::map_session). null is for a history state whose record is to be
/// forgotten. Data that are not patched keep their values; new ones get that of their <data>.
///
/// The second version names "review" anew, has no region "alignment" inside of "drafting" any more, and counts rounds;
/// acts that have been out for opinions keep the old procedure:
///
///     { "fromHash": "3f0c…", "toHash": "a91b…",
///       "stateMap": { "review": "owner_review", "not_checked": "drafting", "misaligned": "drafting" },
///       "dataPatch": { "rounds": 0 },
///       "predicate": "opinion_rounds == 0" }
///
/// Errors: limit_exceeded (plan), migration_plan_invalid.
[[nodiscard]] Result<MigrationPlan> read_migration_plan(std::string_view json);

/// The two definitions a plan is between.
struct PlannedDefinitions {
  const Definition* from = nullptr;
  const Definition* to = nullptr;
};

/// Finds a plan's definitions and checks that the plan fits them.
///
/// Errors, in this order: definition_unknown (old, new), migration_plan_invalid (they are the same, or of two kinds;
/// the rules or the predicate name what they do not have).
[[nodiscard]] Result<PlannedDefinitions> planned_definitions(const MigrationPlan& plan,
                                                             const DefinitionSource& definitions);

}  // namespace norma::acts
