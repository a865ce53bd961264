#pragma once

#include <filesystem>
#include <functional>

#include "server/cli/serve_options.h"

namespace norma::server {

/// What the commands need from the rest of the program; an absent one answers that it is not built in.
struct CliPorts {
  ServeFunction serve;
  std::function<int(const std::filesystem::path& data)> fold;  ///< `audit fold`: the exit status.
};

/// The whole command line of `norma`: parses, runs one command, and gives the exit status (server/cli/outcome.h).
int run_cli(int argc, char** argv, const CliPorts& ports);
int run_cli(int argc, char** argv, const ServeFunction& serve);

}  // namespace norma::server
