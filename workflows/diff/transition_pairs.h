#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "workflows/diff/authored.h"
#include "workflows/diff/matching.h"

namespace norma::workflows::diff {

/// Transitions of one state, those of the first definition with the names they have in the second.
struct TransitionPairs {
  std::vector<AuthoredTransition> first;  ///< Events and targets under the names of the second.
  std::vector<std::pair<std::size_t, std::size_t>> pairs;  ///< In the order of the second.
  std::vector<std::size_t> only_first;
  std::vector<std::size_t> only_second;
  bool reordered = false;  ///< Two that take the same event stand the other way round.
};

/// Pairs the transitions of a state in both definitions: equal ones first, then those that agree in events and condition,
/// in events alone, in target and condition.
[[nodiscard]] TransitionPairs pair_transitions(const AuthoredState& first, const AuthoredState& second,
                                               const Matching& matching);

/// `submit-draft [condition]`: what a transition is taken for.
[[nodiscard]] std::string occasion_of(const AuthoredTransition& transition);

/// The words of a list, or "no target" and the like.
[[nodiscard]] std::string listed(const std::vector<std::string>& words);

}  // namespace norma::workflows::diff
