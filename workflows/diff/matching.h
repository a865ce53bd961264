#pragma once

#include <cstddef>
#include <limits>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "workflows/diff/authored.h"

namespace norma::workflows::diff {

inline constexpr std::size_t kUnmatched = std::numeric_limits<std::size_t>::max();

/// Which things of two definitions are the same things.
struct Matching {
  std::vector<std::size_t> state_of_first;   ///< By state of the first: that of the second, or kUnmatched.
  std::vector<std::size_t> state_of_second;  ///< The other way round.
  std::map<std::string, std::string, std::less<>> renamed_states;  ///< Id in the first -> id in the second.
  std::map<std::string, std::string, std::less<>> renamed_tasks;
  std::map<std::string, std::string, std::less<>> renamed_terms;
};

/// Matches states by their ids, tasks and terms by their keys, and then what was renamed.
///
/// A state was renamed when one that is gone and one that is new are of the same kind, no other pair is as much
/// alike, and at least two of these agree: the Latvian label, the English label, the state around them together with
/// any one of these, the tasks, the terms, the events taken. A task was renamed in its state when part and command are
/// the same; a term when its length or date and its rule are. With more than 250 000 pairs nothing is taken as renamed.
[[nodiscard]] Matching match(const AuthoredDefinition& first, const AuthoredDefinition& second);

/// The name that an event of the first definition has in the second, after renamings: done.state.ID, task.KEY.OUTCOME,
/// term.KEY.
[[nodiscard]] std::string event_in_second(const Matching& matching, std::string_view event);

/// The id that a state of the first definition has in the second.
[[nodiscard]] std::string state_in_second(const Matching& matching, const std::string& id);

}  // namespace norma::workflows::diff
