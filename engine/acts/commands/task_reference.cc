#include "engine/acts/commands/task_reference.h"

#include <algorithm>
#include <charconv>

namespace norma::acts {

std::string case_of_task(std::string_view task_id) {
  const std::size_t dot = task_id.rfind('.');
  return dot == std::string_view::npos ? std::string() : std::string(task_id.substr(0, dot));
}

std::uint32_t number_of_task(std::string_view task_id) {
  const std::size_t dot = task_id.rfind('.');
  if (dot == std::string_view::npos) return 0;
  const std::string_view digits = task_id.substr(dot + 1);
  std::uint32_t number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return error == std::errc{} && end == digits.data() + digits.size() ? number : 0;
}

Result<v1::TaskState> own_task(Deliberation& deliberation, const std::string& task_id) {
  const Result<const v1::CaseState*> state = deliberation.find(case_of_task(task_id));
  if (!state) return tl::unexpected(state.error());
  const std::uint32_t number = number_of_task(task_id);
  const auto& tasks = (*state)->tasks();
  const auto found =
      std::find_if(tasks.begin(), tasks.end(), [&](const v1::TaskState& task) { return task.task() == number; });
  if (found == tasks.end()) return fail(Reason::kTaskNotFound, task_id);
  const Context& context = deliberation.context();
  Result<Capacity> capacity =
      authorise_task(context.authority, context.moment(), deliberation.asker(), **state, *found);
  if (!capacity) return tl::unexpected(capacity.error());
  deliberation.act_in(std::move(*capacity));
  return *found;
}

}  // namespace norma::acts
