#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "engine/acts/definition.h"
#include "norma/v1/values.pb.h"

namespace norma::workflows {

/// Whether this is the kebab-case name of a command: submit-draft.
[[nodiscard]] bool is_command(std::string_view name);

/// Whether a case's statechart is ever given this command's name as an event.
///
/// It is not for commands that act on people or tasks: complete-task raises `task.<key>.<outcome>` instead.
[[nodiscard]] bool is_command_event(std::string_view name);

/// The part that `role` of a task names: owner, coordinator, drafter, approver, opinion_giver, addressee.
[[nodiscard]] std::optional<acts::Part> part_named(std::string_view role);

/// The kind of case that a definition of this name describes: need, act, amendment.
[[nodiscard]] std::optional<v1::CaseKind> kind_named(std::string_view name);

/// The words of an attribute that holds a list, such as `event`, `target` and `outcomes`.
[[nodiscard]] std::vector<std::string_view> words(std::string_view text);

}  // namespace norma::workflows
