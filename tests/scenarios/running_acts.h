#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "tests/scenarios/running_server.h"

namespace norma::scenarios {

/// The product's definition of an act, byte for byte.
[[nodiscard]] std::string product_act();

/// Writes a file into the directory and gives its path.
[[nodiscard]] std::filesystem::path written(const TemporaryDirectory& directory, const std::string& name,
                                            const std::string& text);

/// Arguments of `norma` with those that make it a client of the server as one of the demo people.
[[nodiscard]] std::vector<std::string> as(const RunningServer& server, const std::string& key,
                                          std::vector<std::string> words);

/// Raises a need, decides it for a new act and plans that: the act's id.
[[nodiscard]] std::string planned_act(const RunningServer& server);

}  // namespace norma::scenarios
