#include <algorithm>

#include "engine/acts/events/appliers.h"

namespace norma::acts {

void apply(v1::CaseState& state, const v1::TaskClosed& event, const TurnHeader&) {
  auto& tasks = *state.mutable_tasks();
  const auto closed = std::find_if(tasks.begin(), tasks.end(),
                                   [&](const v1::TaskState& task) { return task.task() == event.task(); });
  if (closed != tasks.end()) tasks.erase(closed);
}

}  // namespace norma::acts
