#include <algorithm>

#include "engine/acts/events/appliers.h"

namespace norma::acts {

void apply(v1::CaseState& state, const v1::TermLengthSet& event, const TurnHeader&) {
  auto& lengths = *state.mutable_term_lengths();
  const auto known = std::find_if(lengths.begin(), lengths.end(), [&](const v1::TermLength& length) {
    return length.clock() == event.length().clock();
  });
  if (known != lengths.end()) {
    *known = event.length();
  } else {
    *state.add_term_lengths() = event.length();
  }
}

}  // namespace norma::acts
