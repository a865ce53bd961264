#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "engine/statechart/session.h"
#include "engine/statechart/step.h"

namespace norma::workflows {

inline constexpr std::string_view kBasicHttpProcessor = "http://www.w3.org/TR/scxml/#BasicHTTPEventProcessor";

/// What stands before the session's id in the address that BasicHTTP has in `_ioprocessors`.
inline constexpr std::string_view kLoopbackLocation = "http://localhost/";

/// A POST as the addressed session receives it.
struct LoopbackPost {
  std::string session;
  statechart::Input input;
};

/// What a message to the BasicHTTP event I/O processor becomes at its target; nothing if that is not on the loopback.
///
/// Source: SCXML C.2. `event.raw` is the request as it would stand on the wire.
[[nodiscard]] std::optional<LoopbackPost> post_to_loopback(const statechart::Message& message);

}  // namespace norma::workflows
