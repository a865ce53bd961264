#pragma once

#include <string>

#include "engine/statechart/step.h"
#include "norma/v1/rehearsal.pb.h"

namespace norma::workflows {

/// An event on its way to a session as it is kept, and back; the time and the seed are not kept.
[[nodiscard]] v1::RehearsalInput kept_input(const std::string& session, const statechart::Input& input);
[[nodiscard]] statechart::Input input_of(const v1::RehearsalInput& kept);

}  // namespace norma::workflows
