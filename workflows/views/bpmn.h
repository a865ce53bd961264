#pragma once

#include <string>

#include "engine/reason.h"
#include "engine/result.h"
#include "workflows/views/outline.h"

namespace norma::workflows::views {

/// The definition as a BPMN 2.0 document with its diagram, for people who read BPMN: tasks in the lanes of their roles.
///
/// A lossy view that nothing executes: the process is marked not executable, and its documentation names the
/// definition's hash and what is lost (see process_flow).
/// Errors: limit_exceeded (layout_states, layout_bends).
[[nodiscard]] Result<std::string> bpmn(const Outline& outline, Language language);

}  // namespace norma::workflows::views
