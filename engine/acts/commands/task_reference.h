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

/// The open task, if it is the actor's to do; they act in that capacity from then on.
/// Errors, in this order: task_not_found, and those of authorise_task().
Result<v1::TaskState> own_task(Deliberation& deliberation, const std::string& task_id);

}  // namespace norma::acts
