#include <algorithm>

#include "engine/acts/events/appliers.h"

namespace norma::acts {

void apply(v1::CaseState& state, const v1::TermElapsed& event, const TurnHeader&) {
  auto& terms = *state.mutable_terms();
  const auto ended = std::find_if(terms.begin(), terms.end(),
                                  [&](const v1::TermState& term) { return term.term() == event.term(); });
  if (ended != terms.end()) terms.erase(ended);
}

}  // namespace norma::acts
