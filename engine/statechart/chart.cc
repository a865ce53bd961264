#include "engine/statechart/chart.h"

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

}  // namespace norma::statechart
