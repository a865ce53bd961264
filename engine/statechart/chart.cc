#include "engine/statechart/chart.h"

#include <algorithm>

namespace norma::statechart {

std::optional<StateIndex> Chart::find(std::string_view id) const {
  const auto found = index_.find(id);
  if (found == index_.end()) return std::nullopt;
  return found->second;
}

bool descriptor_matches(std::string_view descriptor, std::string_view event) {
  if (descriptor == "*") return true;
  if (!event.starts_with(descriptor)) return false;
  return event.size() == descriptor.size() || event[descriptor.size()] == '.';
}

bool transition_matches(const Transition& transition, std::string_view event) {
  return std::any_of(transition.events.begin(), transition.events.end(),
                     [event](const std::string& one) { return descriptor_matches(one, event); });
}

}  // namespace norma::statechart
