#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/result.h"

namespace norma::workflows {

/// IDs of atomic states; their order does not matter when they are compared.
using Configuration = std::vector<std::string>;

struct ScriptStep {
  std::chrono::microseconds after{0};  ///< How long the clock goes on before the event.
  std::string event;
  std::string data_json;  ///< Empty when the event has none.
  Configuration next;
};
struct ScriptBlock {
  Configuration initial;
  std::vector<ScriptStep> steps;
};

/// What is sent to a chart, and where it has to be after each event: the format of SCION's test framework.
///
///     script = block with, if need be, "legacySemantics": block
///     block  = {"initialConfiguration": [state..],
///               "events": [{"after": milliseconds (0 without), "event": {"name": name, "data": any (none without)},
///                           "nextConfiguration": [state..]}..]}
///
/// For example: {"initialConfiguration":["a"],"events":[{"after":100,"event":{"name":"t"},"nextConfiguration":["b"]}]}
/// The two blocks are what a chart does under two semantics; which is SCXML 1.0's differs from file to file.
struct RehearsalScript {
  ScriptBlock expectations;
  std::optional<ScriptBlock> legacy;
};

/// Reads a script; members it does not know are passed over.
///
/// Errors: malformed_request with the place and what was expected there; limit_exceeded (10 000 events).
[[nodiscard]] Result<RehearsalScript> read_script(std::string_view json);

/// A chart that a script is played to: each call gives the configuration that follows.
struct ScriptStage {
  std::function<Result<Configuration>()> start;
  std::function<Result<Configuration>(const ScriptStep&)> send;
};

/// Plays one block from the start. Gives what differed first, or nothing when every expectation held.
///
/// Errors: those of the stage.
[[nodiscard]] Result<std::optional<std::string>> play(const ScriptBlock& block, const ScriptStage& stage);

}  // namespace norma::workflows
