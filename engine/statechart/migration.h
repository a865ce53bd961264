#pragma once

#include <string>
#include <utility>
#include <vector>

#include "engine/result.h"
#include "engine/statechart/chart.h"
#include "engine/statechart/session.h"

namespace norma::statechart {

/// What a state of one chart becomes in another.
struct StateMapping {
  std::string from;
  std::string to;  ///< Empty: what this history state has recorded is forgotten.
};

/// How sessions of one chart become sessions of another.
struct MigrationRules {
  std::vector<StateMapping> states;
  std::vector<Variable> data;  ///< Values that variables of the new chart get, whatever they had before.
};

/// A session on its way: the states that go on are active, what else a legal configuration needs is not yet.
///
/// Interpreter::adopt makes it a session of the new chart.
struct MappedSession {
  Session session;
  std::vector<StateIndex> completed;  ///< Newly in a final state without one being entered; inner states first.
  std::vector<std::pair<StateIndex, StateIndex>> kept;  ///< Active states and what they go on as, in document order.
  std::vector<StateIndex> left;  ///< Active states that do not go on, of the old chart; their <onexit> does not run.
};

/// Whether the rules name what the two charts have.
///
/// A state maps to a state, never to one that is no longer running: a final state only comes from a final state and is
/// not a child of <scxml>. A history state maps to one of the same kind. Variables are declared in the new chart.
/// Errors: migration_plan_invalid.
[[nodiscard]] Result<void> check_rules(const Chart& from, const Chart& to, const MigrationRules& rules);

/// Maps a running session of one chart to another chart.
///
/// Every active state without children, and every history state that has recorded, needs a mapping: the rule for it,
/// or by itself the state of the same ID and kind whose ancestors are compatible: each ancestor that the state has in
/// the old chart (under its rule, or the same ID and kind) is an ancestor in the new one, where others may stand
/// between. A mapped state with children is completed by its initial states unless something else maps into it; the
/// regions of a parallel that nothing maps into are entered by default. Variables keep their values; those that only
/// the old chart declares are dropped.
///
/// Requires: check_rules accepted the rules; the session runs.
/// Errors: migration_impossible, with the state that has no mapping or that would be active in two ways.
[[nodiscard]] Result<MappedSession> map_session(const Chart& from, const Session& session, const Chart& to,
                                                const MigrationRules& rules);

}  // namespace norma::statechart
