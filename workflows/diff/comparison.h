#pragma once

#include <vector>

#include "workflows/diff/authored.h"
#include "workflows/diff/difference.h"

namespace norma::workflows::diff {

/// The differences of two definitions as their author thinks of them, in the order of the second document; what is gone
/// stands where it stood in the first.
///
/// What makes no difference to a case or to people is none: formatting, comments, the order of attributes, of events in
/// a transition, of the states inside a compound state, defaults said or left out. The order of transitions of one state
/// counts where two of them take the same event, and the order of regions in a parallel.
[[nodiscard]] std::vector<Difference> compare(const AuthoredDefinition& first, const AuthoredDefinition& second);

}  // namespace norma::workflows::diff
