#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "engine/acts/deliberation.h"
#include "engine/result.h"
#include "norma/v1/state.pb.h"

namespace norma::acts {

/// The case part of an external task id "<case>.<task>"; empty when it is not one.
[[nodiscard]] std::string case_of_task(std::string_view task_id);

/// The number part of an external task id; 0 when it is not one.
[[nodiscard]] std::uint32_t number_of_task(std::string_view task_id);

/// The open task, if the actor is its assignee. Errors, in this order: task_not_found, task_not_yours.
Result<v1::TaskState> own_task(Deliberation& deliberation, const std::string& task_id);

}  // namespace norma::acts
